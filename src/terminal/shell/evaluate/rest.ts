import type { Eval } from '../evaluator.ts';
import type { Shell } from '../shell.ts';

/** What a step of the interpreter costs in virtual time: endless loops advance the clock. */
const STEP_MS = 0.05;

/** Lets time pass after enough work, and takes up a Ctrl-C that came meanwhile. */
export function* rest(shell: Shell): Eval<void> {
  const wait = shell.cpu.spend(STEP_MS);
  if (wait !== undefined) yield wait;
  if (!shell.isInterrupted) return;
  shell.isInterrupted = false;
  shell.status = 130;
  if (shell.isInteractive) shell.process.err('\n');
  shell.flow = shell.isInteractive ? { kind: 'discard', isInterrupt: true } : { kind: 'exit' };
}
