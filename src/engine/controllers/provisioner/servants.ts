import type { WatchEvent } from '../../api/api.ts';
import { hashText } from '../../core/random.ts';
import type { KubeObject } from '../../kinds/object.ts';
import { isFinished, isReady, isTerminating, type Pod } from '../../kinds/pod.ts';
import type { StorageClass } from '../../kinds/storageClass.ts';
import type { Profile } from '../../profile.ts';

/** Someone who makes volumes under a provisioner's name. */
export interface Servant {
  /** The component of its events: `<provisioner>_<pod>_<id>`. */
  readonly identity: string;
  /** Where it runs; absent for one that is part of the cluster and needs no pod. */
  readonly pod?: { readonly namespace: string; readonly name: string; readonly node: string; readonly isReady: boolean };
  /** Whose export it fills, where its pod says so. */
  readonly nfs?: { readonly server: string; readonly path: string };
}

/** Who makes volumes for which provisioner name, as far as the watch has told. */
export interface Servants {
  /** Takes in an event about a pod. True when that changed who is ready. */
  see(event: WatchEvent<Pod>): boolean;
  /** The one that leads: the first that is ready, else the first that is there. */
  of(provisioner: string): Servant | undefined;
}

const NFS = 'k8s-sigs.io/nfs-subdir-external-provisioner';

/**
 * A pod whose container has PROVISIONER_NAME serves that name, as the NFS provisioner does. Names of the profile's
 * classes without such a pod are served by the cluster itself.
 */
export function createServants(profile: Profile): Servants {
  const builtIn = builtInServants(profile);
  const byName = new Map<string, Map<string, Servant>>();

  return {
    see: ({ type, object: pod }) => {
      const provisioner = envOf(pod, 'PROVISIONER_NAME');
      if (provisioner === undefined) return false;
      const key = `${pod.metadata.namespace ?? ''}/${pod.metadata.name}`;
      let here = byName.get(provisioner);
      if (here === undefined) byName.set(provisioner, (here = new Map()));
      const before = here.get(key);
      const isGone = type === 'DELETED' || isFinished(pod) || isTerminating(pod);
      if (isGone) here.delete(key);
      else here.set(key, servantOf(provisioner, pod));
      return before?.pod?.isReady !== here.get(key)?.pod?.isReady;
    },
    of: (provisioner) => {
      const here = [...(byName.get(provisioner)?.values() ?? [])];
      return here.find(({ pod }) => pod?.isReady === true) ?? here[0] ?? builtIn.get(provisioner);
    },
  };
}

function servantOf(provisioner: string, pod: Pod): Servant {
  const { namespace = '', name, uid } = pod.metadata;
  const server = envOf(pod, 'NFS_SERVER');
  const path = envOf(pod, 'NFS_PATH');
  return {
    identity: `${provisioner}_${name}_${idOf(uid)}`,
    pod: { namespace, name, node: pod.spec.nodeName ?? '', isReady: isReady(pod) },
    ...(server === undefined || path === undefined ? {} : { nfs: { server, path } }),
  };
}

function builtInServants({ name, objects, standIn }: Profile): ReadonlyMap<string, Servant> {
  const servants = new Map<string, Servant>();
  const inPods = new Set(objects.filter(isPod).map((pod) => envOf(pod, 'PROVISIONER_NAME')));
  for (const { provisioner } of objects.filter(isStorageClass)) {
    if (inPods.has(provisioner) || provisioner.startsWith('kubernetes.io/')) continue;
    const base = provisioner.split('/').at(-1) ?? provisioner;
    servants.set(provisioner, { identity: `${provisioner}_${base.replaceAll('.', '-')}-provisioner-0_${idOf(`${name}/${provisioner}`)}` });
  }
  // The stand-in of the recorded transcripts serves without a pod, under a name of its own.
  if (standIn === true) servants.set(NFS, { identity: `${NFS}_nfs-client-provisioner-oracle` });
  return servants;
}

function isPod(object: KubeObject): object is Pod {
  return object.kind === 'Pod';
}

function isStorageClass(object: KubeObject): object is StorageClass {
  return object.kind === 'StorageClass';
}

function envOf({ spec }: Pod, name: string): string | undefined {
  for (const { env } of spec.containers) {
    const found = env?.find((variable) => variable.name === name)?.value;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A fixed id in the shape of a UUID. */
function idOf(text: string): string {
  const hex = [0, 1, 2, 3].map((round) => hashText(`${round}/${text}`).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
