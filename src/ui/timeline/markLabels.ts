import type { Mark } from '#session/session.ts';
import { fitEnd, textWidth } from '../stage/fitText.ts';

export interface PlacedMark {
  readonly mark: Mark;
  readonly x: number;
  /** Empty where there is no room for words. */
  readonly text: string;
}

const STYLE = { sizePx: 10.5, isMono: true } as const;
const LEAST_PX = 40;

/** Places the words of commands and faults so that none covers the next one. */
export function placeMarks(marks: readonly Mark[], x: (ms: number) => number, right: number): readonly PlacedMark[] {
  const shown = marks.map((mark) => ({ mark, x: x(mark.atMs) })).filter((placed) => placed.x >= x(0) - 1 && placed.x <= right);
  let freeFrom = -Infinity;
  return shown.map(({ mark, x: at }, index) => {
    const limit = (shown[index + 1]?.x ?? right) - 8;
    const room = limit - at - 5;
    if (at < freeFrom || room < LEAST_PX) return { mark, x: at, text: '' };
    const text = fitEnd(shortLine(mark.text), room, STYLE);
    freeFrom = at + textWidth(text, STYLE) + 12;
    return { mark, x: at, text };
  });
}

/** Without the word that nearly every line begins with. */
function shortLine(line: string): string {
  return line.replace(/^kubectl /, '').replace(/\s+/g, ' ');
}
