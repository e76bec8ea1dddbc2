import { INIT_WORD, NODES_WORD, optionOf, type CockroachNode } from '#engine/node/images/cockroach/daemon.ts';
import { packRequest, unpack, type PgReply } from '#engine/node/images/postgres/protocol.ts';
import { defineUtility } from '../../command.ts';
import { daemonProgram } from '../../process/daemonProgram.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { readAll, run } from '../../process/waits.ts';
import { callServer } from '../callServer.ts';
import { promptLoop } from '../promptLoop.ts';
import { splitStatements } from '../splitStatements.ts';
import { padEnd, padStart, widthsOf } from '../tables.ts';

const VERSION = 'v23.1.11';

/** The one executable of CockroachDB: server and client. */
export const cockroach = defineUtility({
  name: 'cockroach',
  flavours: [],
  summary: 'CockroachDB: start, init, sql, node status',
  *run(process) {
    const [verb = 'help', second = ''] = process.argv.slice(1).filter((word) => !word.startsWith('-'));
    switch (verb) {
      case 'start':
      case 'start-single-node':
        return yield* run(daemonProgram('cockroach-server'), process);
      case 'init':
        return yield* initialize(process);
      case 'sql':
        return yield* sql(process);
      case 'node':
        return second === 'status' || second === 'ls' ? yield* nodeStatus(process) : usage(process);
      case 'version':
        process.out(`Build Tag:        ${VERSION}\nDistribution:     CCL\nPlatform:         linux amd64 (x86_64-pc-linux-gnu)\n`);
        return 0;
      default:
        return usage(process);
    }
  },
});

function usage(process: Process): number {
  process.out('CockroachDB command-line interface and server.\n\nUsage:\n  cockroach [command]\n\nAvailable Commands:\n  start             start a node in a multi-node cluster\n  start-single-node start a single-node cluster\n  init              initialize a cluster\n  sql               open a sql shell\n  node              list, inspect, drain or remove nodes\n  version           output version information\n');
  return process.argv.length > 1 ? 0 : 1;
}

interface Target {
  readonly host: string;
  readonly port: number;
}

function targetOf({ argv, env }: Process): Target {
  const [host = '', port] = (optionOf(argv, 'host') ?? env.get('COCKROACH_HOST') ?? 'localhost').split(':');
  return { host: host === '' ? 'localhost' : host, port: Number(port ?? optionOf(argv, 'port') ?? 26_257) };
}

function* call(process: Process, { host, port }: Target, message: string): Generator<Wait, string | undefined, void> {
  const called = yield* callServer(process, host, port, message);
  if (called.outcome === 'answered') return called.reply;
  const reason = called.outcome === 'no such host' ? `lookup ${host}: no such host` : `dial tcp ${called.ip}:${port}: connect: ${called.outcome === 'refused' ? 'connection refused' : 'connection timed out'}`;
  process.err(`ERROR: cannot dial server.\nIs the server running?\nIf the server is running, check --host client-side and --advertise server-side.\n\n${reason}\nFailed running "${process.argv[1] ?? ''}"\n`);
  return undefined;
}

function* initialize(process: Process): Running {
  const reply = yield* call(process, targetOf(process), INIT_WORD);
  if (reply === undefined) return 1;
  if (reply === 'initialized') process.out('Cluster successfully initialized\n');
  else process.err(reply === 'already' ? 'ERROR: cluster has already been initialized\nFailed running "init"\n' : 'ERROR: not enough nodes are reachable\nFailed running "init"\n');
  return reply === 'initialized' ? 0 : 1;
}

function* nodeStatus(process: Process): Running {
  const reply = yield* call(process, targetOf(process), NODES_WORD);
  if (reply === undefined) return 1;
  const nodes = JSON.parse(reply.slice(reply.indexOf('\n') + 1)) as readonly CockroachNode[];
  process.out(drawn({
    is: 'rows',
    columns: [{ label: 'id', isNumber: true }, ...['address', 'build', 'is_available', 'is_live'].map((label) => ({ label, isNumber: false }))],
    rows: nodes.map(({ id, address, isLive }) => [String(id), address, VERSION, String(isLive), String(isLive)]),
  }));
  return 0;
}

interface Session {
  readonly process: Process;
  readonly target: Target;
  readonly user: string;
  database: string;
}

function* sql(process: Process): Running {
  const { argv } = process;
  const session: Session = { process, target: targetOf(process), user: optionOf(argv, 'user') ?? 'root', database: optionOf(argv, 'database') ?? 'defaultdb' };
  const execute = optionOf(argv, 'execute') ?? (argv.includes('-e') ? argv[argv.indexOf('-e') + 1] : undefined);
  if (execute !== undefined) return yield* runText(session, execute);
  if (!process.stdin.isTty()) return yield* runText(session, yield* readAll(process.stdin));
  const first = yield* ask(session, 'SELECT 1');
  if (first === undefined) return 1;
  if (first.is === 'error') {
    process.err(`ERROR: ${first.text}\nSQLSTATE: ${first.state}\nFailed running "sql"\n`);
    return 1;
  }
  process.out(`#\n# Welcome to the CockroachDB SQL shell.\n# All statements must be terminated by a semicolon.\n# To exit, type: \\q.\n#\n# Server version: CockroachDB CCL ${VERSION} (x86_64-pc-linux-gnu)\n# Cluster ID: 9c5b2e1e-3f8a-4a57-8e0e-6d3d7a4f2c11\n#\n# Enter \\? for a brief introduction.\n#\n`);
  let pending = '';
  return yield* promptLoop(process, {
    prompt: () => (pending.trim() === '' ? `${session.user}@${session.target.host}:${session.target.port}/${session.database}> ` : `${' '.repeat(`${session.user}@${session.target.host}:${session.target.port}/${session.database}`.length - 2)}-> `),
    farewell: '\n',
    cancel: () => {
      pending = '';
    },
    *take(line) {
      if (pending.trim() === '' && /^\s*(?:\\q|exit|quit)\s*;?\s*$/.test(line)) return 0;
      pending += `${line}\n`;
      const { statements, rest } = splitStatements(pending);
      pending = rest.trim() === '' ? '' : rest;
      for (const { text } of statements) yield* runOne(session, text, true);
      return undefined;
    },
  });
}

function* runText(session: Session, text: string): Running {
  const { statements, rest } = splitStatements(text);
  for (const statement of [...statements.map((one) => one.text), ...(rest.trim() === '' ? [] : [rest.trim()])]) {
    if (!(yield* runOne(session, statement, false))) {
      session.process.err('Failed running "sql"\n');
      return 1;
    }
  }
  return 0;
}

function* ask({ process, target, user, database }: Session, text: string): Generator<Wait, PgReply | undefined, void> {
  const reply = yield* call(process, target, packRequest({ user, password: undefined, database, sql: text }));
  return reply === undefined ? undefined : unpack<PgReply>(reply);
}

function* runOne(session: Session, text: string, isTimed: boolean): Generator<Wait, boolean, void> {
  const { process } = session;
  const startedAtMs = process.kernel.now();
  const reply = yield* ask(session, text);
  if (reply === undefined) return false;
  if (reply.is === 'error') {
    process.err(`ERROR: ${reply.text}\nSQLSTATE: ${reply.state}\n`);
    return false;
  }
  if (reply.is === 'done') {
    process.out(`${reply.tag}\n`);
    session.database = reply.database ?? session.database;
  } else process.out(drawn(reply));
  const tookMs = Math.max(1, Math.round(process.kernel.now() - startedAtMs));
  if (isTimed) process.out(`\nTime: ${tookMs}ms total (execution ${Math.max(1, tookMs - 1)}ms / network 1ms)\n\n`);
  return true;
}

function drawn({ columns, rows }: Extract<PgReply, { is: 'rows' }>): string {
  const cells = rows.map((row) => row.map((cell) => cell ?? 'NULL'));
  const widths = widthsOf({ columns, rows: cells });
  const head = `  ${columns.map(({ label }, index) => padEnd(label, widths[index] ?? 0)).join(' | ')}`.trimEnd();
  const rule = widths.map((width) => '-'.repeat(width + 3)).join('+');
  const body = cells.map((row) => `  ${row.map((cell, index) => (columns[index]?.isNumber === true ? padStart(cell, widths[index] ?? 0) : padEnd(cell, widths[index] ?? 0))).join(' | ')}`.trimEnd());
  return [head, rule, ...body, `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`, ''].join('\n');
}
