import type { Simulation } from '../../core/simulation.ts';
import type { KubeObject } from '../../kinds/object.ts';
import type { Backend } from '../backend.ts';

const TTL_MS = 3_600_000;

/** Lets Events go an hour after their last write. k8s: kube-apiserver --event-ttl */
export function startEventExpiry(sim: Simulation, backend: Backend): void {
  let queue: { readonly dueMs: number; readonly event: KubeObject }[] = [];
  let isArmed = false;

  const arm = () => {
    const first = queue[0];
    if (first === undefined || isArmed) return;
    isArmed = true;
    sim.at(first.dueMs, 'event expiry', expire);
  };

  const expire = () => {
    isArmed = false;
    const due = queue.filter(({ dueMs }) => dueMs <= sim.now());
    queue = queue.slice(due.length);
    for (const { event } of due) {
      const { namespace, name } = event.metadata;
      if (backend.store.get('Event', namespace, name) === event) backend.remove(event, event, 'kube-apiserver');
    }
    arm();
  };

  backend.onChange(({ type, object }) => {
    if (object.kind !== 'Event' || type === 'DELETED') return;
    queue.push({ dueMs: sim.now() + TTL_MS, event: object });
    arm();
  });
}
