import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { sleepUntil } from '../../process/waits.ts';
import { nameOf, parseOptions } from '../options.ts';

const TIMEOUT_MS = 10_000;

/** The exports of an NFS server, and on the server the list of them. */
export const showmount = defineUtility({
  name: 'showmount',
  aliases: ['exportfs'],
  flavours: ['centos7'],
  summary: 'show the exports of an NFS server',
  *run(process) {
    const { cluster } = process.kernel;
    const { nfs, nodes } = cluster.profile;
    if (nameOf(process) === 'exportfs') return exportList(process);
    const options = parseOptions(process, { short: 'adehv', long: { all: 'a', directories: 'd', exports: 'e', 'no-headers': 'no-headers', version: 'v' } });
    if (options === undefined) return 1;
    const host = options.operands[0] ?? process.machine.hostname;
    const address = host === 'localhost' || host === '127.0.0.1' ? process.machine.host.ip : (nodes.find(({ name }) => name === host)?.ip ?? host);
    const node = nodes.find(({ ip }) => ip === address);
    if (node === undefined && !/^\d+\.\d+\.\d+\.\d+$/.test(host)) {
      process.err(`clnt_create: RPC: Unknown host\n`);
      return 1;
    }
    if (node === undefined || cluster.runtime.unreachable(node.name) !== undefined) {
      yield* sleepUntil(process, process.kernel.now() + TIMEOUT_MS);
      process.err('clnt_create: RPC: Port mapper failure - Timed out\n');
      return 1;
    }
    if (address !== nfs.server) {
      process.err('clnt_create: RPC: Program not registered\n');
      return 1;
    }
    const header = options.has('no-headers') ? '' : options.has('e') ? `Export list for ${host}:\n` : `Hosts on ${host}:\n`;
    process.out(`${header}${options.has('e') ? exportsOf(cluster.runtime.node(node.name)?.files).map(({ path, clients }) => `${path} ${clients}\n`).join('') : ''}`);
    return 0;
  },
});

type Files = Process['machine']['files'];

/** The lines of /etc/exports. */
function exportsOf(files: Files | undefined): readonly { readonly path: string; readonly clients: string }[] {
  const text = files?.exists('/etc/exports') === true ? files.read('/etc/exports') : '';
  return text.split('\n').flatMap((line) => {
    const [path, ...clients] = line.replace(/#.*/, '').trim().split(/\s+/);
    return path === undefined || path === '' ? [] : [{ path, clients: clients.map((client) => client.replace(/\(.*\)/, '') || '*').join(',') || '*' }];
  });
}

function exportList(process: Process): number {
  const options = parseOptions(process, { short: 'arvuf' });
  if (options === undefined) return 1;
  const list = exportsOf(process.machine.files);
  if (options.has('r') || options.has('a')) {
    if (options.has('v')) for (const { path, clients } of list) process.out(`exporting ${clients}:${path}\n`);
    return 0;
  }
  for (const { path, clients } of list) process.out(path.length > 14 ? `${path}\n\t\t${clients === '*' ? '<world>' : clients}\n` : `${path.padEnd(14)}\t${clients === '*' ? '<world>' : clients}\n`);
  return 0;
}
