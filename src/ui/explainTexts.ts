import { explainTexts, type ExplainTexts } from '#session/explainTexts.ts';
import { serve } from './serve.ts';

const fetchTexts = () => import('#engine/kinds/schema/descriptions.json').then(({ default: texts }) => texts as ExplainTexts);

/** The descriptions of all fields, fetched when they are first wanted; none when they cannot be fetched. */
export function fetchDescriptions(): Promise<ExplainTexts> {
  return fetchTexts().catch(() => ({}));
}

/** Brings `kubectl explain` its descriptions when it asks. */
export function serveExplainTexts(): void {
  serve(explainTexts, fetchTexts);
}
