import { REFUSAL, type Step } from './tutorial.ts';

/** What the screen should have shown for a step and did not, or should not have shown. */
export function missesOf(step: Step, screen: string): readonly string[] {
  const { shows, hides, refused } = step;
  const misses: string[] = [];
  if (shows !== undefined && !shows.test(screen)) misses.push(`does not show ${String(shows)}`);
  if (hides?.test(screen) === true) misses.push(`shows ${String(hides)}`);
  if (refused !== undefined && !refused.test(screen)) misses.push(`is not refused with ${String(refused)}`);
  const refusal = refused === undefined ? REFUSAL.exec(answerOf(screen, step))?.[0] : undefined;
  if (refusal !== undefined) misses.push(`is refused: ${refusal}`);
  return misses;
}

/** The screen without the typed line, whose words are no refusal. */
function answerOf(screen: string, { type = '' }: Step): string {
  return type === '' ? screen : screen.slice(screen.indexOf('\n') + 1);
}
