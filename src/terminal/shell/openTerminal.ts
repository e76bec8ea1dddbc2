import type { Machine } from '#engine/machine/machine.ts';
import type { Kernel, Process } from '../process/process.ts';
import type { Input, Output } from '../process/stream.ts';
import { createTty, type Tty } from '../process/tty.ts';
import { shellProgram } from './main.ts';

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  /** What the screen gets. */
  readonly onOutput: (text: string) => void;
  /** The working directory; the machine's when absent. */
  readonly cwd?: string;
  /** How the shell is called; a login bash when absent. */
  readonly argv?: readonly string[];
}

export interface Terminal {
  readonly tty: Tty;
  /** Ends when the person leaves: then the terminal is closed. */
  readonly shell: Process;
}

/** What a login sets. */
const LOGIN_ENV = { SHELL: '/bin/bash', TERM: 'xterm-256color', LANG: 'en_US.UTF-8' };

/** Opens a terminal on a machine with a login bash in it, as after ssh. */
export function openTerminal(kernel: Kernel, machine: Machine, { columns, rows, onOutput, cwd = machine.cwd, argv = ['-bash'] }: TerminalOptions): Terminal {
  const tty = createTty(kernel, { columns, rows, onOutput });
  const shell = kernel.spawn({
    program: shellProgram,
    argv,
    machine,
    env: new Map(Object.entries({ ...LOGIN_ENV, USER: machine.user, LOGNAME: machine.user, ...machine.env })),
    cwd,
    descriptors: new Map<number, Input | Output>([
      [0, tty.input],
      [1, tty.output],
      [2, tty.output],
    ]),
    tty,
    processGroup: 'new',
  });
  tty.foreground = shell.processGroup;
  return { tty, shell };
}
