import { parseGoDuration } from '#engine/kinds/duration.ts';
import { civilTimeOf } from '#engine/core/time.ts';
import type { Process } from '../process/process.ts';
import { KubectlError } from './errors.ts';
import { serverAddress } from './kubeconfig.ts';
import type { KubectlContext } from './command.ts';

/** Throws what kubectl says when nothing answers at the server's address. */
export function checkServer(process: Process, server: string): void {
  if (isServerThere(process, server)) return;
  const url = server.includes('://') ? server : `http://${server}`;
  const host = url.replace(/^[a-z]+:\/\//, '').replace(/\/.*$/, '');
  const address = host.replace(/^localhost/, '127.0.0.1');
  const problem = `Get \\"${url}/api?timeout=32s\\": dial tcp ${address}: connect: connection refused`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    process.err(`${logPrefix(process, 'E')} memcache.go:265] "Unhandled Error" err="couldn't get current server API group list: ${problem}"\n`);
  }
  throw new KubectlError(`The connection to the server ${host} was refused - did you specify the right host or port?`, { bare: true });
}

/** Does an API server answer at this address? */
export function isServerThere(process: Process, server: string): boolean {
  const { profile } = process.kernel.cluster;
  return isReachable(server, serverAddress(profile), profile.apiServerIp);
}

function isReachable(server: string, own: string, clusterIp: string): boolean {
  const port = own.slice(own.lastIndexOf(':'));
  const url = server.includes('://') ? server : `https://${server}`;
  return [own, `https://127.0.0.1${port}`, `https://localhost${port}`, `https://${clusterIp}`, `https://${clusterIp}:443`].includes(url.replace(/\/$/, ''));
}

/** The head of a log line: `E1123 07:02:58.885604     803`. */
export function logPrefix(process: Process, level: 'E' | 'W' | 'F' | 'I'): string {
  const time = civilTimeOf(process.kernel.unixNow());
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = `${two(time.hour)}:${two(time.minute)}:${two(time.second)}.${String(time.millisecond).padStart(3, '0')}000`;
  return `${level}${two(time.month)}${two(time.day)} ${clock} ${String(process.pid).padStart(7)}`;
}

/** When `--request-timeout` cuts a watch; never, unless it is given. */
export function requestEndAtMs({ flags, process }: KubectlContext): number {
  const timeoutMs = parseGoDuration(flags['request-timeout']) ?? 0;
  return timeoutMs > 0 ? process.kernel.now() + timeoutMs : Infinity;
}
