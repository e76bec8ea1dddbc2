/** A revision as it is shown: a colour and a shape from four, and a letter. */
export interface RevisionModel {
  readonly name: string;
  readonly letter: string;
  readonly look: RevisionLook;
}

export type RevisionLook = 'a' | 'b' | 'c' | 'd';

const LOOKS: readonly RevisionLook[] = ['a', 'b', 'c', 'd'];

const known = new WeakMap<readonly string[], ReadonlyMap<string, RevisionModel>>();

/** Gives the revision names of one owner their letters, in the order they came to be. The list of names may only grow. */
export function revisionModels(names: readonly string[]): ReadonlyMap<string, RevisionModel> {
  let models = known.get(names);
  if (models?.size !== names.length) {
    models = new Map(names.map((name, index) => [name, { name, letter: letterOf(index), look: LOOKS[index % LOOKS.length] ?? 'a' }]));
    known.set(names, models);
  }
  return models;
}

/** A to Z, then A2 to Z2 and so on. */
function letterOf(index: number): string {
  const round = Math.floor(index / 26);
  return String.fromCharCode(65 + (index % 26)) + (round === 0 ? '' : String(round + 1));
}
