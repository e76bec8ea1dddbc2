import type { Cluster } from '#engine/cluster.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { PersistentVolumeClaim } from '#engine/kinds/persistentVolumeClaim.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Traffic } from '#engine/network/network.ts';
import type { FilePlace, ObjectRef } from '#lessons/check.ts';
import type { LessonView, Moment, ViewEnded, ViewRequest, ViewTerminal } from '#lessons/view.ts';
import type { Process } from '#terminal/process/process.ts';
import { look, type Place } from '../look.ts';

/** Reads the cluster for a lesson, and keeps what the cluster itself does not keep so long. */
export interface LessonViews {
  noteRequest(request: Omit<ViewRequest, 'atMs'>): void;
  noteEnd(process: Process): void;
  /** The cluster as it is now. What crossed the network and which pods ran twice is noted with each reading: read often. */
  read(): LessonView;
}

export function createLessonViews(cluster: Cluster, terminals: () => readonly ViewTerminal[]): LessonViews {
  const traffic: Traffic[] = [];
  const requests: ViewRequest[] = [];
  const ended: ViewEnded[] = [];
  const twins: LessonView['twins'][number][] = [];
  const past = new Map<string, KubeObject | undefined>();
  const { sim } = cluster;

  const noteTraffic = () => {
    const lastId = traffic.at(-1)?.id ?? 0;
    const newest = cluster.network.traffic();
    if ((newest.at(-1)?.id ?? 0) > lastId) traffic.push(...newest.filter(({ id }) => id > lastId));
  };

  const noteTwins = () => {
    for (const { namespace, pod } of twinsOf(cluster.runtime.runningPods())) twins.push({ atMs: sim.now(), namespace, pod });
  };

  const objectAt = (ref: ObjectRef, moment: Moment): KubeObject | undefined => {
    const key = `${ref.kind}/${ref.namespace ?? ''}/${ref.name}@${moment.changes}`;
    if (!past.has(key)) past.set(key, lastBefore(cluster, ref, moment.changes));
    return past.get(key);
  };

  return {
    noteRequest: (request) => requests.push({ atMs: sim.now(), ...request }),
    noteEnd: ({ argv, exit, tty }) => {
      if (tty !== undefined && exit !== undefined) ended.push({ atMs: sim.now(), program: (argv[0] ?? '').replace(/^.*\//, ''), exitCode: exit.code });
    },
    read: () => {
      noteTraffic();
      noteTwins();
      return {
        nowMs: sim.now(),
        objects: cluster.objects,
        object: ({ kind, namespace = 'default', name }) => {
          const api = cluster.api.as('lesson');
          return api.get(kind, api.kind(kind)?.namespaced === false ? undefined : namespace, name);
        },
        objectAt,
        changes: cluster.changes(),
        traffic,
        requests,
        ended,
        twins,
        explanations: cluster.explanations(),
        faults: cluster.faults(),
        terminals: terminals(),
        recordsFor: cluster.network.recordsFor,
        file: (place, path) => fileText(cluster, place, path),
      };
    },
  };
}

/** The object of that name after so many changes. */
function lastBefore(cluster: Cluster, { kind, namespace = 'default', name }: ObjectRef, count: number): KubeObject | undefined {
  const changes = cluster.changes();
  for (let index = count - 1; index >= 0; index -= 1) {
    const change = changes[index];
    if (change === undefined || change.object.kind !== kind) continue;
    const { metadata } = change.object;
    if (metadata.name === name && (metadata.namespace ?? namespace) === namespace) return change.type === 'DELETED' ? undefined : change.object;
  }
  return undefined;
}

/** Names under which two different pods run at this moment. */
function twinsOf(running: readonly { readonly namespace: string; readonly pod: string; readonly uid: string }[]): readonly { readonly namespace: string; readonly pod: string }[] {
  const seen = new Map<string, string>();
  return running.filter(({ namespace, pod, uid }) => {
    const key = `${namespace}/${pod}`;
    const other = seen.get(key);
    seen.set(key, uid);
    return other !== undefined && other !== uid;
  });
}

function fileText(cluster: Cluster, place: FilePlace, path: string): string | undefined {
  const at = placeOf(cluster, place);
  if (at === undefined) return undefined;
  const seen = look(cluster, at, path.startsWith('/') ? path : `${'node' in place ? cluster.profile.terminalDirectory : ''}/${path}`);
  return seen.is === 'file' ? seen.text : undefined;
}

function placeOf({ api, objects }: Cluster, place: FilePlace): Place | undefined {
  if ('node' in place) return { in: 'node', node: place.node };
  const { namespace = 'default' } = place;
  const named = (kind: string, name: string) => objects(kind).find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  if ('claim' in place) {
    const volume = (named('PersistentVolumeClaim', place.claim) as PersistentVolumeClaim | undefined)?.spec.volumeName;
    return volume === undefined ? undefined : { in: 'volume', volume };
  }
  const pod = api.as('lesson').get('Pod', namespace, place.pod) as Pod | undefined;
  const container = place.container ?? pod?.spec.containers[0]?.name;
  return container === undefined ? undefined : { in: 'container', namespace, pod: place.pod, container };
}
