import { dateTimeText } from '../sql/evaluate.ts';
import { parseStatement } from '../sql/parse.ts';
import { changesData } from '../sql/syntax.ts';
import { tablesIn } from '../sql/tables.ts';
import { createEnsemble, type Ensemble, type Member } from '../ensemble/ensemble.ts';
import type { Daemon, DaemonContext } from '../image.ts';
import { answerStatement } from '../postgres/answer.ts';
import { packReply, type PgReply, type PgRequest } from '../postgres/protocol.ts';
import { readMessage } from '../stored.ts';
import { page } from '../web/app.ts';

const START_MS = 1500;
const SQL_PORT = 26_257;
export const INIT_WORD = 'COCKROACH INIT';
export const NODES_WORD = 'COCKROACH NODES';

/** One line of `cockroach node status`. */
export interface CockroachNode {
  readonly id: number;
  readonly address: string;
  readonly isLive: boolean;
}

/** What an operation of the cluster is: its foundation, or a statement of a session. */
interface Operation {
  readonly database: string;
  readonly user: string;
  readonly sql: string;
  readonly unixMs: number;
}

const FOUNDED = 'founded';

/** A CockroachDB node. simplified: every node has every row, and a statement is agreed on as it stands. */
export function cockroachStart(context: DaemonContext, version: string): ReturnType<Daemon['start']> {
  const option = (name: string) => optionOf(context.argv, name);
  const isSingle = context.argv.includes('start-single-node');
  const port = Number(/:(\d+)$/.exec(option('listen-addr') ?? '')?.[1] ?? SQL_PORT);
  const httpPort = Number(/:(\d+)$/.exec(option('http-addr') ?? '')?.[1] ?? 8080);
  const members = isSingle ? [{ id: 1, host: 'localhost', port }] : membersOf(option('join') ?? '', port);
  const store = (/path=([^,]+)/.exec(option('store') ?? '')?.[1] ?? option('store') ?? '/cockroach/cockroach-data').replace(/\/$/, '');
  const me = members.find(({ host }) => host.split('.')[0] === context.machine.hostname)?.id ?? 1;
  let hasEnded = false;
  const log = (text: string) => context.log(`I${dateTimeText(context.unixNow()).slice(2, 10).replaceAll('-', '')} ${dateTimeText(context.unixNow()).slice(11)}.000000 1 cli/start.go:1155  [-] 1  ${text}`, 'stderr');
  const ensemble = createEnsemble({ context, me: () => me, members, path: `${store}/operations.log` });
  const isFounded = () => ensemble.operations().includes(FOUNDED);

  log(`CockroachDB CCL ${version} (x86_64-pc-linux-gnu) starting`);
  context.after(START_MS, () => {
    if (hasEnded) return;
    if (isSingle && !isFounded()) ensemble.propose(FOUNDED);
    context.listen({
      port, protocol: 'TCP', speaks: 'cockroach',
      talk: (message) => ensemble.answer(message) ?? answer({ context, ensemble, store, version }, message),
    });
    context.listen({
      port: httpPort, protocol: 'TCP', speaks: 'http',
      http: (request) => {
        const isReady = !request.path.includes('ready=1') || isFounded();
        if (!request.path.startsWith('/health')) return page(context, '<!DOCTYPE html>\n<title>Cockroach Console</title>\n', { type: 'text/html' });
        return page(context, isReady ? '{}\n' : '{"error": "node is not accepting SQL clients", "code": 14}\n', { status: isReady ? 200 : 503, reason: isReady ? 'OK' : 'Service Unavailable', type: 'application/json' });
      },
    });
    if (!isFounded()) log('initial startup completed\nNode will now attempt to join a running cluster, or wait for `cockroach init`.\nClient connections will be accepted after this completes successfully.');
  });
  return {
    onSignal: (signal) => {
      if (signal !== 'SIGTERM' && signal !== 'SIGINT') return;
      hasEnded = true;
      log('initiating graceful shutdown of server');
      context.after(1000, () => {
        log('server drained and shutdown completed');
        context.exit(0);
      });
    },
  };
}

/** `--join a,b`, `--join=a,b`. */
export function optionOf(argv: readonly string[], name: string): string | undefined {
  const attached = argv.find((word) => word.startsWith(`--${name}=`));
  const index = argv.indexOf(`--${name}`);
  return attached?.slice(name.length + 3) ?? (index < 0 ? undefined : argv[index + 1]);
}

function membersOf(join: string, port: number): readonly Member[] {
  return join.split(',').filter((entry) => entry !== '').map((entry, index) => {
    const [host = '', given] = entry.split(':');
    return { id: index + 1, host, port: Number(given ?? port) };
  });
}

interface Node {
  readonly context: DaemonContext;
  readonly ensemble: Ensemble;
  readonly store: string;
  readonly version: string;
}

function answer(node: Node, message: string): string {
  const { ensemble } = node;
  const isFounded = ensemble.operations().includes(FOUNDED);
  if (message.startsWith(INIT_WORD)) {
    if (isFounded) return 'already';
    return ensemble.propose(FOUNDED) ? 'initialized' : 'unavailable';
  }
  if (message.startsWith(NODES_WORD)) {
    const live = new Set(ensemble.reachable().map(({ id }) => id));
    return `nodes\n${JSON.stringify(ensemble.members().map(({ id, host, port }): CockroachNode => ({ id, address: `${host}:${port}`, isLive: live.has(id) })))}`;
  }
  const request = readMessage<PgRequest>(message, 'sql');
  if (request === undefined) return '';
  return packReply(isFounded ? query(node, request) : { is: 'error', state: '57P01', text: 'node is not accepting clients: cluster has not been initialized', isFatal: true });
}

/** Brings the tables up to what has been agreed on, then asks them. */
function query({ context, ensemble, store, version }: Node, { database, user, sql }: PgRequest): PgReply {
  const { files } = context.machine;
  if (ensemble.leader() === undefined) return { is: 'error', state: '58C01', text: 'replica unavailable: lost quorum' };
  const tables = tablesIn(files, `${store}/tables`, '');
  for (const name of ['defaultdb', 'postgres', 'system']) if (!tables.hasDatabase(name)) tables.createDatabase(name);
  const session = (from: { readonly database: string; readonly user: string; readonly unixMs: number }) => ({ tables, version: `CockroachDB CCL ${version} (x86_64-pc-linux-gnu)`, ...from });
  const catchUp = () => {
    const path = `${store}/applied`;
    const applied = files.exists(path) ? Number(files.read(path)) : 0;
    const operations = ensemble.operations();
    let last: PgReply = { is: 'done', tag: '' };
    for (const text of operations.slice(applied)) {
      if (text === FOUNDED) continue;
      const operation = JSON.parse(text) as Operation;
      last = answerStatement(session(operation), operation.sql);
    }
    files.write(path, String(operations.length));
    return last;
  };
  catchUp();
  if (!isChange(sql)) return answerStatement(session({ database, user, unixMs: context.unixNow() }), sql);
  const operation: Operation = { database, user, sql, unixMs: context.unixNow() };
  return ensemble.propose(JSON.stringify(operation)) ? catchUp() : { is: 'error', state: '58C01', text: 'replica unavailable: lost quorum' };
}

function isChange(sql: string): boolean {
  try {
    const statement = parseStatement(sql, 'name');
    return statement !== undefined && changesData(statement);
  } catch {
    return false;
  }
}
