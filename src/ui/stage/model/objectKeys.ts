import type { KubeObject, ObjectKey } from '#engine/kinds/object.ts';

export function keyOf({ kind, metadata }: KubeObject): ObjectKey {
  return { kind, name: metadata.name, ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }) };
}

/** One text for an object: for maps and for React's keys. */
export function keyText({ kind, namespace, name }: ObjectKey): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

export function isSameKey(a: ObjectKey | undefined, b: ObjectKey | undefined): boolean {
  return a !== undefined && b !== undefined && a.kind === b.kind && a.name === b.name && (a.namespace ?? '') === (b.namespace ?? '');
}

export function controllerOf({ metadata }: KubeObject) {
  return metadata.ownerReferences?.find(({ controller }) => controller === true);
}

const SHORT_KINDS: Readonly<Record<string, string>> = {
  StatefulSet: 'sts',
  Deployment: 'deploy',
  ReplicaSet: 'rs',
  DaemonSet: 'ds',
  Service: 'svc',
  PersistentVolumeClaim: 'pvc',
  PersistentVolume: 'pv',
  Node: 'node',
  Pod: 'pod',
  Job: 'job',
  StorageClass: 'sc',
};

/** `sts/web`: how kubectl lets a person write it. */
export function shortNameOf({ kind, name }: ObjectKey): string {
  return `${SHORT_KINDS[kind] ?? kind.toLowerCase()}/${name}`;
}

/** True when every wanted label is there with its value; no wanted label means no match. */
export function matchesLabels(wanted: Readonly<Record<string, string>> | undefined, labels: Readonly<Record<string, string>> | undefined): boolean {
  const pairs = Object.entries(wanted ?? {});
  return pairs.length > 0 && pairs.every(([name, value]) => labels?.[name] === value);
}

/** The number behind the last dash, or undefined. k8s: statefulset getParentNameAndOrdinal. */
export function ordinalOf(name: string): number | undefined {
  const match = /-(\d+)$/.exec(name);
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
