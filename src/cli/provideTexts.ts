import descriptions from '#engine/kinds/schema/descriptions.json' with { type: 'json' };
import { explainTexts } from '#terminal/kubectl/explain/texts.ts';
import helps from '#terminal/kubectl/help/helpTexts.json' with { type: 'json' };
import { helpTexts } from '#terminal/kubectl/help/texts.ts';

/** Gives kubectl the descriptions of fields and the texts of its help; a program that runs in Node has room for them from the start. */
export function provideTexts(): void {
  explainTexts.provide(descriptions);
  helpTexts.provide(helps);
}
