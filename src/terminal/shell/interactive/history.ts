/** The commands that were typed, oldest first. One list a machine, kept while the page lives. */
export interface History {
  readonly entries: () => readonly HistoryEntry[];
  /** Adds a line unless it repeats the last one and duplicates are unwanted. */
  add(line: string): void;
  /** The number that the next line will have. */
  nextNumber(): number;
  /** The line with that number. */
  find(number: number): string | undefined;
  remove(number: number): boolean;
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

  return {
    entries: () => entries,
    add: (line) => {
      entries.push({ number: next, line });
      next += 1;
      if (entries.length > MAX_LINES) entries.shift();
    },
    nextNumber: () => next,
    find: (number) => entries.find((entry) => entry.number === number)?.line,
    remove: (number) => {
      const before = entries.length;
      entries = entries.filter((entry) => entry.number !== number).map(({ line }, index) => ({ number: index + 1, line }));
      next = entries.length + 1;
      return entries.length < before;
    },
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
