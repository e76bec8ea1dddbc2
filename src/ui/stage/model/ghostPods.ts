import type { Frame } from '#session/session.ts';
import type { History, Life } from '../../history/history.ts';
import { podModel } from './podModel.ts';
import type { PodModel } from './podModel.ts';

/**
 * Pods that the API has forgotten while nobody could reach their node: cut from the network they run on,
 * without power they are dead. By namespace and name.
 */
export function ghostPods(frame: Frame, history: History): ReadonlyMap<string, readonly PodModel[]> {
  const ghosts = new Map<string, PodModel[]>();
  const cut = frame.faults.flatMap(({ fault, sinceMs }) => (fault.fault === 'network' || fault.fault === 'power' ? [{ node: fault.node, kind: fault.fault, sinceMs }] : []));
  if (cut.length === 0) return ghosts;
  for (const life of history.lives()) {
    const fault = cut.find(({ node, sinceMs }) => node === life.node && sinceMs <= (life.endedAtMs ?? -1));
    if (fault === undefined || !ranTo(life)) continue;
    const key = `${life.namespace}/${life.name}`;
    ghosts.set(key, [...(ghosts.get(key) ?? []), ghostOf(life, fault.kind, frame)]);
  }
  return ghosts;
}

function ranTo({ pod }: Life): boolean {
  return pod.status.phase === 'Running';
}

function ghostOf(life: Life, kind: 'network' | 'power', frame: Frame): PodModel {
  const model = podModel(life.pod, { unixNowMs: frame.unixNowMs, isNodeReady: false, minReadySeconds: 0, revision: undefined, lives: [life], faults: [] });
  return { ...model, state: kind === 'network' ? 'stillRunning' : 'goneFromApi' };
}
