import { FileError, type DirectoryNode } from '#engine/machine/files.ts';
import { nodeBelow } from '#engine/machine/fileTree.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running } from '../../process/process.ts';
import { sleepUntil } from '../../process/waits.ts';
import { isBusybox, parseOptions, sayUsage } from '../options.ts';
import { fileSystems } from './fileSystems.ts';

/** How long a client asks a server that does not answer. */
const NFS_TIMEOUT_MS = 125_000;

/** Lists what is mounted; mounts an NFS export. */
export const mount = defineUtility({
  name: 'mount',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'mount a filesystem',
  *run(process) {
    const options = parseOptions(process, isBusybox(process) ? { short: 'afinrsvwt:o:O:' } : { short: 'afhilnrsvwVt:o:O:L:U:', long: { all: 'a', types: 't:', options: 'o:', verbose: 'v', 'read-only': 'r', bind: 'bind', version: 'V' } });
    if (options === undefined) return 1;
    const [source, target, ...more] = options.operands;
    const types = options.value('t')?.split(',');
    if (source === undefined) {
      for (const facts of fileSystems(process)) if (types === undefined || types.includes(facts.type)) process.out(`${facts.source} on ${facts.path} type ${facts.type} (${facts.options})\n`);
      return 0;
    }
    if (more.length > 0) {
      process.err('mount: bad usage\n');
      return sayUsage(process);
    }
    if (target === undefined) {
      process.err(isBusybox(process) ? `mount: can't find ${source} in /etc/fstab\n` : process.machine.flavour === 'centos7' ? `mount: can't find ${source} in /etc/fstab\n` : `mount: ${source}: can't find in /etc/fstab.\n`);
      return 1;
    }
    if (process.machine.container !== undefined) return refuse(process, isBusybox(process) ? `mounting ${source} on ${target} failed: Operation not permitted` : `${target}: permission denied.`, isBusybox(process) ? 255 : 32);
    const path = process.machine.files.resolve(process.cwd, target);
    if (!process.machine.files.isDirectory(path)) return refuse(process, `mount point ${target} does not exist`, 32);
    const export_ = /^([^:/]+):(\/.*)$/.exec(source);
    if (export_ !== null && (types === undefined || types.includes('nfs') || types.includes('nfs4'))) return yield* mountNfs(process, { server: export_[1] ?? '', directory: export_[2] ?? '/', path, readOnly: options.has('r') || options.value('o')?.split(',').includes('ro') === true });
    return refuse(process, `special device ${source} does not exist`, 32);
  },
});

function refuse(process: Process, text: string, code: number): number {
  process.err(`mount: ${text}\n`);
  return code;
}

interface NfsMount {
  readonly server: string;
  readonly directory: string;
  readonly path: string;
  readonly readOnly: boolean;
}

function* mountNfs(process: Process, { server, directory, path, readOnly }: NfsMount): Running {
  const { cluster } = process.kernel;
  const { nfs, nodes } = cluster.profile;
  const address = nodes.find(({ name }) => name === server)?.ip ?? server;
  const node = nodes.find(({ ip }) => ip === address);
  if (node === undefined && !/^\d+\.\d+\.\d+\.\d+$/.test(server)) {
    process.err(`mount.nfs: Failed to resolve server ${server}: Name or service not known\n`);
    return 32;
  }
  const isUp = node !== undefined && cluster.runtime.unreachable(node.name) === undefined;
  if (!isUp) {
    yield* sleepUntil(process, process.kernel.now() + NFS_TIMEOUT_MS);
    process.err('mount.nfs: Connection timed out\n');
    return 32;
  }
  if (address !== nfs.server) {
    process.err('mount.nfs: Connection refused\n');
    return 32;
  }
  const tree = cluster.runtime.disk(node.name);
  const isExported = `${directory}/`.startsWith(`${nfs.path.replace(/\/$/, '')}/`);
  const found = tree === undefined || !isExported ? undefined : nodeBelow(tree.root, directory);
  if (tree === undefined || found?.type !== 'directory') {
    process.err(isExported ? `mount.nfs: mounting ${server}:${directory} failed, reason given by server: No such file or directory\n` : `mount.nfs: access denied by server while mounting ${server}:${directory}\n`);
    return 32;
  }
  process.machine.files.mount(path, found as DirectoryNode, { source: `${server}:${directory}`, type: 'nfs4', readOnly, tree });
  return 0;
}

/** Takes a mount away. */
export const umount = defineUtility({
  name: 'umount',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'unmount file systems',
  run: (process) => {
    const options = parseOptions(process, isBusybox(process) ? { short: 'rlfnadt:' } : { short: 'adfhilnRrvt:O:', long: { force: 'f', lazy: 'l', all: 'a', recursive: 'R', verbose: 'v' } });
    if (options === undefined) return 1;
    if (options.operands.length === 0) {
      if (!isBusybox(process)) process.err('umount: bad usage\n');
      return sayUsage(process);
    }
    let status = 0;
    for (const operand of options.operands) {
      const problem = unmount(process, operand);
      if (problem === undefined) continue;
      process.err(`umount: ${problem}\n`);
      status = isBusybox(process) ? 1 : 32;
    }
    return status;
  },
});

function unmount(process: Process, operand: string): string | undefined {
  const { files, container } = process.machine;
  const path = files.resolve(process.cwd, operand);
  const mounted = files.mounts().findLast((each) => each.path === path || each.source === operand);
  if (mounted === undefined) {
    const isThere = files.exists(path);
    if (isBusybox(process)) return `can't unmount ${operand}: ${isThere ? 'Invalid argument' : 'No such file or directory'}`;
    return isThere ? `${operand}: not mounted${process.machine.flavour === 'centos7' ? '' : '.'}` : process.machine.flavour === 'centos7' ? `${operand}: mountpoint not found` : `${operand}: no mount point specified.`;
  }
  if (container !== undefined) return isBusybox(process) ? `can't unmount ${operand}: Operation not permitted` : `${operand}: must be superuser to unmount.`;
  if (mounted.path === '/' || process.cwd === mounted.path || process.cwd.startsWith(`${mounted.path}/`)) return `${operand}: target is busy.`;
  try {
    files.unmount(mounted.path);
    return undefined;
  } catch (error) {
    if (error instanceof FileError) return `${operand}: ${error.text}`;
    throw error;
  }
}
