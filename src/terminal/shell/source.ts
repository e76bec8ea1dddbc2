/** A piece of shell text and where its lines are: what line numbers in messages come from. */
export interface Source {
  readonly text: string;
  /** The line, counted from 1, that a position lies in. */
  lineAt(position: number): number;
  /** The text of a line, without its newline. */
  line(number: number): string;
}

/** `firstLine` shifts the numbers, for text that is read piece by piece. */
export function createSource(text: string, firstLine = 1): Source {
  let starts: number[] | undefined;

  const lineStarts = () => {
    if (starts !== undefined) return starts;
    starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  };

  return {
    text,
    lineAt: (position) => {
      const all = lineStarts();
      let low = 0;
      let high = all.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((all[middle] ?? 0) <= position) low = middle;
        else high = middle - 1;
      }
      return low + firstLine;
    },
    line: (number) => text.split('\n')[number - firstLine] ?? '',
  };
}
