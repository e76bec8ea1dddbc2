import type { DnsAnswer, DnsRecord } from '#engine/network/network.ts';
import type { Process, Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import type { QuestionType } from './records.ts';

export interface Asking {
  readonly servers: readonly string[];
  readonly port: number;
  readonly timeoutMs: number;
  /** How often each server is asked. */
  readonly tries: number;
}

/** Why a server did not answer: bind's words. */
export type Silence = 'timed out' | 'connection refused' | 'host unreachable';

export interface Asked {
  readonly answer: DnsAnswer;
  readonly server: string;
  readonly tookMs: number;
}

/** Asks the servers one after the other until one answers; undefined when none did. Each failure is told to `onSilence`. */
export function* askServers(process: Process, name: string, type: QuestionType, asking: Asking, onSilence: (server: string, why: Silence) => void): Generator<Wait, Asked | undefined, void> {
  for (let attempt = 0; attempt < asking.tries; attempt += 1) {
    for (const server of asking.servers) {
      const answer = yield* askOnce(process, name, type, server, asking);
      if (typeof answer === 'object') return { answer, server, tookMs: answer.durationMs };
      onSilence(server, answer);
    }
  }
  return undefined;
}

function* askOnce(process: Process, name: string, type: QuestionType, server: string, { port, timeoutMs }: Asking): Generator<Wait, DnsAnswer | Silence, void> {
  const { network } = process.kernel.cluster;
  if (port !== 53) return yield* askOtherPort(process, server, port, timeoutMs);
  // What no record has the type of is a question all the same: the server answers that it has none.
  const answer = network.query(process.machine.host, server, name.replace(/\.$/, ''), type as DnsRecord['type']);
  yield sleep(answer.status === 'TIMEOUT' ? timeoutMs : Math.min(answer.durationMs, timeoutMs));
  if (answer.status === 'TIMEOUT') return 'timed out';
  if (answer.status === 'REFUSED') return 'connection refused';
  return answer.status === 'UNREACHABLE' ? 'host unreachable' : answer;
}

/** Name servers listen at port 53 alone. */
function* askOtherPort(process: Process, server: string, port: number, timeoutMs: number): Generator<Wait, Silence, void> {
  const { outcome, connectMs } = process.kernel.cluster.network.connect(process.machine.host, server, port);
  yield sleep(Math.min(connectMs, timeoutMs));
  if (outcome === 'timeout') return 'timed out';
  return outcome === 'unreachable' ? 'host unreachable' : 'connection refused';
}

/** The address of a server that was named; undefined when its name has none. */
export function* addressOf(process: Process, server: string): Generator<Wait, string | undefined, void> {
  const found = process.kernel.cluster.network.resolve(process.machine.host, server);
  yield sleep(found.durationMs);
  return found.addresses[0];
}
