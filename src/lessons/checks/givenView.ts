import type { KubeObject, ObjectMeta } from '#engine/kinds/object.ts';
import type { Traffic } from '#engine/network/network.ts';
import type { Check } from '../check.ts';
import { evaluate, type Evaluation, type Memory } from '../evaluate.ts';
import type { LessonView, Moment, ViewChange } from '../view.ts';
import { isMeant } from './pick.ts';

/** A world for tests, told as a history: each line is one change, a second apart. `'` marks another uid, `?` not ready, `-` terminating, `×` gone. */
export interface GivenView {
  /** `web-0`, `web-0'?`; before `|` lies what was before the step. */
  readonly pods?: string;
  readonly objects?: readonly KubeObject[];
  readonly view?: Partial<LessonView>;
}

export function givenObject(kind: string, name: string, body: Readonly<Record<string, unknown>> = {}, metadata: Partial<ObjectMeta> = {}): KubeObject {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'default', uid: `${kind}/${name}`, resourceVersion: '1', creationTimestamp: '', ...metadata }, ...body };
}

/** One word of a history: the pod as it is then. */
function podOf(word: string): { readonly type: ViewChange['type']; readonly object: KubeObject } {
  const name = /^[a-z0-9-]*\d/.exec(word)?.[0] ?? word;
  const marks = word.slice(name.length);
  const object = givenObject(
    'Pod',
    name,
    { spec: { containers: [] }, status: { phase: 'Running', podIP: `10.0.0.${name.slice(-1)}`, conditions: [{ type: 'Ready', status: marks.includes('?') ? 'False' : 'True' }] } },
    {
      uid: marks.includes("'") ? `${name}/2` : `${name}/1`,
      labels: { app: 'web', 'controller-revision-hash': marks.includes('*') ? 'web-new' : 'web-old' },
      ownerReferences: [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid: 'set', controller: true }],
      ...(marks.includes('-') ? { deletionTimestamp: '2026-01-01T00:00:00Z' } : {}),
    },
  );
  return { type: marks.includes('×') ? 'DELETED' : 'MODIFIED', object };
}

function historyOf(text: string): { readonly changes: readonly ViewChange[]; readonly before: number; readonly now: ReadonlyMap<string, KubeObject> } {
  const [before = '', after] = text.includes('|') ? text.split('|') : ['', text];
  const now = new Map<string, KubeObject>();
  const changes = `${before} ${after ?? ''}`.split(/\s+/).filter((word) => word !== '').map((word, index): ViewChange => {
    const { type, object } = podOf(word);
    const previous = now.get(object.metadata.name);
    if (type === 'DELETED') now.delete(object.metadata.name);
    else now.set(object.metadata.name, object);
    return { atMs: index * 1000, type: type === 'DELETED' ? type : previous === undefined ? 'ADDED' : 'MODIFIED', object, ...(previous === undefined ? {} : { previous }) };
  });
  return { changes, before: before.split(/\s+/).filter((word) => word !== '').length, now };
}

/** Reads one check in such a world. */
export function readIn({ pods = '', objects = [], view = {} }: GivenView, check: Check, memory: Memory = new Map()): Evaluation {
  const { changes, before, now } = historyOf(pods);
  const all = [...now.values(), ...objects].toSorted((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const moment: Moment = { atMs: before * 1000, changes: before, traffic: 0, requests: 0 };
  const world: LessonView = {
    nowMs: changes.length * 1000,
    objects: (kind) => all.filter((object) => object.kind === kind),
    object: (ref) => all.find((object) => isMeant(ref, object)),
    objectAt: (ref, { changes: count }) => changes.slice(0, count).findLast(({ object }) => isMeant(ref, object))?.object,
    changes, traffic: [], requests: [], ended: [], twins: [], explanations: [], faults: [], terminals: [],
    recordsFor: () => [],
    file: () => undefined,
    ...view,
  };
  return evaluate(check, { view: world, since: () => moment }, memory);
}

/** `icmp dns-test>web-0 ok`, `http dns-test>svc>web-1 ok 200 sts1`, `dns dns-test>CoreDNS ok name: answer`. */
export function givenTraffic(kind: Traffic['kind'], path: string, outcome: Traffic['outcome'], label = '', answer = ''): Traffic {
  const hops = path.split('>').map((name) => ({ kind: name.startsWith('svc-') ? ('service' as const) : ('pod' as const), name: `default/${name}` }));
  return { id: 1, atMs: 0, kind, path: hops, outcome, durationMs: 1, label, answer };
}
