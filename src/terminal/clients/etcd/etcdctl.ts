import { ETCD_WORD, type EtcdMember, type EtcdReply, type EtcdRequest } from '#engine/node/images/etcd/daemon.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { parseOptions, type ParsedOptions } from '../../utilities/options.ts';
import { callServer } from '../callServer.ts';
import { padEnd, widthsOf } from '../tables.ts';

const LONG = {
  'endpoints': 'endpoints:', 'write-out': 'w:', 'prefix': 'prefix', 'keys-only': 'keys-only', 'print-value-only': 'value-only', 'cluster': 'cluster', 'cacert': 'cacert:', 'cert': 'cert:', 'key': 'key:',
  'dial-timeout': 'dial:', 'command-timeout': 'command:', 'count-only': 'count-only', 'limit': 'limit:', 'insecure-skip-tls-verify': 'insecure',
};

export const etcdctl = defineUtility({
  name: 'etcdctl',
  flavours: [],
  summary: 'the command-line client of etcd',
  *run(process) {
    const options = parseOptions(process, { short: 'w:', long: LONG });
    if (options === undefined) return 1;
    const [verb = '', ...args] = options.operands;
    const endpoints = (options.value('endpoints') ?? process.env.get('ETCDCTL_ENDPOINTS') ?? '127.0.0.1:2379').split(',');
    switch (verb) {
      case 'put':
      case 'get':
      case 'del':
        return yield* onKey(process, options, endpoints, verb, args);
      case 'member':
        return yield* listMembers(process, options, endpoints);
      case 'endpoint':
        return yield* onEndpoints(process, options, endpoints, args[0] ?? 'health');
      case 'version':
        process.out('etcdctl version: 3.5.24\nAPI version: 3.5\n');
        return 0;
      default:
        process.err(`Error: unknown command "${verb}" for "etcdctl"\nRun 'etcdctl --help' for usage.\n`);
        return 1;
    }
  },
});

function* ask(process: Process, endpoint: string, request: EtcdRequest): Generator<Wait, EtcdReply, void> {
  const [host = '127.0.0.1', port = '2379'] = endpoint.replace(/^https?:\/\//, '').split(':');
  const called = yield* callServer(process, host, Number(port), `${ETCD_WORD} ${request.does} ${request.key.replace(/\s+/g, ' ')}\n${JSON.stringify(request)}`, { timeoutMs: 5000 });
  return called.outcome === 'answered' ? (JSON.parse(called.reply.slice(called.reply.indexOf('\n') + 1)) as EtcdReply) : { error: 'context deadline exceeded' };
}

const NOTHING: EtcdRequest = { does: 'health', key: '', value: '', isPrefix: false };

/** The first endpoint that answers. */
function* askAny(process: Process, endpoints: readonly string[], request: EtcdRequest): Generator<Wait, EtcdReply, void> {
  let last: EtcdReply = { error: 'etcdclient: no available endpoints' };
  for (const endpoint of endpoints) {
    last = yield* ask(process, endpoint, request);
    if (!('error' in last)) return last;
  }
  return last;
}

function* onKey(process: Process, options: ParsedOptions, endpoints: readonly string[], verb: 'put' | 'get' | 'del', [key, value = '']: readonly string[]): Running {
  if (key === undefined) return refuse(process, `${verb} command needs ${verb === 'put' ? '1 argument and input from stdin or 2 arguments' : 'one argument as key and an optional argument as range_end'}`);
  const reply = yield* askAny(process, endpoints, { does: verb, key, value, isPrefix: options.has('prefix') });
  if ('error' in reply) return refuse(process, reply.error);
  if (verb === 'put') process.out('OK\n');
  if (!('pairs' in reply)) return 0;
  if (verb === 'del') process.out(`${reply.count}\n`);
  for (const [name, text] of reply.pairs) process.out(options.has('value-only') ? `${text}\n` : options.has('keys-only') ? `${name}\n\n` : `${name}\n${text}\n`);
  return 0;
}

function* listMembers(process: Process, options: ParsedOptions, endpoints: readonly string[]): Running {
  const reply = yield* askAny(process, endpoints, { ...NOTHING, does: 'members' });
  if ('error' in reply || !('members' in reply)) return refuse(process, 'error' in reply ? reply.error : 'no members');
  const rows = reply.members.map(({ id, name, peerUrl, clientUrl }) => [id, 'started', name, peerUrl, clientUrl, 'false']);
  process.out(options.value('w') === 'table' ? table(['ID', 'STATUS', 'NAME', 'PEER ADDRS', 'CLIENT ADDRS', 'IS LEARNER'], rows) : rows.map((row) => `${row.join(', ')}\n`).join(''));
  return 0;
}

function* onEndpoints(process: Process, options: ParsedOptions, endpoints: readonly string[], verb: string): Running {
  const members = options.has('cluster') ? yield* askAny(process, endpoints, { ...NOTHING, does: 'members' }) : undefined;
  const all = members !== undefined && 'members' in members ? members.members.map(({ clientUrl }: EtcdMember) => clientUrl) : endpoints;
  let code = 0;
  const rows: (readonly string[])[] = [];
  for (const endpoint of all) {
    const startedAtMs = process.kernel.now();
    const reply = yield* ask(process, endpoint, { ...NOTHING, does: verb === 'status' ? 'status' : 'health' });
    if ('error' in reply) {
      process.err(verb === 'status' ? `Failed to get the status of endpoint ${endpoint} (${reply.error})\n` : `${endpoint} is unhealthy: failed to commit proposal: ${reply.error}\n`);
      code = 1;
    } else if ('isLeader' in reply) rows.push([endpoint, reply.id, reply.version, '20 kB', String(reply.isLeader), 'false', String(reply.term), String(reply.index), String(reply.index), '']);
    else process.out(`${endpoint} is healthy: successfully committed proposal: took = ${(process.kernel.now() - startedAtMs + 1.2).toFixed(6)}ms\n`);
  }
  if (verb === 'status') process.out(options.value('w') === 'table' ? table(['ENDPOINT', 'ID', 'VERSION', 'DB SIZE', 'IS LEADER', 'IS LEARNER', 'RAFT TERM', 'RAFT INDEX', 'RAFT APPLIED INDEX', 'ERRORS'], rows) : rows.map((row) => `${row.join(', ')}\n`).join(''));
  if (code !== 0) process.err(verb === 'status' ? '' : 'Error: unhealthy cluster\n');
  return code;
}

function table(labels: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = widthsOf({ columns: labels.map((label) => ({ label, isNumber: false })), rows });
  const rule = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const centred = labels.map((label, index) => {
    const space = (widths[index] ?? 0) - label.length;
    return ` ${' '.repeat(Math.floor(space / 2))}${label}${' '.repeat(Math.ceil(space / 2))} `;
  });
  return `${rule}|${centred.join('|')}|\n${rule}${rows.map((row) => `|${row.map((cell, index) => ` ${padEnd(cell, widths[index] ?? 0)} `).join('|')}|\n`).join('')}${rule}`;
}

function refuse(process: Process, text: string): number {
  process.err(`Error: ${text}\n`);
  return 1;
}
