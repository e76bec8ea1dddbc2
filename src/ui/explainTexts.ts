import { explainTexts, type ExplainTexts } from '#session/explainTexts.ts';
import { holdTime } from './heldTime.ts';

let fetched: Promise<ExplainTexts> | undefined;

/** The descriptions of all fields, fetched when they are first wanted; none when they cannot be fetched. */
export function fetchDescriptions(): Promise<ExplainTexts> {
  fetched ??= import('#engine/kinds/schema/descriptions.json').then(
    ({ default: texts }) => texts as ExplainTexts,
    () => {
      fetched = undefined;
      return {};
    },
  );
  return fetched;
}

/** Brings `kubectl explain` its descriptions when it asks. Time stands meanwhile, so that a replay, which has them at once, meets the same moments. */
export function serveExplainTexts(): void {
  explainTexts.onWanted(() => {
    const release = holdTime();
    void fetchDescriptions().then((texts) => {
      release();
      explainTexts.provide(texts);
    });
  });
}
