import { createPipe } from '../../process/pipe.ts';
import type { Input, Output } from '../../process/stream.ts';
import type { Eval } from '../evaluator.ts';
import { jobText } from '../jobText.ts';
import type { Coproc } from '../parser.ts';
import type { Shell } from '../shell.ts';
import { awaitPlace, spawnSubshell } from './subshell.ts';

/** The descriptors at which bash keeps the two ends. */
const READ_FROM = 63;
const WRITE_TO = 60;

/** `coproc command`: runs beside the shell, its input and output at two descriptors that the array COPROC names. */
export function* startCoprocess(shell: Shell, node: Coproc): Eval<number> {
  yield* awaitPlace(shell);
  const { process, variables } = shell;
  const [toIt, fromIt] = [createPipe(), createPipe()];
  const { body } = node;
  const child = spawnSubshell(
    shell,
    (subshell) => (body.type === 'CompoundList' ? subshell.evaluator.statements(subshell, body.commands) : subshell.evaluator.node(subshell, body)),
    { descriptors: new Map<number, Input | Output>([...process.descriptors, [0, toIt.input], [1, fromIt.output]]), ...(shell.options.has('monitor') ? { processGroup: 'new' } : {}) },
  );
  toIt.input.release();
  fromIt.output.release();
  for (const [descriptor, stream] of [[READ_FROM, fromIt.input], [WRITE_TO, toIt.output]] as const) {
    process.descriptors.get(descriptor)?.release();
    process.descriptors.set(descriptor, stream);
  }
  const name = node.name?.value ?? 'COPROC';
  variables.setArray(name, new Map([[0, String(READ_FROM)], [1, String(WRITE_TO)]]));
  variables.set(`${name}_PID`, String(child.pid));
  shell.lastBackground = child.pid;
  shell.jobs.add({ processes: [child], processGroup: child.processGroup, text: jobText(shell, node), isControlled: shell.options.has('monitor'), told: 'Running', isQuiet: false });
  return (shell.status = 0);
}
