/** Definition to field to description; '' is the definition's own (engine/kinds/schema/descriptions.json). */
export type ExplainTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

let texts: ExplainTexts | undefined;
let fetcher: (() => void) | undefined;
const waiting = new Set<() => void>();

/**
 * Where `kubectl explain` gets its descriptions. They are large, so whoever runs the terminal brings them:
 * at once by {@link provide}, or when they are first wanted, by {@link onWanted}.
 */
export const explainTexts = {
  /** Hands the descriptions over; commands that wait for them go on. */
  provide(found: ExplainTexts): void {
    texts = found;
    waiting.forEach((wake) => wake());
  },
  /** Called once when a command needs the descriptions and they are not there: it has to lead to {@link provide}. */
  onWanted(fetch: () => void): void {
    fetcher = fetch;
  },
};

/** The descriptions, or undefined when nobody has brought them. */
export function descriptions(): ExplainTexts | undefined {
  return texts;
}

/** Asks for the descriptions; false when nobody can bring them. */
export function askForDescriptions(): boolean {
  const fetch = fetcher;
  fetcher = undefined;
  fetch?.();
  return fetch !== undefined || waiting.size > 0;
}

/** Calls back once the descriptions are there; returns the way to give up. */
export function whenProvided(wake: () => void): () => void {
  waiting.add(wake);
  return () => waiting.delete(wake);
}
