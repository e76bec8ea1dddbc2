import type { Random } from '../core/random.ts';
import { sharedGetters } from '../core/sharedGetters.ts';
import type { Container, Pod, VolumeMount } from '../kinds/pod.ts';
import { createFileSystem } from '../machine/fileSystem.ts';
import { createFileTree, ensureDirectory, placeNode } from '../machine/fileTree.ts';
import type { DirectoryNode, FileNode, FileSystem, FileTree } from '../machine/files.ts';
import { DEFAULT_PATH, layOut, placeProgram } from '../machine/layout.ts';
import type { DaemonStart, Machine, StartedDaemon } from '../machine/machine.ts';
import { baseName } from '../machine/path.ts';
import type { ImageBuild } from './images/image.ts';
import type { PodHost } from './podHost.ts';
import { subPathOf, type MountedVolume } from './volumes.ts';

/** A container as a machine. Its files are laid out when somebody first looks: most containers are never looked into. */
export interface ContainerMachine extends Machine {
  hasFiles(): boolean;
}

export interface ContainerMachineOptions {
  readonly pod: Pod;
  readonly spec: Container;
  readonly build: ImageBuild;
  readonly env: Readonly<Record<string, string>>;
  readonly host: PodHost;
  readonly volumes: ReadonlyMap<string, MountedVolume>;
  readonly unixNow: () => number;
  /** How old the files are that the container begins with, in milliseconds since 1970. */
  readonly bornUnixMs: number;
  readonly random: Random;
  readonly isUp: () => boolean;
  /** Where writes to the first process's streams go. */
  readonly log: (text: string, stream: 'stdout' | 'stderr') => void;
  readonly startDaemon: (program: string, start: DaemonStart) => StartedDaemon | undefined;
}

export function containerMachine(options: ContainerMachineOptions): ContainerMachine {
  const { pod, spec, build, host, isUp } = options;
  const parts = mountedParts(options);
  const { name, namespace = '', uid } = pod.metadata;
  let files: FileSystem | undefined;
  let env: Readonly<Record<string, string>> | undefined;
  const user = userOf(pod, spec, build);
  return withLatecomers({
    id: `pod/${namespace}/${name}/${spec.name}`,
    hostname: host.hostname,
    flavour: build.flavour,
    ...(build.busybox === undefined ? {} : { busybox: build.busybox }),
    makeFiles: () => (files ??= layOutContainer(options, parts)),
    hasFiles: () => files !== undefined,
    makeEnv: () =>
      (env ??= { PATH: DEFAULT_PATH[build.flavour], HOSTNAME: host.hostname, HOME: user === 'root' ? '/root' : '/', ...build.env, ...options.env }),
    cwd: spec.workingDir ?? build.workdir,
    user,
    host,
    container: { namespace, pod: name, podUid: uid, name: spec.name },
    ...(pod.spec.hostPID === true ? { seesNode: true } : {}),
    isUp,
    startDaemon: options.startDaemon,
  });
}

interface Makers {
  readonly makeFiles: () => FileSystem;
  readonly makeEnv: () => Readonly<Record<string, string>>;
}

/** Completes a machine by what is made when somebody looks. */
const withLatecomers = sharedGetters<Omit<ContainerMachine, 'files' | 'env'> & Makers, Pick<ContainerMachine, 'files' | 'env'>>({
  files: ({ makeFiles }) => makeFiles(),
  env: ({ makeEnv }) => makeEnv(),
});

function userOf({ spec: podSpec }: Pod, spec: Container, build: ImageBuild): string {
  const id = spec.securityContext?.['runAsUser'] ?? podSpec.securityContext?.['runAsUser'];
  if (typeof id !== 'number') return build.user;
  return id === 0 ? 'root' : String(id);
}

function layOutContainer(options: ContainerMachineOptions, parts: MountedParts): FileSystem {
  const { spec, build, host, random } = options;
  let isLaidOut = false;
  const tree = createFileTree({ now: () => (isLaidOut ? options.unixNow() : options.bornUnixMs) });
  layOut(tree, { flavour: build.flavour, hostname: host.hostname, programs: build.programs, isBare: build.isBare ?? false, random: () => random.text(64, NOISE) });
  ensureDirectory(tree, tree.root, spec.workingDir ?? build.workdir);
  for (const [path, text] of Object.entries(build.files)) {
    placeNode(tree, resolveMerged(path, build), tree.file(text, text.startsWith('#!') ? 0o755 : 0o644));
  }
  for (const { path, program } of build.daemons) placeProgram(tree, path, program ?? baseName(path));
  placeStreams(tree, options.log);
  const files = createFileSystem(tree);
  for (const [path, node] of host.sharedFiles(tree)) files.mount(path, node, { source: '/dev/mapper/centos-root', type: 'xfs', tree });
  files.mount(spec.terminationMessagePath ?? '/dev/termination-log', tree.file('', 0o666), { source: '/dev/mapper/centos-root', type: 'xfs', tree });
  mountAll(files, options, parts);
  isLaidOut = true;
  return files;
}

const NOISE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/\u0001\u0002\u0003\u0010\u001f';

/** Where /bin is a link to usr/bin, what an image puts there lies behind the link. */
function resolveMerged(path: string, { flavour }: ImageBuild): string {
  return flavour === 'debian' || flavour === 'centos7' ? path.replace(/^\/(bin|sbin|lib)\//, '/usr/$1/') : path;
}

/** /proc/1/fd/1 and 2: what is written there goes into the container's log. */
function placeStreams(tree: FileTree, log: ContainerMachineOptions['log']): void {
  for (const [number, stream] of [['1', 'stdout'], ['2', 'stderr']] as const) {
    const file = placeNode(tree, `/proc/1/fd/${number}`, tree.file('', 0o666));
    file.device = { read: () => '', write: (text) => log(text, stream) };
  }
}

type MountedParts = ReadonlyMap<VolumeMount, DirectoryNode | FileNode>;

/** Parts of volumes are chosen when the container starts: what is put in their place later is not seen. */
function mountedParts({ spec, volumes, env }: ContainerMachineOptions): MountedParts {
  const parts = new Map<VolumeMount, DirectoryNode | FileNode>();
  for (const mount of spec.volumeMounts ?? []) {
    const volume = volumes.get(mount.name);
    const path = mount.subPathExpr === undefined ? mount.subPath : mount.subPathExpr.replace(/\$\(([^)]*)\)/g, (all, variable: string) => env[variable] ?? all);
    if (volume !== undefined && path !== undefined && path !== '') parts.set(mount, subPathOf(volume, path));
  }
  return parts;
}

/** Outer mounts first, so that a volume inside another one is not hidden by it. */
function mountAll(files: FileSystem, { spec, volumes }: ContainerMachineOptions, parts: MountedParts): void {
  const mounts = [...(spec.volumeMounts ?? [])].sort((a, b) => a.mountPath.length - b.mountPath.length);
  for (const mount of mounts) {
    const volume = volumes.get(mount.name);
    if (volume === undefined) continue;
    const { source, type, tree, node } = volume;
    files.mount(mount.mountPath, parts.get(mount) ?? node, { source, type, tree, readOnly: mount.readOnly === true || volume.readOnly });
  }
}
