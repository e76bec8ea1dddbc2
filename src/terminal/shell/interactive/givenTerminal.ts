import { givenKernel, type GivenKernel, type GivenOptions } from '../../process/givenKernel.ts';
import { utilities } from '../../utilities/index.ts';
import { shells } from '../index.ts';
import { openTerminal, type Terminal } from '../openTerminal.ts';

export interface GivenTerminal extends GivenKernel {
  readonly terminal: Terminal;
  /** Presses keys one after the other and lets time pass after each; tells what was written since the last call. */
  type(...keys: readonly string[]): string;
  /** Everything written so far. */
  written(): string;
  waitMs(ms: number): void;
}

export interface GivenTerminalOptions extends GivenOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly onOutput?: (text: string) => void;
  /** How the shell is called; a login bash when absent. */
  readonly argv?: readonly string[];
  /** What its machine sets for programs. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A terminal at its prompt on a machine of its own, with all shells and tools: what tests of typing start from. */
export function givenTerminal({ columns = 80, rows = 24, onOutput, env = {}, argv, ...options }: GivenTerminalOptions = {}): GivenTerminal {
  const given = givenKernel({ ...options, programs: [...shells, ...utilities, ...(options.programs ?? [])] });
  Object.assign(given.machine.env, env);
  let all = '';
  let told = 0;
  const terminal = openTerminal(given.kernel, given.machine, {
    columns,
    rows,
    ...(argv === undefined ? {} : { argv }),
    onOutput: (text) => {
      all += text;
      onOutput?.(text);
    },
  });
  const waitMs = (ms: number) => given.sim.runUntil(given.sim.now() + ms);
  waitMs(50);
  told = all.length;

  return {
    ...given,
    terminal,
    waitMs,
    written: () => all,
    type: (...keys) => {
      for (const key of keys) {
        terminal.tty.receive(key);
        waitMs(100);
      }
      const fresh = all.slice(told);
      told = all.length;
      return fresh;
    },
  };
}
