import type { Api } from '../api/api.ts';
import type { KeyToPath, Pod, Volume } from '../kinds/pod.ts';
import { controllerOf, type ObjectKey } from '../kinds/object.ts';
import type { PersistentVolume } from '../kinds/persistentVolume.ts';
import { claimNameOf, strangeClaimText } from '../kinds/podClaims.ts';
import type { DirectoryNode, FileNode, FileTree, TreeNode } from '../machine/files.ts';
import { ensureDirectory, nodeBelow } from '../machine/fileTree.ts';
import { resolvePath } from '../machine/path.ts';
import { secretTexts } from './environment.ts';
import { fieldValue, resourceValue, type PodFacts } from './fieldRef.ts';
import { pickFiles, writeVolumeFiles, type VolumeFiles } from './volumeFiles.ts';

/** A volume as containers mount it. */
export interface MountedVolume {
  readonly node: DirectoryNode | FileNode;
  readonly tree: FileTree;
  readonly source: string;
  readonly type: string;
  readonly readOnly: boolean;
  /** The objects whose data it shows: it is written anew when they change. */
  readonly follows?: readonly ObjectKey[];
  readonly refresh?: () => void;
}

/** A volume that cannot be mounted now: the text of the FailedMount event, and what is missing. */
export interface MountFailure {
  readonly volume: string;
  readonly message: string;
  readonly missing?: ObjectKey;
}

export interface VolumeSources {
  readonly api: Api;
  readonly facts: PodFacts;
  /** Where the node keeps what lives only as long as its pod. */
  readonly podDisk: FileTree;
  /** The disk of a node. */
  readonly disk: (nodeName: string) => FileTree | undefined;
  /** The node with this address; undefined when none is up there. */
  readonly nodeByIp: (ip: string) => string | undefined;
  /** Disks of volumes that are neither NFS nor on a node, by volume name. */
  readonly networkDisk: (volumeName: string) => FileTree;
  /** A token for a service account. */
  readonly token: () => string;
}

type Mounting = { readonly mounted: MountedVolume } | { readonly failure: MountFailure };

/** Mounts all volumes of a pod, or says which one cannot be mounted. Claims are looked at first. k8s: kubelet volumemanager */
export function mountVolumes(pod: Pod, sources: VolumeSources): { readonly volumes: ReadonlyMap<string, MountedVolume> } | { readonly failure: MountFailure } {
  const volumes = new Map<string, MountedVolume>();
  for (const volume of pod.spec.volumes ?? []) {
    const mounting = mountVolume(pod, volume, sources);
    if ('failure' in mounting) return mounting;
    volumes.set(volume.name, mounting.mounted);
  }
  return { volumes };
}

function mountVolume(pod: Pod, volume: Volume, sources: VolumeSources): Mounting {
  const claimName = claimNameOf(pod, volume);
  if (claimName !== undefined) return mountClaim(pod, volume, claimName, sources);
  if (volume.nfs !== undefined) return mountNfs(volume.name, volume.nfs, disksOf(sources));
  if (volume.hostPath !== undefined) return mountHostPath(volume.name, volume.hostPath, disksOf(sources));
  if (volume.configMap !== undefined || volume.secret !== undefined || volume.projected !== undefined || volume.downwardAPI !== undefined) return mountObjects(pod, volume, sources);
  const isMemory = volume.emptyDir?.medium === 'Memory';
  const tree = sources.podDisk;
  return { mounted: { node: tree.directory(0o777), tree, source: isMemory ? 'tmpfs' : '/dev/mapper/centos-root', type: isMemory ? 'tmpfs' : 'xfs', readOnly: false } };
}

function disksOf({ disk, nodeByIp, networkDisk, facts }: VolumeSources): DiskSources & Pick<VolumeSources, 'networkDisk'> {
  return { disk, nodeByIp, networkDisk, nodeName: facts.nodeName, podUid: facts.pod.metadata.uid };
}

/** k8s: volumemanager getPVCExtractPV */
function mountClaim(pod: Pod, volume: Volume, claimName: string, sources: VolumeSources): Mounting {
  const { namespace = '' } = pod.metadata;
  const { readOnly = false } = volume.persistentVolumeClaim ?? {};
  const claim = sources.api.get('PersistentVolumeClaim', namespace, claimName);
  const failed = (error: string): Mounting => ({ failure: { volume: volume.name, message: unprocessed(pod, volume.name, `error processing PVC ${namespace}/${claimName}: ${error}`), missing: { kind: 'PersistentVolumeClaim', namespace, name: claimName } } });
  if (claim === undefined) return failed(`failed to fetch PVC from API server: persistentvolumeclaims "${claimName}" not found`);
  if (volume.ephemeral !== undefined && controllerOf(claim)?.uid !== pod.metadata.uid) return failed(strangeClaimText(pod, claimName));
  if (claim.metadata.deletionTimestamp !== undefined) return failed("can't start pod because PVC is being deleted");
  if (claim.status.phase !== 'Bound' || claim.spec.volumeName === undefined) return failed('PVC is not bound');
  const bound = sources.api.get('PersistentVolume', undefined, claim.spec.volumeName);
  if (bound === undefined) return failed(`failed to fetch PV ${claim.spec.volumeName} from API server: persistentvolumes "${claim.spec.volumeName}" not found`);
  const mounting = mountPersistentVolume(bound, disksOf(sources));
  if ('failure' in mounting || !readOnly) return mounting;
  return { mounted: { ...mounting.mounted, readOnly: true } };
}

function unprocessed(pod: Pod, name: string, error: string): string {
  const all = (pod.spec.volumes ?? []).map((volume) => volume.name).join(' ');
  return `Unable to attach or mount volumes: unmounted volumes=[${name}], unattached volumes=[${all}], failed to process volumes=[${name}]: ${error}`;
}

/** The directory behind a PersistentVolume. */
export function mountPersistentVolume({ metadata, spec }: PersistentVolume, sources: DiskSources & Pick<VolumeSources, 'networkDisk'>): Mounting {
  if (spec.nfs !== undefined) return mountNfs(metadata.name, spec.nfs, sources);
  if (spec.hostPath !== undefined) return mountHostPath(metadata.name, spec.hostPath, sources);
  if (spec.local !== undefined) return mountLocal(metadata.name, spec.local.path, sources);
  const tree = sources.networkDisk(metadata.name);
  return { mounted: { node: tree.root, tree, source: '/dev/sdb', type: 'ext4', readOnly: false } };
}

type DiskSources = Pick<VolumeSources, 'disk' | 'nodeByIp'> & {
  /** The node that mounts, and the pod that it does it for. */
  readonly nodeName: string;
  readonly podUid: string;
};

function mountNfs(name: string, { server, path, readOnly = false }: { readonly server: string; readonly path: string; readonly readOnly?: boolean }, sources: DiskSources): Mounting {
  const node = sources.nodeByIp(server);
  const tree = node === undefined ? undefined : sources.disk(node);
  const target = `/var/lib/kubelet/pods/${sources.podUid}/volumes/kubernetes.io~nfs/${name}`;
  const failed = (output: string): Mounting => ({
    failure: {
      volume: name,
      message:
        `MountVolume.SetUp failed for volume "${name}" : mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs ${server}:${path} ${target}\nOutput: mount.nfs: ${output}\n`,
    },
  });
  if (tree === undefined) return failed('Connection timed out');
  const directory = nodeBelow(tree.root, path);
  if (directory?.type !== 'directory') return failed(`mounting ${server}:${path} failed, reason given by server: No such file or directory`);
  return { mounted: { node: directory, tree, source: `${server}:${path.length > 1 ? path.replace(/\/$/, '') : path}`, type: 'nfs4', readOnly } };
}

function mountHostPath(name: string, { path, type = '' }: { readonly path: string; readonly type?: string }, sources: DiskSources): Mounting {
  const tree = sources.disk(sources.nodeName);
  if (tree === undefined) return { failure: { volume: name, message: `MountVolume.SetUp failed for volume "${name}" : node is gone` } };
  const existing = followLinks(tree.root, path);
  const mounted = (node: DirectoryNode | FileNode): Mounting => ({ mounted: { node, tree, source: `/dev/mapper/centos-root[${path}]`, type: 'xfs', readOnly: false } });
  const wrong = (what: string): Mounting => ({ failure: { volume: name, message: `MountVolume.SetUp failed for volume "${name}" : hostPath type check failed: ${path} is not a ${what}` } });
  if (type === 'Directory' && existing?.type !== 'directory') return wrong('directory');
  if (type === 'File' && existing?.type !== 'file') return wrong('file');
  if (type === 'DirectoryOrCreate' && existing?.type === 'file') return wrong('directory');
  if (type === 'FileOrCreate' && existing?.type === 'directory') return wrong('file');
  if (existing?.type === 'directory' || existing?.type === 'file') return mounted(existing);
  const created = type === 'FileOrCreate' ? createFileAt(tree, path) : ensureDirectory(tree, tree.root, path);
  tree.onChange?.();
  return mounted(created);
}

function createFileAt(tree: FileTree, path: string): FileNode {
  const slash = path.lastIndexOf('/');
  const file = tree.file('');
  ensureDirectory(tree, tree.root, path.slice(0, slash)).entries.set(path.slice(slash + 1), file);
  return file;
}

function mountLocal(name: string, path: string, sources: DiskSources): Mounting {
  const tree = sources.disk(sources.nodeName);
  const directory = tree === undefined ? undefined : nodeBelow(tree.root, path);
  if (tree === undefined || directory?.type !== 'directory') {
    return { failure: { volume: name, message: `MountVolume.NewMounter initialization failed for volume "${name}" : path "${path}" does not exist` } };
  }
  return { mounted: { node: directory, tree, source: `/dev/mapper/centos-root[${path}]`, type: 'xfs', readOnly: false } };
}

/**
 * ConfigMaps, Secrets, the downward API and what is projected from them: files on a tmpfs of the pod's own. They are
 * laid out when somebody first looks, from the objects as they were at mounting.
 */
function mountObjects(pod: Pod, volume: Volume, sources: VolumeSources): Mounting {
  const gathered = gatherFiles(pod, volume, sources);
  if ('failure' in gathered) return gathered;
  const tree = sources.podDisk;
  const mountedUnixMs = tree.now();
  const node = tree.directory(0o1777, (entries) => writeVolumeFiles(tree, entries, gathered.files(), mountedUnixMs));
  const isConfig = volume.configMap !== undefined;
  return {
    mounted: {
      node,
      tree,
      source: isConfig ? '/dev/mapper/centos-root' : 'tmpfs',
      type: isConfig ? 'xfs' : 'tmpfs',
      readOnly: true,
      follows: gathered.follows,
      refresh: () => {
        const again = gatherFiles(pod, volume, sources);
        if ('files' in again) writeVolumeFiles(tree, node.entries, again.files(), tree.now());
      },
    },
  };
}

type Gathered = { readonly files: () => VolumeFiles; readonly follows: readonly ObjectKey[] } | { readonly failure: MountFailure };

const DEFAULT_MODE = 0o644;

interface DownwardItem {
  readonly path: string;
  readonly mode?: number;
  readonly fieldRef?: { readonly fieldPath: string };
  readonly resourceFieldRef?: { readonly containerName?: string; readonly resource: string; readonly divisor?: string };
}

interface ProjectedSource {
  readonly configMap?: { readonly name?: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean };
  readonly secret?: { readonly name?: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean };
  readonly downwardAPI?: { readonly items?: readonly DownwardItem[] };
  readonly serviceAccountToken?: { readonly path: string };
}

function gatherFiles(pod: Pod, volume: Volume, sources: VolumeSources): Gathered {
  const { configMap, secret, downwardAPI, projected } = volume;
  const mode = configMap?.defaultMode ?? secret?.defaultMode ?? downwardAPI?.defaultMode ?? projected?.defaultMode ?? DEFAULT_MODE;
  if (configMap !== undefined) return filesOfObject(pod, volume.name, { ...configMap, kind: 'ConfigMap', name: configMap.name ?? '', mode }, sources);
  if (secret !== undefined) return filesOfObject(pod, volume.name, { ...secret, kind: 'Secret', name: secret.secretName ?? '', mode }, sources);
  if (downwardAPI !== undefined) return { files: () => downwardFiles(pod, (downwardAPI.items ?? []) as readonly DownwardItem[], mode, sources), follows: [] };
  return projectedFiles(pod, volume.name, (projected?.sources ?? []) as readonly ProjectedSource[], mode, sources);
}

function projectedFiles(pod: Pod, volumeName: string, all: readonly ProjectedSource[], mode: number, sources: VolumeSources): Gathered {
  const parts: (() => VolumeFiles)[] = [];
  const follows: ObjectKey[] = [];
  for (const { serviceAccountToken, downwardAPI, configMap, secret } of all) {
    if (serviceAccountToken !== undefined) parts.push(() => new Map([[serviceAccountToken.path, { text: sources.token(), mode }]]));
    if (downwardAPI !== undefined) parts.push(() => downwardFiles(pod, downwardAPI.items ?? [], mode, sources));
    for (const [kind, from] of [['ConfigMap', configMap], ['Secret', secret]] as const) {
      if (from === undefined) continue;
      const gathered = filesOfObject(pod, volumeName, { ...from, kind, name: from.name ?? '', mode }, sources);
      if ('failure' in gathered) return gathered;
      parts.push(gathered.files);
      follows.push(...gathered.follows);
    }
  }
  return { files: () => new Map(parts.flatMap((part) => [...part()])), follows };
}

interface ObjectSource {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string;
  readonly items?: readonly KeyToPath[];
  readonly optional?: boolean;
  readonly mode: number;
}

/** The root certificate is in every namespace; a cluster without that controller has it all the same. */
const ROOT_CERTIFICATE = 'kube-root-ca.crt';

function filesOfObject({ metadata }: Pod, volumeName: string, source: ObjectSource, { api }: VolumeSources): Gathered {
  const { namespace = '' } = metadata;
  const { kind, name, optional = false } = source;
  const key: ObjectKey = { kind, namespace, name };
  const object = kind === 'ConfigMap' ? api.get('ConfigMap', namespace, name) : api.get('Secret', namespace, name);
  const failed = (error: string): Gathered => ({ failure: { volume: volumeName, message: `MountVolume.SetUp failed for volume "${volumeName}" : ${error}`, missing: key } });
  if (object === undefined && name === ROOT_CERTIFICATE) return { files: () => new Map([['ca.crt', { text: CERTIFICATE, mode: source.mode }]]), follows: [] };
  if (object === undefined && !optional) return failed(`${kind.toLowerCase()} "${name}" not found`);
  const missingKey = optional ? undefined : source.items?.find((item) => object?.data?.[item.key] === undefined)?.key;
  if (missingKey !== undefined) return failed(`${kind.toLowerCase()} references non-existent ${kind === 'ConfigMap' ? 'config' : 'secret'} key: ${missingKey}`);
  const data = () => (object === undefined ? {} : object.kind === 'Secret' ? secretTexts(object) : (object.data ?? {}));
  return { files: () => pickFiles(data(), source.items, source.mode), follows: [key] };
}

const CERTIFICATE = '-----BEGIN CERTIFICATE-----\nMIIDBTCCAe2gAwIBAgIIJ2lNQTRNdG0wDQYJKoZIhvcNAQELBQAwFTETMBEGA1UE\nAxMKa3ViZXJuZXRlcw==\n-----END CERTIFICATE-----\n';

function downwardFiles(pod: Pod, items: readonly DownwardItem[], defaultMode: number, { facts }: VolumeSources): Map<string, { text: string; mode: number }> {
  return new Map(
    items.map(({ path, mode = defaultMode, fieldRef, resourceFieldRef }) => {
      const container = [...(pod.spec.initContainers ?? []), ...pod.spec.containers].find(({ name }) => name === resourceFieldRef?.containerName);
      const text = fieldRef === undefined ? (resourceFieldRef === undefined || container === undefined ? '' : resourceValue(facts, container, resourceFieldRef)) : fieldValue(facts, fieldRef.fieldPath);
      return [path, { text: text ?? '', mode }];
    }),
  );
}

/** What a mount shows: the volume itself, or a part of it. A directory that is missing in a writable volume is made. */
export function subPathOf({ node, tree, readOnly }: MountedVolume, subPath: string): DirectoryNode | FileNode {
  if (node.type !== 'directory') return node;
  const found = followLinks(node, subPath);
  if (found !== undefined && found.type !== 'symlink') return found;
  return readOnly ? tree.directory() : ensureDirectory(tree, node, subPath);
}

const MAX_LINKS = 8;

/** The node at a path below a root, links followed inside it. */
function followLinks(root: DirectoryNode, path: string, links = 0): TreeNode | undefined {
  let here: TreeNode | undefined = root;
  let walked = '';
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (here?.type !== 'directory') return undefined;
    const next: TreeNode | undefined = here.entries.get(name);
    if (next?.type === 'symlink') {
      if (links >= MAX_LINKS) return undefined;
      here = followLinks(root, resolvePath(`/${walked}`, next.target), links + 1);
    } else here = next;
    walked = `${walked}/${name}`;
  }
  return here;
}
