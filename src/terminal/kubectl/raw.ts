import type { KubectlContext } from './command.ts';
import { KubectlError } from './errors.ts';

/** `get --raw`. */
export function rawGet(context: KubectlContext, path: string): void {
  if (path === '/healthz') context.out('ok');
  else throw new KubectlError('the server could not find the requested resource');
}
