import { SIGNAL_NUMBERS, type Signal } from '#engine/machine/programs.ts';
import type { Eval } from '../evaluator.ts';
import type { Shell } from '../shell.ts';

/** Runs the commands of signals that have come. They see the status as it was and leave it so. */
export function* runPendingTraps(shell: Shell): Eval<void> {
  while (shell.pendingTraps.length > 0 && shell.flow?.kind !== 'exit') {
    const name = shell.pendingTraps.shift() as string;
    yield* runTrap(shell, name);
  }
}

/** Runs the command of one trap, if it has one. */
export function* runTrap(shell: Shell, name: string): Eval<void> {
  const command = shell.traps.get(name);
  if (command === undefined || command === '') return;
  const { status, pipeStatus, isInTrap, flow } = shell;
  shell.isInTrap = true;
  shell.flow = undefined;
  try {
    yield* shell.evaluator.text(shell, command);
  } finally {
    shell.isInTrap = isInTrap;
  }
  const ended: Shell['flow'] = shell.flow;
  if (ended === undefined) {
    shell.flow = flow;
    shell.status = status;
    shell.pipeStatus = pipeStatus;
  }
}

/** Sets what a signal does. Undefined: its default; empty: nothing. */
export function setTrap(shell: Shell, name: string, command: string | undefined): void {
  if (command === undefined) shell.traps.delete(name);
  else shell.traps.set(name, command);
  if (!(`SIG${name}` in SIGNAL_NUMBERS)) return;
  const signal = `SIG${name}` as Signal;
  if (command === undefined) restoreDefault(shell, signal);
  else if (command === '') shell.process.onSignal(signal, 'ignore');
  else shell.process.onSignal(signal, () => shell.pendingTraps.push(name));
}

/** What a shell does with signals that have no trap. */
export function restoreDefault(shell: Shell, signal: Signal): void {
  const { process } = shell;
  if (!shell.isInteractive) process.onSignal(signal, 'default');
  else if (signal === 'SIGINT') process.onSignal(signal, () => (shell.isInterrupted = true));
  else process.onSignal(signal, ['SIGTERM', 'SIGQUIT', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'].includes(signal) ? 'ignore' : 'default');
}

/** The ERR trap and `set -e`, after a command that failed where nobody asked whether it would. */
export function* checkFailure(shell: Shell): Eval<void> {
  if (shell.status === 0 || shell.ignoreErrors > 0 || shell.flow !== undefined) return;
  if (shell.traps.has('ERR') && !shell.isInTrap && (shell.calls.length === 0 || shell.options.has('errtrace'))) yield* runTrap(shell, 'ERR');
  if (shell.options.has('errexit') && shell.flow === undefined) shell.flow = { kind: 'exit' };
}

/** The name of a trap from what a person may write: `INT`, `SIGINT`, `2`, `0`, `exit`. Undefined: there is none. */
export function trapNameOf(text: string): string | undefined {
  if (text === '0') return 'EXIT';
  if (/^\d+$/.test(text)) return signalOfNumber(Number(text))?.slice(3);
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (['EXIT', 'ERR', 'DEBUG', 'RETURN'].includes(name)) return name;
  return `SIG${name}` in SIGNAL_NUMBERS ? name : undefined;
}

export function signalOfNumber(number: number): Signal | undefined {
  for (const [name, value] of Object.entries(SIGNAL_NUMBERS)) if (value === number) return name as Signal;
  return undefined;
}
