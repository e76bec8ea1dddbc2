import { CONSUL_WORD, type ConsulReply, type ConsulRequest } from '#engine/node/images/consul/daemon.ts';
import { defineUtility } from '../../command.ts';
import { daemonProgram } from '../../process/daemonProgram.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { run } from '../../process/waits.ts';
import { callServer } from '../callServer.ts';

/** The one executable of Consul: agent and client. */
export const consul = defineUtility({
  name: 'consul',
  flavours: [],
  summary: 'Consul: agent, members, kv, leave, operator raft list-peers',
  *run(process) {
    const [verb = '', ...args] = process.argv.slice(1).filter((word) => !word.startsWith('-') || process.argv[1] === 'kv');
    switch (verb) {
      case 'agent':
        return yield* run(daemonProgram('consul-agent'), process);
      case 'members':
        return yield* listMembers(process);
      case 'kv':
        return yield* onKey(process, args);
      case 'leave': {
        const reply = yield* ask(process, { does: 'leave' });
        if (reply === undefined) return 1;
        process.out('Graceful leave complete\n');
        return 0;
      }
      case 'operator':
        return yield* listPeers(process);
      case 'version':
        process.out('Consul v1.11.4\nProtocol 2 spoken by default, understands 2 to 3 (agent can automatically use protocol >2 when speaking to compatible agents)\n');
        return 0;
      default:
        process.err('Usage: consul [--version] [--help] <command> [<args>]\n\nAvailable commands are:\n    agent          Runs a Consul agent\n    kv             Interact with the key-value store\n    leave          Gracefully leaves the Consul cluster and shuts down\n    members        Lists the members of a Consul cluster\n    operator       Provides cluster-level tools for Consul operators\n    version        Prints the Consul version\n');
        return 127;
    }
  },
});

function* ask(process: Process, request: ConsulRequest): Generator<Wait, ConsulReply | undefined, void> {
  const called = yield* callServer(process, '127.0.0.1', 8500, `${CONSUL_WORD} ${request.does}\n${JSON.stringify(request)}`);
  if (called.outcome === 'answered') return JSON.parse(called.reply.slice(called.reply.indexOf('\n') + 1)) as ConsulReply;
  process.err(`Error retrieving members: Get "http://127.0.0.1:8500/v1/agent/members?segment=_all": dial tcp 127.0.0.1:8500: connect: connection refused\n`);
  return undefined;
}

function columns(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => (row[index] ?? '').length)));
  return rows.map((row) => `${row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd((widths[index] ?? 0) + 2))).join('')}\n`).join('');
}

function* listMembers(process: Process): Running {
  const reply = yield* ask(process, { does: 'members' });
  if (reply === undefined || !('members' in reply)) return 1;
  const rows = reply.members.map(({ name, ip, isServer, hasLeft, isAlive }) => [name, `${ip}:8301`, hasLeft ? 'left' : isAlive ? 'alive' : 'failed', isServer ? 'server' : 'client', '1.11.4', '2', 'dc1', 'default', isServer ? '<all>' : '<default>']);
  process.out(columns([['Node', 'Address', 'Status', 'Type', 'Build', 'Protocol', 'DC', 'Partition', 'Segment'], ...rows]));
  return 0;
}

function* listPeers(process: Process): Running {
  const reply = yield* ask(process, { does: 'peers' });
  if (reply === undefined || !('members' in reply)) return 1;
  const rows = reply.members.filter(({ isServer, hasLeft }) => isServer && !hasLeft).map(({ name, ip, isLeader }) => [name, `${ip}:8300`, isLeader ? 'leader' : 'follower', 'true', '3']);
  process.out(columns([['Node', 'Address', 'State', 'Voter', 'RaftProtocol'], ...rows]));
  return 0;
}

function* onKey(process: Process, [verb = '', key = '', value = '']: readonly string[]): Running {
  if (verb !== 'get' && verb !== 'put' && verb !== 'delete') {
    process.err('Usage: consul kv <subcommand> [options] [args]\n');
    return 127;
  }
  const reply = yield* ask(process, { does: verb, key, value });
  if (reply === undefined) return 1;
  if ('error' in reply) {
    process.err(`Error querying Consul agent: ${reply.error}\n`);
    return 1;
  }
  const found = 'value' in reply ? reply.value : undefined;
  if (verb === 'get' && found === undefined) {
    process.err(`Error! No key exists at: ${key}\n`);
    return 1;
  }
  process.out(verb === 'get' ? `${found ?? ''}\n` : `Success! Data ${verb === 'put' ? 'written to' : 'deleted at key'}: ${key}\n`);
  return 0;
}
