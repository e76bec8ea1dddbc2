import type { StartFailure } from '../machine/programs.ts';

/** What containerd and runc say of a program that cannot be started. */
export function startFailureText(what: 'create' | 'exec', { reason, path }: StartFailure): string {
  const cause = reason === 'not executable' ? `exec: "${path}": permission denied` : path.includes('/') ? `exec: "${path}": stat ${path}: no such file or directory` : `exec: "${path}": executable file not found in $PATH`;
  if (what === 'exec') return `rpc error: code = Unknown desc = failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: ${cause}`;
  return `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${cause}: unknown`;
}
