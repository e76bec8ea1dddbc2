import { FileError } from '#engine/machine/files.ts';
import type { Kernel, Process } from '#terminal/process/process.ts';
import type { Tty } from '#terminal/process/tty.ts';
import { openTerminal } from '#terminal/shell/openTerminal.ts';
import { createOutputBuffer, type OutputBuffer } from './outputBuffer.ts';
import type { TerminalFrame } from './session.ts';

/** The terminals of a session: each a login shell on the profile's node, as its own tab. */
export interface Terminals {
  /** Opens one and returns its number; the first is 1. */
  open(): number;
  close(id: number): void;
  receive(id: number, text: string): void;
  /** Puts a file on the terminal's machine; a relative path begins where its shell stands. False when the disk refuses it. */
  writeFile(id: number, path: string, content: string): boolean;
  resize(id: number, columns: number, rows: number): void;
  /** What one has written, also when it is closed. */
  read(id: number, from: number): { readonly from: number; readonly text: string };
  frames(): readonly TerminalFrame[];
  texts(): readonly string[];
  areWaitingForPerson(): boolean;
  /** The terminal whose program runs at this moment; the newest one when none does. */
  current(): number;
  revision(): number;
}

interface Terminal {
  readonly id: number;
  readonly tty: Tty;
  readonly shell: Process;
  readonly output: OutputBuffer;
  columns: number;
  rows: number;
}

export interface TerminalsOptions {
  readonly columns: number;
  readonly rows: number;
  readonly onCommand: (text: string) => void;
}

export function createTerminals(kernel: Kernel, options: TerminalsOptions): Terminals {
  const all = new Map<number, Terminal>();
  const outputs = new Map<number, OutputBuffer>();
  let lastId = 0;
  let revision = 0;
  let size = { columns: options.columns, rows: options.rows };

  const open = () => {
    const machine = kernel.cluster.runtime.node(kernel.cluster.profile.terminalNode);
    if (machine === undefined) throw new Error(`no machine ${kernel.cluster.profile.terminalNode}`);
    lastId += 1;
    const output = createOutputBuffer();
    const { tty, shell } = openTerminal(kernel, machine, {
      ...size,
      onOutput: (text) => {
        output.append(text);
        revision += 1;
      },
    });
    tty.onCommand = options.onCommand;
    outputs.set(lastId, output);
    all.set(lastId, { id: lastId, tty, shell, output, ...size });
    revision += 1;
    return lastId;
  };

  const frameOf = ({ id, tty, shell, output }: Terminal): TerminalFrame => ({
    id,
    title: titleOf(kernel, tty, shell),
    outputLength: output.length(),
    isWaitingForPerson: shell.exit !== undefined || tty.isWaitingForPerson(),
    isOpen: shell.exit === undefined,
    ...(shell.exit === undefined ? {} : { exitCode: shell.exit.code }),
    directory: shell.cwd,
  });

  return {
    open,
    close: (id) => {
      all.get(id)?.tty.hangUp();
      all.delete(id);
      revision += 1;
    },
    receive: (id, text) => all.get(id)?.tty.receive(text),
    writeFile: (id, path, content) => {
      const shell = all.get(id)?.shell;
      return shell !== undefined && writeFile(shell, path, content);
    },
    resize: (id, columns, rows) => {
      size = { columns, rows };
      all.get(id)?.tty.resize(columns, rows);
    },
    read: (id, from) => outputs.get(id)?.read(from) ?? { from, text: '' },
    frames: () => [...all.values()].map(frameOf),
    texts: () => [...all.values()].map(({ output }) => output.read(0).text),
    areWaitingForPerson: () => [...all.values()].every(({ shell, tty }) => shell.exit !== undefined || tty.isWaitingForPerson()),
    current: () => {
      const tty = kernel.current()?.tty;
      return [...all.values()].find((terminal) => terminal.tty === tty)?.id ?? lastId;
    },
    revision: () => revision,
  };
}

function writeFile({ machine, cwd }: Process, path: string, content: string): boolean {
  try {
    machine.files.write(machine.files.resolve(cwd, path), content);
    return true;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}

/** Where the keys go: the node, or the pod that an exec, attach or run in the foreground holds. */
function titleOf(kernel: Kernel, tty: Tty, shell: Process): string {
  const foreground = kernel.processes(shell.machine).find((process) => process.processGroup === tty.foreground && process.exit === undefined && process !== shell);
  return (foreground === undefined ? undefined : podOf(foreground.argv, (name) => kernel.cluster.objects('Pod').some(({ metadata }) => metadata.name === name))) ?? shell.machine.hostname;
}

/** The pod that an interactive kubectl names: the first word behind the verb that is one, else the first that is no flag. */
function podOf(argv: readonly string[], isPod: (name: string) => boolean): string | undefined {
  const verb = argv.findIndex((word) => word === 'exec' || word === 'attach' || word === 'run');
  const isInteractive = argv.some((word) => /^-[a-z]*[it]/.test(word) || word === '--stdin' || word === '--tty');
  if (!argv[0]?.endsWith('kubectl') || verb < 0 || !isInteractive) return undefined;
  const dashes = argv.indexOf('--', verb);
  const words = argv.slice(verb + 1, dashes < 0 ? argv.length : dashes).filter((word) => !word.startsWith('-'));
  const name = words.find((word) => isPod(word.slice(word.indexOf('/') + 1))) ?? words[0];
  return name?.slice(name.indexOf('/') + 1);
}
