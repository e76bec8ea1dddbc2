import { parseRfc3339 } from '#engine/core/time.ts';
import { kinds } from '#engine/kinds/index.ts';
import type { ConfigMap } from '#engine/kinds/configMap.ts';
import type { ObjectOf } from '#engine/kinds/kindMap.ts';
import type { Node } from '#engine/kinds/node.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { NodeProfile, Profile } from '#engine/profile.ts';
import type { Frame, HistoryEntry, Session } from './session.ts';
import { standstill } from './standstill.ts';

export interface PictureOptions {
  /** The objects of another cluster, as its server had them. */
  readonly objects: readonly KubeObject[];
  /** What is taken for everything that objects do not tell: switches, versions. */
  readonly base: Profile;
  /** Told when somebody wants to do something, which a picture does not let. */
  readonly onRefused: () => void;
}

const EMPTY: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map();

/**
 * Another cluster at one moment, as a session that can be looked at and in which nothing happens: its clock stands at
 * the newest moment that its objects tell of.
 */
export function createPicture({ objects, base, onRefused }: PictureOptions): Session {
  const shown = completed(objects, base);
  const unixNowMs = newestMoment(shown);
  const bornMs = Math.min(unixNowMs, ...shown.map(createdMs));
  const nowMs = unixNowMs - bornMs + 1;
  const byKind = groupByKind(shown);
  const list = <K extends string>(kind: K) => (byKind.get(kind) ?? []) as readonly ObjectOf<K>[];
  const frame: Frame = {
    nowMs, unixNowMs, list,
    revision: 1,
    get: (kind, namespace, name) => list(kind).find(({ metadata }) => metadata.name === name && metadata.namespace === namespace),
    explanations: [], traffic: [], requestCounts: EMPTY, volumes: [], faults: [], terminals: [], marks: [],
    editor: undefined,
    crash: undefined,
  };
  const changes = shown.map((object): HistoryEntry => ({ atMs: createdMs(object) - bornMs, type: 'ADDED', object })).sort((a, b) => a.atMs - b.atMs);
  return {
    ...standstill,
    options: { profile: profileOf(shown, base), seed: 0, hasEditor: false },
    isPicture: true,
    history: [],
    dispatch: ({ do: what }) => {
      if (what !== 'resize') onRefused();
    },
    frame: () => frame,
    output: (_terminal, from) => ({ from, text: '' }),
    why: () => [],
    recall: () => undefined,
    changes: () => changes,
  };
}

/** With the defaults of their kinds; an object that those cannot be filled into is taken as it is. */
function completed(objects: readonly KubeObject[], { gates }: Profile): readonly KubeObject[] {
  const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
  return objects.map((object) => byName.get(object.kind)?.defaults(object, { gates, unixMs: 0 }) ?? object);
}

function createdMs({ metadata }: KubeObject): number {
  return parseRfc3339(metadata.creationTimestamp) ?? 0;
}

interface Dated {
  readonly status?: { readonly conditions?: readonly Readonly<Record<string, unknown>>[] };
  readonly lastTimestamp?: unknown;
}

/** The newest moment that an object tells of: the file itself does not say when it was written. */
function newestMoment(objects: readonly KubeObject[]): number {
  let newest = 0;
  for (const object of objects) {
    const { status, lastTimestamp } = object as KubeObject & Dated;
    const moments = [object.metadata.creationTimestamp, lastTimestamp, ...(status?.conditions ?? []).flatMap((condition) => Object.values(condition))];
    for (const moment of moments) newest = Math.max(newest, typeof moment === 'string' ? (parseRfc3339(moment) ?? 0) : 0);
  }
  return newest;
}

function groupByKind(objects: readonly KubeObject[]): ReadonlyMap<string, readonly KubeObject[]> {
  const groups = new Map<string, KubeObject[]>();
  for (const object of objects) {
    const group = groups.get(object.kind);
    if (group === undefined) groups.set(object.kind, [object]);
    else group.push(object);
  }
  for (const group of groups.values()) group.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return groups;
}

function placeOf({ metadata }: KubeObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

/** What the picture asks of a profile, read from the objects: the nodes, the domain, the address of DNS. */
function profileOf(objects: readonly KubeObject[], base: Profile): Profile {
  const find = (kind: string, name: string) => objects.find((object) => object.kind === kind && object.metadata.name === name && object.metadata.namespace === 'kube-system');
  const dns = find('Service', 'kube-dns') as { readonly spec?: { readonly clusterIP?: string } } | undefined;
  const corefile = (find('ConfigMap', 'coredns') as ConfigMap | undefined)?.data?.['Corefile'] ?? '';
  return {
    ...base,
    name: 'picture',
    clusterDomain: /\bkubernetes\s+([\w.-]+)/.exec(corefile)?.[1] ?? 'cluster.local',
    dnsIp: dns?.spec?.clusterIP ?? '',
    nodes: objects.filter((object) => object.kind === 'Node').map((node) => nodeOf(node as Node)),
    terminalNode: '',
    objects: [],
  };
}

function nodeOf({ metadata, spec, status }: Node): NodeProfile {
  const { cpu = '0', memory = '0', pods = '110' } = status.capacity ?? {};
  return {
    name: metadata.name,
    ip: status.addresses?.find(({ type }) => type === 'InternalIP')?.address ?? '',
    podCidr: spec.podCIDR ?? '',
    firstPodHost: 2,
    roles: Object.keys(metadata.labels ?? {}).flatMap((label) => /^node-role\.kubernetes\.io\/(.+)$/.exec(label)?.[1] ?? []),
    cpu, memory,
    maxPods: Number(pods),
  };
}
