import { helpTexts, type HelpTexts } from '#session/helpTexts.ts';
import { holdTime } from './heldTime.ts';

/** Brings `kubectl … --help` its texts when it asks; none when they cannot be fetched. Time stands meanwhile, as for the descriptions of fields. */
export function serveHelpTexts(): void {
  helpTexts.onWanted(() => {
    const release = holdTime();
    const provide = (texts: HelpTexts) => {
      release();
      helpTexts.provide(texts);
    };
    void import('#session/kubectlHelp.ts').then(
      ({ kubectlHelp }) => provide(kubectlHelp),
      () => {
        provide({});
        // What could not be fetched now may be there the next time.
        serveHelpTexts();
      },
    );
  });
}
