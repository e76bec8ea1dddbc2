/** Where the page hands over the texts of `kubectl … --help` once they are wanted. */
export { helpTexts, type HelpTexts } from '#terminal/kubectl/help/texts.ts';
