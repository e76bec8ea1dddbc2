import type { Process, Wait } from '../process/process.ts';
import { sleep } from '../process/waits.ts';

/** What came of asking a server. */
export type Called =
  | { readonly outcome: 'answered'; readonly reply: string; readonly ip: string }
  /** `silent`: something listens there and does not speak this protocol. */
  | { readonly outcome: 'no such host' | 'refused' | 'timeout' | 'unreachable' | 'silent'; readonly ip: string };

export interface CallOptions {
  /** Gives up after so long, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Looks up a host, connects, sends one message and waits for the answer. */
export function* callServer(process: Process, host: string, port: number, message: string, { timeoutMs = Number.POSITIVE_INFINITY }: CallOptions = {}): Generator<Wait, Called, void> {
  const { network } = process.kernel.cluster;
  const from = process.machine.host;
  const { addresses, durationMs } = network.resolve(from, host);
  yield sleep(durationMs);
  const ip = addresses[0];
  if (ip === undefined) return { outcome: 'no such host', ip: '' };
  const exchange = network.talk(from, ip, port, message);
  yield sleep(Math.min(exchange.durationMs, timeoutMs));
  if (exchange.outcome !== 'ok') return { outcome: exchange.outcome === 'refused' || exchange.outcome === 'unreachable' ? exchange.outcome : 'timeout', ip };
  return exchange.reply === undefined ? { outcome: 'silent', ip } : { outcome: 'answered', reply: exchange.reply, ip };
}
