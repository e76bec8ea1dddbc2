import type { StartFailure } from '#engine/machine/programs.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';

/** What kubectl says when a program could not be started in a container. */
export function cannotStart(context: KubectlContext, failure: StartFailure): KubectlError {
  return new KubectlError(`Internal error occurred: ${startProblem(failure, execId(context))}`);
}

function execId({ cluster, process }: KubectlContext): string {
  return cluster.sim.random.fork(`exec ${process.pid} ${process.kernel.now()}`).text(64, '0123456789abcdef');
}

/** What the container runtime says of a program that it cannot start. */
export function startProblem({ reason, path }: StartFailure, execId: string): string {
  return `error executing command in container: failed to exec in container: failed to start exec "${execId}": OCI runtime exec failed: exec failed: unable to start container process: ${causeOf(reason, path)}: unknown`;
}

function causeOf(reason: StartFailure['reason'], path: string): string {
  if (reason === 'not executable') return `exec: "${path}": permission denied`;
  return path.includes('/') ? `exec: "${path}": stat ${path}: no such file or directory` : `exec: "${path}": executable file not found in $PATH`;
}
