export interface ConformanceArguments {
  /** The transcripts to play. */
  readonly folder: string;
  /** Write each transcript with our answers into this folder, and compare nothing. */
  readonly record: string | undefined;
  /** Fewer matching steps than this many per cent are a failure. */
  readonly bar: number | undefined;
  /** Play only these transcripts; all when empty. */
  readonly only: readonly string[];
  readonly help: boolean;
}

const DEFAULT_FOLDER = 'test/conformance';

export const usage = `usage: npm run -s conformance -- [--only NAME]... [--bar PERCENT] [DIR]
       npm run -s conformance -- --record OUT [DIR]
  Plays the recorded transcripts of DIR (${DEFAULT_FOLDER}) and shows where we answer differently.
`;

/** Reads the command line, or says what is wrong with it. */
export function parseArguments(args: readonly string[]): ConformanceArguments | { readonly error: string } {
  let [folder, record, bar, help] = [undefined as string | undefined, undefined as string | undefined, undefined as string | undefined, false];
  const only: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const [name = '', attached] = (args[index] ?? '').split(/=(.*)/s, 2);
    const value = () => attached ?? args[(index += 1)] ?? '';
    if (name === '--help' || name === '-h') help = true;
    else if (name === '--record') record = value();
    else if (name === '--bar') bar = value();
    else if (name === '--only') only.push(value());
    else if (name.startsWith('-')) return { error: `conformance: unknown option ${name}` };
    else if (folder === undefined) folder = name;
    else return { error: 'conformance: one DIR at most' };
  }
  if (record === '') return { error: 'conformance: --record wants a folder' };
  if (bar !== undefined && !/^\d+(\.\d+)?$/.test(bar)) return { error: 'conformance: --bar wants a number of per cent' };
  return { folder: folder ?? DEFAULT_FOLDER, record, bar: bar === undefined ? undefined : Number(bar), only, help };
}
