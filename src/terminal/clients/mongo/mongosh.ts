import { MONGO_WORD, type MongoReply, type MongoRequest, type ReplicaConfig } from '#engine/node/images/mongo/daemon.ts';
import type { Json, MongoDocument } from '#engine/node/images/mongo/documents.ts';
import { digestOf } from '#engine/node/digest.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { readAll, sleep } from '../../process/waits.ts';
import { parseOptions } from '../../utilities/options.ts';
import { strftime } from '../../utilities/strftime.ts';
import { callServer } from '../callServer.ts';
import { promptLoop } from '../promptLoop.ts';
import { readArguments, shown } from './literal.ts';

const START_MS = 900;

interface Shell {
  readonly process: Process;
  readonly host: string;
  readonly port: number;
  readonly isQuiet: boolean;
  database: string;
  inserted: number;
}

/** simplified: calls on `rs`, `db` and collections; no other JavaScript. */
export const mongosh = defineUtility({
  name: 'mongosh',
  aliases: ['mongo'],
  flavours: [],
  summary: 'the shell of MongoDB',
  *run(process) {
    const options = parseOptions(process, { short: 'u:p:', long: { 'eval': 'eval:', 'host': 'host:', 'port': 'port:', 'quiet': 'quiet', 'norc': 'norc', 'username': 'u:', 'password': 'p:', 'authenticationDatabase': 'auth:', 'nodb': 'nodb' } });
    if (options === undefined) return 1;
    const target = options.operands[0] ?? '';
    const url = /^mongodb:\/\/(?:[^@/]*@)?([^/,:?]+)(?::(\d+))?[^/]*(?:\/([\w-]*))?/.exec(target);
    const shell: Shell = {
      process, isQuiet: options.has('quiet'), inserted: 0,
      host: options.value('host') ?? url?.[1] ?? '127.0.0.1', port: Number(options.value('port') ?? url?.[2] ?? 27_017),
      database: (url?.[3] ?? '') === '' ? (url === null && /^[\w-]+$/.test(target) ? target : 'test') : (url?.[3] ?? 'test'),
    };
    yield sleep(START_MS);
    const first = yield* ask(shell, { does: 'hello', database: '', collection: '' });
    if (typeof first === 'string') {
      process.err(`MongoNetworkError: ${first}\n`);
      return 1;
    }
    const given = options.value('eval') ?? (process.stdin.isTty() ? undefined : yield* readAll(process.stdin));
    if (given !== undefined) {
      const result = yield* evaluate(shell, given.trim());
      if ('problem' in result) process.err(`${result.problem}\n`);
      else if (result.text !== '') process.out(`${result.text}\n`);
      return 'problem' in result ? 1 : 0;
    }
    return yield* converse(shell);
  },
});

function* converse(shell: Shell): Running {
  const { process } = shell;
  process.out(`Current Mongosh Log ID:\t${objectId(shell)}\nConnecting to:\t\tmongodb://${shell.host}:${shell.port}/?directConnection=true&serverSelectionTimeoutMS=2000&appName=mongosh+2.5.8\nUsing MongoDB:\t\t6.0.26\nUsing Mongosh:\t\t2.5.8\n\nFor mongosh info see: https://www.mongodb.com/docs/mongodb-shell/\n\n------\n   The server generated these startup warnings when booting\n   ${strftime('%Y-%m-%dT%H:%M:%S', process.kernel.unixNow())}.000+00:00: Access control is not enabled for the database. Read and write access to data and configuration is unrestricted\n------\n\n`);
  let prefix = yield* promptPrefix(shell);
  let pending = '';
  return yield* promptLoop(process, {
    prompt: () => (pending === '' ? `${prefix}${shell.database}> ` : '... '),
    farewell: '\n',
    cancel: () => {
      pending = '';
    },
    *take(line) {
      pending += `${line}\n`;
      if (isOpen(pending)) return undefined;
      const text = pending.trim();
      pending = '';
      if (text === '') return undefined;
      if (/^(?:exit|quit)(?:\(\))?;?$/.test(text)) return 0;
      const result = yield* evaluate(shell, text);
      process.out('problem' in result ? `${result.problem}\n` : result.text === '' ? '' : `${result.text}\n`);
      prefix = yield* promptPrefix(shell);
      return undefined;
    },
  });
}

/** `rs0 [direct: primary] ` in a set. */
function* promptPrefix(shell: Shell): Generator<Wait, string, void> {
  const hello = yield* ask(shell, { does: 'hello', database: '', collection: '' });
  return typeof hello === 'string' || !('role' in hello) || hello.set === undefined ? '' : `${hello.set} [direct: ${hello.role}] `;
}

/** Are there brackets that nobody has closed yet? */
function isOpen(text: string): boolean {
  const bare = text.replace(/'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/g, '');
  return [...bare].filter((character) => '({['.includes(character)).length > [...bare].filter((character) => ')}]'.includes(character)).length;
}

type Result = { readonly text: string } | { readonly problem: string };

function* ask({ process, host, port }: Shell, request: MongoRequest): Generator<Wait, MongoReply | string, void> {
  const called = yield* callServer(process, host, port, `${MONGO_WORD} ${request.does} ${request.collection}\n${JSON.stringify(request)}`, { timeoutMs: 30_000 });
  if (called.outcome === 'answered') return JSON.parse(called.reply.slice(called.reply.indexOf('\n') + 1)) as MongoReply;
  return called.outcome === 'no such host' ? `getaddrinfo ENOTFOUND ${host}` : `connect ${called.outcome === 'refused' ? 'ECONNREFUSED' : 'ETIMEDOUT'} ${called.ip}:${port}`;
}

function* evaluate(shell: Shell, source: string): Generator<Wait, Result, void> {
  const text = source.replace(/;\s*$/, '');
  const chosen = /^use\s+([\w-]+)$/.exec(text)?.[1];
  if (chosen !== undefined) {
    const isSame = chosen === shell.database;
    shell.database = chosen;
    return { text: isSame ? `already on db ${chosen}` : `switched to db ${chosen}` };
  }
  const listed = /^show\s+(dbs|databases|collections|tables)$/.exec(text)?.[1];
  if (listed !== undefined) return yield* list(shell, listed.startsWith('d') ? 'databases' : 'collections');
  if (text === 'db') return { text: shell.database };
  const call = /^(rs|db)((?:\.[\w$-]+)*)\.([\w$]+)\(([^]*?)\)((?:\.(?:pretty|toArray|sort|limit|skip|count|size)\([^()]*\))*)((?:\.[A-Za-z_]\w*)*)$/.exec(text);
  const args = call === null ? undefined : readArguments(call[4] ?? '');
  if (call === null) return { problem: `ReferenceError: ${/^\w+/.exec(text)?.[0] ?? text} is not defined` };
  if (args === undefined) return { problem: 'SyntaxError: Unexpected token in the arguments' };
  const [, object = '', path = '', method = ''] = call;
  return object === 'rs' ? yield* onSet(shell, method, args) : path === '' ? yield* onDatabase(shell, method) : yield* onCollection(shell, path.slice(1), method, args, { cursor: call[5] ?? '', field: call[6] ?? '' });
}

function* list(shell: Shell, does: 'databases' | 'collections'): Generator<Wait, Result, void> {
  const reply = yield* ask(shell, { does, database: shell.database, collection: '' });
  if (typeof reply === 'string') return { problem: `MongoNetworkError: ${reply}` };
  if ('error' in reply) return { problem: `MongoServerError[${reply.code}]: ${reply.error}` };
  return { text: 'names' in reply ? reply.names.map((name) => (does === 'databases' ? `${name.padEnd(8)}40.00 KiB` : name)).join('\n') : '' };
}

function problemOf(reply: MongoReply | string): Result | undefined {
  if (typeof reply === 'string') return { problem: `MongoNetworkError: ${reply}` };
  return 'error' in reply ? { problem: `MongoServerError[${reply.code}]: ${reply.error}` } : undefined;
}

function* onSet(shell: Shell, method: string, args: readonly Json[]): Generator<Wait, Result, void> {
  const ask0 = (does: MongoRequest['does'], config?: ReplicaConfig) => ask(shell, { does, database: '', collection: '', ...(config === undefined ? {} : { config }) });
  if (method === 'initiate') {
    const reply = yield* ask0('initiate', args[0] as unknown as ReplicaConfig | undefined);
    return problemOf(reply) ?? { text: args[0] === undefined ? "{\n  info2: 'no configuration specified. Using a default configuration for the set',\n  ok: 1\n}" : '{ ok: 1 }' };
  }
  if (method === 'secondaryOk' || method === 'slaveOk') return { text: '' };
  const reply = yield* ask0('status');
  const problem = problemOf(reply);
  if (problem !== undefined || typeof reply === 'string' || !('members' in reply)) return problem ?? { text: '' };
  const name = reply.set ?? '';
  if (method === 'conf' || method === 'config') return { text: shown({ _id: name, version: 1, term: 1, members: reply.members.map(({ _id, host }) => ({ _id, host, arbiterOnly: false, priority: 1, votes: 1 })) }) };
  if (method !== 'status') return { problem: `TypeError: rs.${method} is not a function` };
  const uptime = Math.round(shell.process.kernel.now() / 1000);
  return {
    text: shown({
      set: name, myState: reply.role === 'primary' ? 1 : 2, term: 1,
      members: reply.members.map(({ _id, host, state, isUp, isMe }) => ({ _id, name: host, health: isUp ? 1 : 0, state: state === 'PRIMARY' ? 1 : state === 'SECONDARY' ? 2 : 8, stateStr: state, uptime, ...(isMe ? { self: true } : {}) })),
      ok: 1,
    }),
  };
}

function* onDatabase(shell: Shell, method: string): Generator<Wait, Result, void> {
  if (method === 'getName') return { text: shell.database };
  if (method === 'adminCommand' || method === 'runCommand') return { text: '{ ok: 1 }' };
  if (method === 'getCollectionNames') {
    const listed = yield* list(shell, 'collections');
    return 'problem' in listed ? listed : { text: shown(listed.text === '' ? [] : listed.text.split('\n')) };
  }
  if (method !== 'hello' && method !== 'isMaster') return { problem: `TypeError: db.${method} is not a function` };
  const reply = yield* ask(shell, { does: 'hello', database: '', collection: '' });
  const problem = problemOf(reply);
  if (problem !== undefined || typeof reply === 'string' || !('role' in reply)) return problem ?? { text: '' };
  const primary = reply.members.find(({ state }) => state === 'PRIMARY')?.host;
  return { text: shown({ ...(reply.set === undefined ? {} : { setName: reply.set }), isWritablePrimary: reply.role === 'primary' || reply.role === 'standalone', secondary: reply.role === 'secondary', ...(primary === undefined ? {} : { primary }), hosts: reply.members.map(({ host }) => host), ok: 1 }) };
}

function* onCollection(shell: Shell, collection: string, method: string, args: readonly Json[], behind: Behind): Generator<Wait, Result, void> {
  const base = { database: shell.database, collection };
  const send = (request: Omit<MongoRequest, 'database' | 'collection'>) => ask(shell, { ...base, ...request });
  const [first = {}, second = {}] = args;
  switch (method) {
    case 'insertOne':
    case 'insertMany':
    case 'insert': {
      const documents = (Array.isArray(first) ? (first as readonly Json[]) : [first]).map((document): MongoDocument => ({ _id: { $oid: objectId(shell) }, ...(document as MongoDocument) }));
      const reply = yield* send({ does: 'insert', documents });
      const ids = documents.map(({ _id = null }) => _id);
      return problemOf(reply) ?? { text: method === 'insertMany' ? `{\n  acknowledged: true,\n  insertedIds: ${shown(Object.fromEntries(ids.map((id, index) => [String(index), id])), 2)}\n}` : `{\n  acknowledged: true,\n  insertedId: ${shown(ids[0] ?? null)}\n}` };
    }
    case 'find':
    case 'findOne': {
      const reply = yield* send({ does: 'find', filter: first });
      const problem = problemOf(reply);
      if (problem !== undefined || typeof reply === 'string' || !('documents' in reply)) return problem ?? { text: '' };
      if (method === 'findOne') return { text: fieldText(reply.documents[0] ?? null, behind.field) };
      const found = alongCursor(reply.documents, behind.cursor);
      if (/\.(?:count|size)\(\)$/.test(behind.cursor)) return { text: String(found.length) };
      return { text: found.length === 0 ? (behind.cursor.includes('toArray') ? '[]' : '') : shown(found) };
    }
    case 'countDocuments':
    case 'count':
    case 'estimatedDocumentCount': {
      const reply = yield* send({ does: 'find', filter: first });
      return problemOf(reply) ?? { text: typeof reply !== 'string' && 'documents' in reply ? String(reply.documents.length) : '0' };
    }
    case 'updateOne':
    case 'updateMany': {
      const reply = yield* send({ does: 'update', filter: first, change: second, isMany: method === 'updateMany' });
      const count = typeof reply !== 'string' && 'count' in reply ? reply.count : 0;
      return problemOf(reply) ?? { text: `{\n  acknowledged: true,\n  insertedId: null,\n  matchedCount: ${count},\n  modifiedCount: ${count},\n  upsertedCount: 0\n}` };
    }
    case 'deleteOne':
    case 'deleteMany': {
      const reply = yield* send({ does: 'delete', filter: first, isMany: method === 'deleteMany' });
      return problemOf(reply) ?? { text: `{ acknowledged: true, deletedCount: ${typeof reply !== 'string' && 'count' in reply ? reply.count : 0} }` };
    }
    case 'drop': {
      const reply = yield* send({ does: 'drop' });
      return problemOf(reply) ?? { text: 'true' };
    }
    default:
      return { problem: `TypeError: db.${collection}.${method} is not a function` };
  }
}

/** What stands behind a call: steps of a cursor, or a field of the answer. */
interface Behind {
  readonly cursor: string;
  readonly field: string;
}

/** sort, skip and limit, in MongoDB's order. */
function alongCursor(documents: readonly MongoDocument[], cursor: string): readonly MongoDocument[] {
  const argument = (step: string) => new RegExp(`\\.${step}\\(([^()]*)\\)`).exec(cursor)?.[1];
  const [order] = readArguments(argument('sort') ?? '') ?? [];
  let found = [...documents];
  for (const [key, direction] of Object.entries((order ?? {}) as MongoDocument).reverse()) found = found.sort((a, b) => compareFields(a[key], b[key]) * Number(direction));
  const skipped = Number(argument('skip') ?? 0);
  const limit = argument('limit');
  return found.slice(skipped, limit === undefined || Number(limit) === 0 ? undefined : skipped + Number(limit));
}

function compareFields(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [first, second] = [JSON.stringify(a ?? null), JSON.stringify(b ?? null)];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** `findOne(…).name`: a text alone is shown without quotes. */
function fieldText(document: Json, path: string): string {
  let value: Json | undefined = document;
  for (const name of path.split('.').slice(1)) value = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as MongoDocument)[name] : undefined;
  if (value === undefined) return '';
  return path !== '' && typeof value === 'string' ? value : shown(value);
}

/** 24 hexadecimal digits that begin with the moment. */
function objectId(shell: Shell): string {
  shell.inserted += 1;
  const seconds = Math.floor(shell.process.kernel.unixNow() / 1000).toString(16).padStart(8, '0');
  return seconds + digestOf(`${shell.process.machine.id} ${shell.process.pid} ${shell.process.kernel.unixNow()} ${shell.inserted}`).slice(0, 16);
}
