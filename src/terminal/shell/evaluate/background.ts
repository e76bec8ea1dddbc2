import { nullInput } from '../../process/fileStream.ts';
import type { Process } from '../../process/process.ts';
import type { Eval } from '../evaluator.ts';
import { jobText } from '../jobText.ts';
import type { Statement } from '../parser.ts';
import type { Shell } from '../shell.ts';
import { runLastNode } from './node.ts';
import { startStages } from './pipeline.ts';
import { awaitPlace, spawnSubshell } from './subshell.ts';

/** `command &`. */
export function* startBackground(shell: Shell, statement: Statement): Eval<void> {
  yield* awaitPlace(shell);
  const isControlled = shell.options.has('monitor');
  const processes = start(shell, statement, isControlled);
  const last = processes.at(-1);
  const hasText = isControlled || shell.dialect.name === 'bash';
  const job = shell.jobs.add({
    processes,
    processGroup: processes[0]?.processGroup ?? 0,
    text: hasText ? jobText(shell, statement.command) : '',
    isControlled,
    told: 'Running',
    isQuiet: false,
  });
  shell.lastBackground = last?.pid;
  shell.status = 0;
  // ash says nothing when it starts a job.
  if (shell.isInteractive && shell.dialect.name === 'bash') shell.process.err(`[${job.id}] ${last?.pid ?? 0}\n`);
}

function start(shell: Shell, { command }: Statement, isControlled: boolean): readonly Process[] {
  const group = isControlled ? ('new' as const) : undefined;
  if (command.type === 'Pipeline' && command.prefixes.length === 0) return startStages(shell, command, group, !isControlled);
  const descriptors = new Map(shell.process.descriptors);
  if (!isControlled) descriptors.set(0, nullInput());
  const options = { descriptors, isAsynchronous: !isControlled, ...(group === undefined ? {} : { processGroup: group }) };
  if (command.type === 'AndOr' || command.type === 'Pipeline') {
    return [spawnSubshell(shell, (subshell) => subshell.evaluator.statements(subshell, [{ type: 'Statement', command, background: undefined, pos: command.pos, end: command.end }]), options)];
  }
  return [spawnSubshell(shell, (subshell) => runLastNode(subshell, command), options)];
}
