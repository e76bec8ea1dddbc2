import descriptions from '#engine/kinds/schema/descriptions.json' with { type: 'json' };
import { explainTexts } from '#terminal/kubectl/explain/texts.ts';

/** Gives `kubectl explain` its descriptions; a program that runs in Node has room for them from the start. */
export function provideTexts(): void {
  explainTexts.provide(descriptions);
}
