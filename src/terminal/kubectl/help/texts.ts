import { createLate } from '#engine/core/late.ts';

/** The words behind `kubectl` to what `--help` prints (helpTexts.json); `/HOME` stands for the home directory. */
export type HelpTexts = Readonly<Record<string, string>>;

/** Where `kubectl … --help` gets its texts; without them help is made from the definitions of the commands. */
export const helpTexts = createLate<HelpTexts>('texts of the help');
