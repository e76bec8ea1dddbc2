import { utf8Length } from '#engine/core/utf8.ts';
import type { HttpResponse } from '#engine/machine/host.ts';
import { exampleAt } from '../kubectl/examples/index.ts';
import type { Url } from './url.ts';

/** How long a page of the outside world takes, in milliseconds. */
export const OUTSIDE_MS = 240;
/** The address of the server that has it. */
export const OUTSIDE_IP = '34.107.204.206';

const EXAMPLE_HOSTS = ['k8s.io', 'kubernetes.io', 'raw.githubusercontent.com'];

/** simplified: of the outside world there are the official example manifests alone. Undefined for all other hosts. */
export function outsidePage({ scheme, host, path }: Url): HttpResponse | undefined {
  if (!EXAMPLE_HOSTS.includes(host)) return undefined;
  const text = exampleAt(`${scheme}://${host}${path}`);
  const body = text ?? '404: Not Found\n';
  return { status: text === undefined ? 404 : 200, reason: text === undefined ? 'Not Found' : 'OK', headers: [['Content-Type', text === undefined ? 'text/plain' : 'application/x-yaml'], ['Content-Length', String(utf8Length(body))]], body };
}
