import { createLate } from '#engine/core/late.ts';

/** Definition to field to description; '' is the definition's own (engine/kinds/schema/descriptions.json). */
export type ExplainTexts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Where `kubectl explain` gets its descriptions. */
export const explainTexts = createLate<ExplainTexts>('descriptions of fields');
