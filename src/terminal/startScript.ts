import type { Machine } from '#engine/machine/machine.ts';
import { nullInput, sinkOutput } from './process/fileStream.ts';
import type { Kernel, Process } from './process/process.ts';
import type { Input, Output } from './process/stream.ts';

export interface ScriptRequest {
  /** As bash reads it from a file. */
  readonly text: string;
  readonly onOutput: (text: string, stream: 'stdout' | 'stderr') => void;
}

const SCRIPT = '/tmp/script';

/** Runs a script with bash in a machine, without a terminal: its input is empty, its streams are the caller's. */
export function startScript(kernel: Kernel, machine: Machine, { text, onOutput }: ScriptRequest): Process {
  machine.files.write(SCRIPT, text);
  const bash = kernel.lookup(machine, 'bash', machine.env['PATH'], machine.cwd)?.program;
  if (bash === undefined) throw new Error(`${machine.id} has no bash`);
  return kernel.spawn({
    program: bash,
    argv: ['bash', SCRIPT],
    machine,
    env: new Map(Object.entries(machine.env)),
    descriptors: new Map<number, Input | Output>([
      [0, nullInput()],
      [1, sinkOutput((piece) => onOutput(piece, 'stdout'))],
      [2, sinkOutput((piece) => onOutput(piece, 'stderr'))],
    ]),
    processGroup: 'new',
  });
}
