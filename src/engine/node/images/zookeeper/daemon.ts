import { dateTimeText } from '../sql/evaluate.ts';
import type { Daemon, DaemonContext } from '../image.ts';
import { readMessage } from '../stored.ts';
import { createEnsemble, type Ensemble, type Member } from '../ensemble/ensemble.ts';
import { childrenOf, parentOf, treeOf, type Change, type Znode } from './tree.ts';

/** A Java machine needs a moment before it listens. */
const START_MS = 3500;

/** What zkCli.sh sends, and what it gets. */
export interface ZkRequest {
  readonly command: 'create' | 'get' | 'set' | 'ls' | 'delete' | 'stat';
  readonly path: string;
  readonly data: string;
}

export type ZkReply = { readonly error: 'NoNode' | 'NodeExists' | 'NotEmpty' | 'ConnectionLoss' } | { readonly node: Znode; readonly children: readonly string[] };

export const ZK_WORD = 'ZOOKEEPER';

/** A ZooKeeper server, read from zoo.cfg and myid as the real one is. */
export function zookeeperDaemon(path: string, configPath: string, version: string): Daemon {
  return { path, program: 'zookeeper', start: (context) => start(context, configPath, version) };
}

function start(context: DaemonContext, configPath: string, version: string): ReturnType<Daemon['start']> {
  const { files } = context.machine;
  let hasEnded = false;
  const log = (level: string, where: string, text: string) => context.log(`${stamp(context.unixNow())} [myid:${idOf(context, configPath)}] - ${level}  [${where}] - ${text}`);
  const end = (code: number) => {
    hasEnded = true;
    context.exit(code);
  };
  log('INFO', 'main:QuorumPeerConfig@103', `Reading configuration from: ${configPath}`);
  if (!files.exists(configPath)) {
    log('ERROR', 'main:QuorumPeerMain@85', 'Invalid config, exiting abnormally');
    end(2);
    return { onSignal: () => {} };
  }
  const config = settingsOf(files.read(configPath));
  const directory = config.get('dataDir') ?? '/var/lib/zookeeper/data';
  const servers = serversOf(config);
  if (servers.length > 1 && !files.exists(`${directory}/myid`)) {
    log('ERROR', 'main:QuorumPeerMain@85', `Invalid config, exiting abnormally: ${directory}/myid file is missing`);
    end(2);
    return { onSignal: () => {} };
  }
  const me = () => Number(files.exists(`${directory}/myid`) ? files.read(`${directory}/myid`).trim() : 1);
  const members = servers.length === 0 ? [{ id: me(), host: 'localhost', port: 2888 }] : servers;
  const ensemble = createEnsemble({ context, me, members, path: `${config.get('dataLogDir') ?? directory}/version-2/log.1` });
  context.after(START_MS, () => {
    if (hasEnded) return;
    const clientPort = Number(config.get('clientPort') ?? 2181);
    context.listen({ port: clientPort, protocol: 'TCP', speaks: 'zookeeper', talk: (message) => answer(context, ensemble, message, { version, config, me: me() }) });
    log('INFO', 'main:NIOServerCnxnFactory@89', `binding to port 0.0.0.0/0.0.0.0:${clientPort}`);
    if (servers.length === 0) return;
    const talk = (message: string) => ensemble.answer(message) ?? '';
    context.listen({ port: Number(members.find(({ id }) => id === me())?.port ?? 2888), protocol: 'TCP', speaks: 'zookeeper-peer', talk });
    context.listen({ port: 3888, protocol: 'TCP', speaks: 'zookeeper-election' });
    log('INFO', `${context.machine.hostname}/${context.machine.host.ip ?? ''}:3888:QuorumCnxManager$Listener@734`, 'My election bind port: /0.0.0.0:3888');
    const role = ensemble.leader() === undefined ? 'LOOKING' : ensemble.isLeader() ? 'LEADING' : 'FOLLOWING';
    log('INFO', `QuorumPeer[myid=${me()}]/0:0:0:0:0:0:0:0:${clientPort}:QuorumPeer@865`, role);
  });
  return {
    onSignal: (signal) => {
      if (signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGHUP') end(143);
    },
  };
}

/** `2026-11-23 08:01:02,345` */
function stamp(unixMs: number): string {
  return `${dateTimeText(unixMs)},${String(Math.floor(unixMs) % 1000).padStart(3, '0')}`;
}

function idOf({ machine: { files } }: DaemonContext, configPath: string): string {
  const directory = files.exists(configPath) ? settingsOf(files.read(configPath)).get('dataDir') : undefined;
  return directory !== undefined && files.exists(`${directory}/myid`) ? files.read(`${directory}/myid`).trim() : '';
}

function settingsOf(text: string): ReadonlyMap<string, string> {
  return new Map(text.split('\n').flatMap((line) => {
    const match = /^\s*([\w.]+)\s*=\s*(.*?)\s*$/.exec(line);
    return match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const];
  }));
}

/** `server.1=zk-0.zk-hs.default.svc.cluster.local:2888:3888` */
function serversOf(config: ReadonlyMap<string, string>): readonly Member[] {
  return [...config].flatMap(([name, value]) => {
    const id = /^server\.(\d+)$/.exec(name)?.[1];
    const [host = '', port = '2888'] = value.split(/[:;]/);
    return id === undefined ? [] : [{ id: Number(id), host, port: Number(port) }];
  });
}

interface About {
  readonly version: string;
  readonly config: ReadonlyMap<string, string>;
  readonly me: number;
}

function answer(context: DaemonContext, ensemble: Ensemble, message: string, about: About): string {
  if (message.startsWith(`${ZK_WORD} `)) {
    const request = readMessage<ZkRequest>(message, 'command');
    if (request === undefined) return '';
    const reply = carryOut(context, ensemble, request);
    return `${'error' in reply ? reply.error : 'ok'}\n${JSON.stringify(reply)}`;
  }
  return fourLetters(ensemble, message.trim(), about);
}

const NOT_SERVING = 'This ZooKeeper instance is not currently serving requests\n';

/** The words of four letters that monitoring sends. */
function fourLetters(ensemble: Ensemble, word: string, { version, config, me }: About): string {
  if (word === 'ruok') return 'imok';
  if (word === 'conf') return `clientPort=${config.get('clientPort') ?? '2181'}\ndataDir=${config.get('dataDir') ?? ''}/version-2\ntickTime=${config.get('tickTime') ?? '2000'}\nserverId=${me}\n`;
  if (word !== 'stat' && word !== 'srvr' && word !== 'mntr') return '';
  if (ensemble.leader() === undefined) return NOT_SERVING;
  const mode = ensemble.members().length === 1 ? 'standalone' : ensemble.isLeader() ? 'leader' : 'follower';
  const count = treeOf(ensemble.operations()).size;
  if (word === 'mntr') return `zk_version\t${version}\nzk_server_state\t${mode}\nzk_znode_count\t${count}\n`;
  return `Zookeeper version: ${version}, built on 03/23/2017 10:13 GMT\n${word === 'stat' ? 'Clients:\n /127.0.0.1:36148[0](queued=0,recved=1,sent=0)\n\n' : ''}Latency min/avg/max: 0/0/0\nReceived: 1\nSent: 0\nConnections: 1\nOutstanding: 0\nZxid: 0x${ensemble.epoch()}00000000\nMode: ${mode}\nNode count: ${count}\n`;
}

function carryOut(context: DaemonContext, ensemble: Ensemble, { command, path, data }: ZkRequest): ZkReply {
  if (ensemble.leader() === undefined) return { error: 'ConnectionLoss' };
  const operations = ensemble.operations();
  const tree = treeOf(operations);
  const node = tree.get(path);
  if (command === 'create' && node !== undefined) return { error: 'NodeExists' };
  if (command === 'create' && !tree.has(parentOf(path))) return { error: 'NoNode' };
  if (command !== 'create' && node === undefined) return { error: 'NoNode' };
  if (command === 'delete' && childrenOf(tree, path).length > 0) return { error: 'NotEmpty' };
  if (command === 'create' || command === 'set' || command === 'delete') {
    const change: Change = { does: command, path, data, zxid: `0x${ensemble.epoch().toString(16)}${(operations.length + 1).toString(16).padStart(8, '0')}`, unixMs: context.unixNow() };
    if (!ensemble.propose(JSON.stringify(change))) return { error: 'ConnectionLoss' };
  }
  const after = treeOf(ensemble.operations());
  return { node: after.get(path) ?? node ?? (tree.get('/') as Znode), children: childrenOf(after, path) };
}
