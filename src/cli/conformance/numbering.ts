/** Numbers values by their first appearance, so that two runs with different names read the same. */
export interface Numbering {
  /** `<uid-1>` for the first uid seen, and so again each time it comes. */
  readonly of: (what: string, value: string) => string;
}

export function createNumbering(): Numbering {
  const seen = new Map<string, Map<string, number>>();
  return {
    of: (what, value) => {
      const values = seen.get(what) ?? new Map<string, number>();
      seen.set(what, values);
      const number = values.get(value) ?? values.size + 1;
      values.set(value, number);
      return `<${what}-${number}>`;
    },
  };
}

/** Leaves the numbers away: for texts whose order says nothing. */
export const unnumbered: Numbering = { of: (what) => `<${what}>` };
