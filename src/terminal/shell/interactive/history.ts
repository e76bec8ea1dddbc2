/** The commands that were typed, oldest first. One list a machine, kept while the page lives. */
export interface History {
  readonly entries: () => readonly HistoryEntry[];
  /** Adds a line; `most` lines are kept. */
  add(line: string, most?: number): void;
  /** The number that the next line will have. */
  nextNumber(): number;
  /** The line with that number. */
  find(number: number): string | undefined;
  remove(first: number, last?: number): boolean;
  /** Forgets all copies of a line. */
  removeLine(line: string): void;
  /** The last line becomes another one: `history -s`, expanded `!!`. */
  replaceLast(line: string): void;
  clear(): void;
}

export interface HistoryEntry {
  readonly number: number;
  readonly line: string;
}

/** HISTSIZE of CentOS. */
const MAX_LINES = 1000;

export function createHistory(): History {
  let entries: HistoryEntry[] = [];
  let next = 1;

  /** What is left moves up. */
  const keep = (isKept: (entry: HistoryEntry) => boolean) => {
    const base = entries[0]?.number ?? 1;
    entries = entries.filter(isKept).map(({ line }, index) => ({ number: base + index, line }));
    next = base + entries.length;
  };

  return {
    entries: () => entries,
    add: (line, most = MAX_LINES) => {
      entries = [...entries, { number: next, line }].slice(most === 0 ? Infinity : -most);
      next += 1;
    },
    nextNumber: () => next,
    find: (number) => entries.find((entry) => entry.number === number)?.line,
    remove: (first, last = first) => {
      const before = entries.length;
      keep(({ number }) => number < first || number > last);
      return entries.length < before;
    },
    removeLine: (line) => keep((entry) => entry.line !== line),
    replaceLast: (line) => {
      const last = entries.pop();
      entries.push({ number: last?.number ?? 1, line });
      next = Math.max(next, (last?.number ?? 1) + 1);
    },
    clear: () => {
      entries = [];
      next = 1;
    },
  };
}
