import { createPipe } from '../../process/pipe.ts';
import type { Process } from '../../process/process.ts';
import type { Input, Output } from '../../process/stream.ts';
import type { Eval } from '../evaluator.ts';
import { jobText } from '../jobText.ts';
import type { Pipeline } from '../parser.ts';
import type { Shell } from '../shell.ts';
import { runLastNode } from './node.ts';
import { awaitPlace, spawnSubshell } from './subshell.ts';
import { waitInForeground } from './waiting.ts';

/** Runs the stages of a pipeline side by side, each in a process of its own, and waits for them. */
export function* runPipeline(shell: Shell, node: Pipeline): Eval<void> {
  yield* awaitPlace(shell);
  const processes = startStages(shell, node, shell.options.has('monitor') ? 'new' : undefined);
  const job = shell.jobs.add({
    processes,
    processGroup: processes[0]?.processGroup ?? 0,
    text: jobText(shell, node),
    isControlled: shell.options.has('monitor'),
    told: 'Running',
    isQuiet: false,
  });
  yield* waitInForeground(shell, job);
}

/** Starts all stages, joined by pipes. */
export function startStages(shell: Shell, node: Pipeline, group: 'new' | undefined, isAsynchronous = false): readonly Process[] {
  const processes: Process[] = [];
  let upstream: Input | undefined;
  for (const [index, command] of node.commands.entries()) {
    const pipe = index < node.commands.length - 1 ? createPipe() : undefined;
    const descriptors = new Map<number, Input | Output>(shell.process.descriptors);
    if (upstream !== undefined) descriptors.set(0, upstream);
    if (pipe !== undefined) {
      descriptors.set(1, pipe.output);
      if (node.operators[index] === '|&') descriptors.set(2, pipe.output);
    }
    const processGroup = group === undefined ? undefined : (processes[0]?.processGroup ?? 'new');
    processes.push(
      spawnSubshell(shell, (subshell) => runLastNode(subshell, command), { descriptors, isAsynchronous, ...(processGroup === undefined ? {} : { processGroup }) }),
    );
    upstream?.release();
    pipe?.output.release();
    upstream = pipe?.input;
  }
  return processes;
}
