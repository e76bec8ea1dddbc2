import type { Machine } from '#engine/machine/machine.ts';
import type { Kernel, Process } from './process/process.ts';
import type { Input, Output } from './process/stream.ts';
import { createTty, type Tty } from './process/tty.ts';

export interface TerminalRequest {
  readonly columns: number;
  readonly rows: number;
  readonly onOutput: (text: string) => void;
}

/** A person's terminal on a machine: a tty and an interactive bash that it controls. */
export function openTerminal(kernel: Kernel, machine: Machine, request: TerminalRequest): { readonly tty: Tty; readonly shell: Process } {
  const bash = kernel.lookup(machine, 'bash', machine.env['PATH'], machine.cwd)?.program;
  if (bash === undefined) throw new Error(`${machine.id} has no bash`);
  const tty = createTty(kernel, request);
  const shell = kernel.spawn({
    program: bash,
    argv: ['-bash'],
    machine,
    env: new Map(Object.entries({ ...machine.env, TERM: 'xterm-256color' })),
    tty,
    descriptors: new Map<number, Input | Output>([[0, tty.input], [1, tty.output], [2, tty.output]]),
    processGroup: 'new',
  });
  tty.foreground = shell.processGroup;
  return { tty, shell };
}
