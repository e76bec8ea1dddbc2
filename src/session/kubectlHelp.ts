import texts from '#terminal/kubectl/help/helpTexts.json' with { type: 'json' };
import type { HelpTexts } from '#terminal/kubectl/help/texts.ts';

/** What `kubectl … --help` prints, large: the page fetches it when it is first wanted. */
export const kubectlHelp: HelpTexts = texts;
