import type { Intent, LoggedIntent, Mark } from '#session/session.ts';

/** The newest command of a session, and what is left of its history without it. */
export interface LastCommand {
  readonly line: string;
  /** When its first key was pressed, in milliseconds since the start. */
  readonly atMs: number;
  /** How many intents came before. */
  readonly kept: number;
}

/**
 * Finds what undoing would take back: the keys of the line that was run last, whether typed or pressed, at the
 * host's prompt or at one inside of a pod. A command over several lines is one.
 */
export function lastCommand(history: readonly LoggedIntent[], marks: readonly Mark[]): LastCommand | undefined {
  const mark = marks.at(-1);
  const end = history.findLastIndex(({ intent }, index) => isCommand(intent) && typedLine(history, index) !== '');
  const entered = history[end];
  if (entered === undefined) return undefined;
  const isMarked = mark !== undefined && mark.atMs >= entered.atMs;
  const kept = startOfLines(history, end, isMarked ? mark.text.split('\n').length : 1);
  return { line: isMarked ? (mark.text.split('\n')[0] ?? '') : typedLine(history, end), atMs: history[kept]?.atMs ?? entered.atMs, kept };
}

/** Sends a line on its way or breaks something: what a person means by one step. */
export function isCommand(intent: Intent): boolean {
  return intent.do === 'run' || intent.do === 'fault' || (intent.do === 'type' && /[\r\n]/.test(intent.text));
}

/** The first key of the last so many lines before and with this one. */
function startOfLines(history: readonly LoggedIntent[], end: number, count: number): number {
  let start = startOfLine(history, end);
  for (let more = count - 1; more > 0 && start > 0; more -= 1) {
    if (history[end]?.intent.do !== 'type' || history[start - 1]?.intent.do !== 'type') break;
    start = startOfLine(history, start - 1);
  }
  return start;
}

/** The first of the keys that a line was typed with, back from the one that ended it. */
function startOfLine(history: readonly LoggedIntent[], end: number): number {
  const ended = history[end]?.intent;
  if (ended?.do !== 'type') return end;
  const before = history.slice(0, end).findLastIndex(({ intent }) => intent.do !== 'type' || intent.terminal !== ended.terminal || isCommand(intent));
  return before + 1;
}

/** What was typed up to the key that ended the line: letters and what was taken back, but no other keys. */
function typedLine(history: readonly LoggedIntent[], end: number): string {
  const ended = history[end]?.intent;
  if (ended?.do === 'run') return ended.line;
  if (ended?.do !== 'type') return ended?.do ?? '';
  const keys = history.slice(startOfLine(history, end), end + 1).map(({ intent }) => (intent.do === 'type' ? intent.text : ''));
  let line = '';
  for (const character of keys.join('').replace(/\u001b\[[0-9;]*[A-Za-z~]/g, '')) {
    if (character === '\u007f' || character === '\b') line = line.slice(0, -1);
    else if (character >= ' ') line += character;
  }
  return line.trim();
}
