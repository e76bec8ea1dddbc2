import { strftime } from '../../utilities/strftime.ts';
import { ZK_WORD, type ZkReply, type ZkRequest } from '#engine/node/images/zookeeper/daemon.ts';
import type { Znode } from '#engine/node/images/zookeeper/tree.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running, Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import { callServer } from '../callServer.ts';
import { promptLoop } from '../promptLoop.ts';
import { splitWords } from '../splitWords.ts';

/** A Java machine needs a moment before it connects. */
const START_MS = 900;

export const zkCli = defineUtility({
  name: 'zkCli.sh',
  flavours: [],
  summary: 'the command-line client of ZooKeeper',
  *run(process) {
    const args = process.argv.slice(1);
    const hasServer = args[0] === '-server';
    const server = hasServer ? (args[1] ?? 'localhost:2181') : 'localhost:2181';
    const words = hasServer ? args.slice(2) : args;
    yield sleep(START_MS);
    process.out(`Connecting to ${server}\n`);
    const [host = 'localhost', port = '2181'] = (server.split(',')[0] ?? '').split(':');
    if (words.length > 0) {
      process.out('\nWATCHER::\n\nWatchedEvent state:SyncConnected type:None path:null\n');
      return yield* runCommand(process, host, Number(port), words);
    }
    process.out('Welcome to ZooKeeper!\nJLine support is enabled\n\nWATCHER::\n\nWatchedEvent state:SyncConnected type:None path:null\n');
    let count = 0;
    return yield* promptLoop(process, {
      prompt: () => `[zk: ${server}(CONNECTED) ${count}] `,
      cancel: () => {},
      farewell: '',
      *take(line) {
        const typed = splitWords(line) ?? [];
        if (typed.length === 0) return undefined;
        if (typed[0] === 'quit' || typed[0] === 'close') return 0;
        yield* runCommand(process, host, Number(port), typed);
        count += 1;
        return undefined;
      },
    });
  },
});

const COMMANDS = new Set(['create', 'get', 'set', 'ls', 'ls2', 'delete', 'rmr', 'deleteall', 'stat']);

function* runCommand(process: Process, host: string, port: number, words: readonly string[]): Running {
  const [name = '', ...rest] = words;
  const [path, ...data] = rest.filter((word) => !/^-\w$/.test(word));
  if (!COMMANDS.has(name) || path === undefined || !path.startsWith('/')) {
    process.err(COMMANDS.has(name) && path !== undefined ? `Command failed: java.lang.IllegalArgumentException: Path must start with / character\n` : HELP);
    return 1;
  }
  const command = name === 'ls2' ? 'ls' : name === 'rmr' || name === 'deleteall' ? 'delete' : (name as ZkRequest['command']);
  const reply = yield* ask(process, host, port, { command, path, data: data.join(' ') });
  if (reply === undefined || 'error' in reply) {
    process.err(`${problemText(reply === undefined ? 'ConnectionLoss' : reply.error, path)}\n`);
    return 1;
  }
  const { node, children } = reply;
  if (command === 'create') process.out(`Created ${path}\n`);
  if (command === 'ls') process.out(`[${children.join(', ')}]\n`);
  if (command === 'get') process.out(`${node.data}\n`);
  if (name === 'ls2' || command === 'get' || command === 'set' || command === 'stat') process.out(statText(node, children.length));
  return 0;
}

const HELP = 'ZooKeeper -server host:port cmd args\n\tstat path [watch]\n\tset path data [version]\n\tls path [watch]\n\tls2 path [watch]\n\tdelete path [version]\n\tcreate [-s] [-e] path data acl\n\tget path [watch]\n\trmr path\n\tquit \n';

function problemText(error: Exclude<ZkReply, { node: unknown }>['error'], path: string): string {
  switch (error) {
    case 'NoNode':
      return `Node does not exist: ${path}`;
    case 'NodeExists':
      return `Node already exists: ${path}`;
    case 'NotEmpty':
      return `Node not empty: ${path}`;
    case 'ConnectionLoss':
      return `Exception in thread "main" org.apache.zookeeper.KeeperException$ConnectionLossException: KeeperErrorCode = ConnectionLoss for ${path}`;
  }
}

function* ask(process: Process, host: string, port: number, request: ZkRequest): Generator<Wait, ZkReply | undefined, void> {
  const called = yield* callServer(process, host, port, `${ZK_WORD} ${request.command} ${request.path}\n${JSON.stringify(request)}`);
  return called.outcome === 'answered' ? (JSON.parse(called.reply.slice(called.reply.indexOf('\n') + 1)) as ZkReply) : undefined;
}

function statText(node: Znode, children: number): string {
  const date = (unixMs: number) => strftime('%a %b %d %H:%M:%S UTC %Y', unixMs);
  return `cZxid = ${node.czxid}\nctime = ${date(node.createdMs)}\nmZxid = ${node.mzxid}\nmtime = ${date(node.changedMs)}\npZxid = ${node.pzxid}\ncversion = ${node.childVersion}\ndataVersion = ${node.version}\naclVersion = 0\nephemeralOwner = 0x0\ndataLength = ${node.data.length}\nnumChildren = ${children}\n`;
}

/** `zkServer.sh status`: what the server of this host does. */
export const zkServer = defineUtility({
  name: 'zkServer.sh',
  flavours: [],
  summary: 'tells what a ZooKeeper server does',
  *run(process) {
    process.out('ZooKeeper JMX enabled by default\nUsing config: /conf/zoo.cfg\n');
    if (process.argv[1] !== 'status') return 1;
    process.out('Client port found: 2181. Client address: localhost. Client SSL: false.\n');
    const called = yield* callServer(process, 'localhost', 2181, 'srvr');
    const mode = called.outcome === 'answered' ? /Mode: .*/.exec(called.reply)?.[0] : undefined;
    if (mode !== undefined) process.out(`${mode}\n`);
    else process.out('Error contacting service. It is probably not running.\n');
    return mode === undefined ? 1 : 0;
  },
});
