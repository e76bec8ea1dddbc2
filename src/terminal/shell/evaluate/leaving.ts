import type { ShellError } from '../errors.ts';
import type { Eval } from '../evaluator.ts';
import { complain, type Shell } from '../shell.ts';

/** Says what went wrong and decides what of the running text is given up. */
export function reportError(shell: Shell, error: ShellError): void {
  complain(shell, messageOf(shell, error));
  shell.status = error.status;
  if (error.kind === 'command') return;
  const isBash = shell.dialect.name === 'bash';
  if (!isBash) shell.status = error.kind === 'discard' || error.kind === 'readonly' ? 2 : error.status;
  const ends = error.kind === 'fatal' || error.kind === 'unset' || !isBash;
  if (!shell.isInteractive && ends) shell.flow = { kind: 'exit' };
  else shell.flow = { kind: 'discard', isInterrupt: false };
}

function messageOf(shell: Shell, { kind, message }: ShellError): string {
  return kind === 'readonly' && shell.dialect.name !== 'bash' ? shell.dialect.readonly(message.slice(0, message.indexOf(':'))) : message;
}

/** Runs the EXIT trap of a shell that ends, once, and gives its exit code. */
export function* leave(shell: Shell): Eval<number> {
  const command = shell.traps.get('EXIT');
  if (command === undefined || command === '') return shell.status & 0xff;
  shell.traps.delete('EXIT');
  const { status } = shell;
  shell.flow = undefined;
  yield* shell.evaluator.text(shell, command, { speaker: 'exit trap' });
  // `exit` in the trap has the last word.
  return ((shell.flow as Shell['flow'])?.kind === 'exit' ? shell.status : status) & 0xff;
}
