import { createScript } from '#session/createScript.ts';
import type { TerminalArguments } from './terminalArguments.ts';

const SLICE_STEPS = 20_000;

/** Runs a script as fast as it goes and ends the process with its exit status. */
export function runToEnd({ profile, seed }: TerminalArguments, text: string): void {
  const script = createScript({
    profile, seed, text,
    onOutput: (piece, stream) => {
      process[stream].write(piece);
    },
  });

  const slice = () => {
    const status = script.run(SLICE_STEPS);
    if (status === undefined) setImmediate(slice);
    else process.exitCode = status;
  };
  process.stdout.on('error', () => {
    process.exit(141);
  });
  slice();
}
