/** Where the page hands over the descriptions of fields once `kubectl explain` wants them. */
export { explainTexts, type ExplainTexts } from '#terminal/kubectl/explain/texts.ts';
