import type { Pod } from '#engine/kinds/pod.ts';
import type { ContainerRun } from '#engine/node/runtime.ts';
import type { Wait } from '../../process/process.ts';
import type { KubectlContext } from '../command.ts';
import { connect, createEnding, type FarEnd } from './connection.ts';

export interface AttachOptions {
  readonly stdin: boolean;
  readonly tty: boolean;
  readonly isQuiet: boolean;
}

/** Warns of what is recorded; kubectl says it before it reaches for the container. */
function warnOfRecording(context: KubectlContext, { isQuiet }: AttachOptions): void {
  if (isQuiet) return;
  context.err('All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\n');
  context.err("If you don't see a command prompt, try pressing enter.\n");
}

/** Joins the container's first process until it ends; `reach` finds its run. */
export function* attachTo(context: KubectlContext, reach: () => ContainerRun, options: AttachOptions): Generator<Wait, void, void> {
  warnOfRecording(context, options);
  const run = reach();
  const ending = createEnding('the end of the container');
  const write = (text: string, stream: 'stdout' | 'stderr') => (stream === 'stdout' ? context.out(text) : context.err(text));
  const attachment = run.program?.attach(write);
  const stopLog = attachment === undefined ? run.onLog((line) => write(`${line.text}\n`, line.stream)) : undefined;
  run.onExit(ending.end);
  const { tty } = context.process;
  if (options.tty && tty !== undefined) attachment?.resize(tty.columns, tty.rows);
  const farEnd: FarEnd = {
    write: (text) => attachment?.write(text),
    // The input of a container that is not for one session only stays open. k8s: containerd attach
    closeInput: () => {
      if (run.stdinOnce && !run.tty) attachment?.closeInput();
    },
    resize: (columns, rows) => attachment?.resize(columns, rows),
    isWaitingForInput: () => run.program?.isWaitingForInput?.() ?? false,
  };
  try {
    yield* connect(context, farEnd, ending, options);
  } finally {
    attachment?.detach();
    stopLog?.();
  }
}

/** What is said where the container goes on living after the session. */
export function reattachMessage(pod: Pod, container: string, options: AttachOptions): string | undefined {
  if (options.isQuiet || !options.stdin || !options.tty || pod.spec.restartPolicy !== 'Always') return undefined;
  return `Session ended, resume using 'kubectl attach ${pod.metadata.name} -c ${container} -i -t' command when the pod is running\n`;
}
