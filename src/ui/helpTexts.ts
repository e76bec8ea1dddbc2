import { helpTexts } from '#session/helpTexts.ts';
import { serve } from './serve.ts';

/** Brings `kubectl … --help` its texts when it asks; without them help is made from the definitions of the commands. */
export function serveHelpTexts(): void {
  serve(helpTexts, () => import('#session/kubectlHelp.ts').then(({ kubectlHelp }) => kubectlHelp));
}
