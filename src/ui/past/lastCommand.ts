import type { Intent, LoggedIntent, Mark } from '#session/session.ts';

/** The newest command of a session, and what is left of its history without it. */
export interface LastCommand {
  readonly line: string;
  /** When its first key was pressed, in milliseconds since the start. */
  readonly atMs: number;
  /** How many intents came before. */
  readonly kept: number;
}

/** Finds what undoing would take back: the keys of the line that was run last, whether typed or pressed. */
export function lastCommand(history: readonly LoggedIntent[], marks: readonly Mark[]): LastCommand | undefined {
  const mark = marks.at(-1);
  if (mark === undefined) return undefined;
  const end = history.findLastIndex(({ atMs, intent }) => atMs <= mark.atMs && isCommand(intent));
  const entered = history[end];
  if (entered === undefined) return undefined;
  const kept = startOfLine(history, end);
  return { line: mark.text, atMs: history[kept]?.atMs ?? entered.atMs, kept };
}

/** Sends a line on its way or breaks something: what a person means by one step. */
export function isCommand(intent: Intent): boolean {
  return intent.do === 'run' || intent.do === 'fault' || (intent.do === 'type' && /[\r\n]/.test(intent.text));
}

/** The first of the keys that the line was typed with, back from the one that ended it. */
function startOfLine(history: readonly LoggedIntent[], end: number): number {
  const ended = history[end]?.intent;
  if (ended?.do !== 'type') return end;
  const before = history.slice(0, end).findLastIndex(({ intent }) => intent.do !== 'type' || intent.terminal !== ended.terminal || isCommand(intent));
  return before + 1;
}
