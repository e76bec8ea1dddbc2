import type { Say } from '../lesson/words/useWords.ts';

/** `8 min`, `2 h 27 min`. */
export function durationText(say: Say, minutes: number): string {
  const whole = Math.round(minutes);
  return whole < 60 ? say('page.minutes', { minutes: whole }) : say('page.hours', { hours: Math.floor(whole / 60), minutes: whole % 60 });
}
