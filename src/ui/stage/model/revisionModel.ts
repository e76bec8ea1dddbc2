/** A revision as it is shown: a colour and a shape from four, and a letter. */
export interface RevisionModel {
  readonly name: string;
  readonly letter: string;
  readonly look: RevisionLook;
}

export type RevisionLook = 'a' | 'b' | 'c' | 'd';

const LOOKS: readonly RevisionLook[] = ['a', 'b', 'c', 'd'];

/** Gives the revision names of one owner their letters, in the order they came to be. */
export function revisionModels(names: readonly string[]): ReadonlyMap<string, RevisionModel> {
  return new Map(names.map((name, index) => [name, { name, letter: letterOf(index), look: LOOKS[index % LOOKS.length] ?? 'a' }]));
}

/** A to Z, then A2 to Z2 and so on. */
function letterOf(index: number): string {
  const round = Math.floor(index / 26);
  return String.fromCharCode(65 + (index % 26)) + (round === 0 ? '' : String(round + 1));
}
