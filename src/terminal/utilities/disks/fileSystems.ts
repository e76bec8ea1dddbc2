import type { MountPoint } from '#engine/machine/files.ts';
import type { Process } from '../../process/process.ts';
import { memoryOf } from '../hardware.ts';

/** A mounted file system with what df and mount tell of it. Sizes in KiB. */
export interface FileSystemFacts {
  readonly source: string;
  readonly type: string;
  readonly path: string;
  readonly options: string;
  readonly sizeKb: number;
  readonly usedKb: number;
  /** df leaves it out unless asked for all. */
  readonly isPseudo: boolean;
}

/** simplified: disks have a fixed size, and what is used of them does not follow what is written. */
const NODE_DISK = { sizeKb: 52_403_200, usedKb: 8_912_344 };
const NETWORK_DISK = { sizeKb: 10_255_636, usedKb: 36 };
const BOOT = { sizeKb: 1_038_336, usedKb: 153_604 };
const XFS = 'relatime,attr2,inode64,logbufs=8,logbsize=32k,noquota';

/** All of a machine, in the order in which they were mounted. */
export function fileSystems(process: Process): readonly FileSystemFacts[] {
  const { machine, kernel } = process;
  const memoryKb = memoryOf(machine, kernel.cluster);
  const [root, ...mounted] = machine.files.mounts();
  const own = machine.container === undefined ? nodeFileSystems(memoryKb) : containerFileSystems(memoryKb);
  return [...(root === undefined ? [] : [mountedFacts(process, root, memoryKb)]), ...own, ...mounted.map((mount) => mountedFacts(process, mount, memoryKb))];
}

function mountedFacts(process: Process, { path, source, type, readOnly }: MountPoint, memoryKb: number): FileSystemFacts {
  const size = type === 'tmpfs' ? { sizeKb: memoryKb, usedKb: 12 } : source === '/dev/sdb' ? NETWORK_DISK : NODE_DISK;
  const node = process.machine.files.exists(path) ? process.machine.files.node(path) : undefined;
  const isFull = node?.type === 'directory' && node.full === true;
  return { source, type, path, isPseudo: false, sizeKb: size.sizeKb, usedKb: isFull ? size.sizeKb : size.usedKb, options: `${readOnly ? 'ro' : 'rw'},${optionsOf(type, source)}` };
}

function optionsOf(type: string, source: string): string {
  if (type === 'nfs4' || type === 'nfs') return `relatime,vers=4.1,rsize=524288,wsize=524288,namlen=255,hard,proto=tcp,timeo=600,retrans=2,sec=sys,local_lock=none,addr=${source.split(':')[0] ?? ''}`;
  if (type === 'overlay') return 'relatime,lowerdir=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/41/fs,upperdir=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/42/fs,workdir=/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs/snapshots/42/work';
  return type === 'xfs' ? XFS : 'relatime';
}

const pseudo = (source: string, type: string, path: string, options: string): FileSystemFacts => ({ source, type, path, options, sizeKb: 0, usedKb: 0, isPseudo: true });
const memory = (source: string, path: string, options: string, sizeKb: number, usedKb = 0): FileSystemFacts => ({ source, type: 'tmpfs', path, options, sizeKb, usedKb, isPseudo: false });

function nodeFileSystems(memoryKb: number): readonly FileSystemFacts[] {
  const half = Math.floor(memoryKb / 2);
  return [
    pseudo('sysfs', 'sysfs', '/sys', 'rw,nosuid,nodev,noexec,relatime'),
    pseudo('proc', 'proc', '/proc', 'rw,nosuid,nodev,noexec,relatime'),
    { source: 'devtmpfs', type: 'devtmpfs', path: '/dev', options: `rw,nosuid,size=${half - 12_000}k,nr_inodes=${Math.floor(half / 4)},mode=755`, sizeKb: half - 12_000, usedKb: 0, isPseudo: false },
    memory('tmpfs', '/dev/shm', 'rw,nosuid,nodev', half),
    pseudo('devpts', 'devpts', '/dev/pts', 'rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=000'),
    memory('tmpfs', '/run', 'rw,nosuid,nodev,mode=755', half, 9184),
    memory('tmpfs', '/sys/fs/cgroup', 'ro,nosuid,nodev,noexec,mode=755', half),
    pseudo('cgroup', 'cgroup', '/sys/fs/cgroup/systemd', 'rw,nosuid,nodev,noexec,relatime,xattr,name=systemd'),
    { source: '/dev/sda1', type: 'xfs', path: '/boot', options: `rw,${XFS}`, ...BOOT, isPseudo: false },
  ];
}

function containerFileSystems(memoryKb: number): readonly FileSystemFacts[] {
  return [
    pseudo('proc', 'proc', '/proc', 'rw,nosuid,nodev,noexec,relatime'),
    memory('tmpfs', '/dev', 'rw,nosuid,size=65536k,mode=755', 65_536),
    pseudo('devpts', 'devpts', '/dev/pts', 'rw,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=666'),
    pseudo('mqueue', 'mqueue', '/dev/mqueue', 'rw,nosuid,nodev,noexec,relatime'),
    pseudo('sysfs', 'sysfs', '/sys', 'ro,nosuid,nodev,noexec,relatime'),
    pseudo('cgroup', 'cgroup', '/sys/fs/cgroup', 'ro,nosuid,nodev,noexec,relatime'),
    memory('shm', '/dev/shm', 'rw,nosuid,nodev,noexec,relatime,size=65536k', 65_536),
    memory('tmpfs', '/proc/acpi', 'ro,relatime', Math.floor(memoryKb / 2)),
  ];
}

/** The file system in which a path lies. */
export function fileSystemOf(all: readonly FileSystemFacts[], path: string): FileSystemFacts | undefined {
  let best: FileSystemFacts | undefined;
  for (const each of all) {
    const holds = each.path === '/' || path === each.path || path.startsWith(`${each.path}/`);
    if (holds && (best === undefined || each.path.length >= best.path.length)) best = each;
  }
  return best;
}
