import type { ActiveFault, Fault, FaultState } from './faults.ts';
import type { ObjectKey } from './kinds/object.ts';

/** Which faults are in force. Deleting a pod and crashing a container happen once and leave nothing here. */
export interface FaultBoard extends FaultState {
  /** Notes a fault, or takes back what it undoes. */
  set(fault: Fault): void;
  active(): readonly ActiveFault[];
  /** Told after each change. */
  onChange(listener: (fault: Fault) => void): void;
}

export function createFaultBoard(now: () => number): FaultBoard {
  const active = new Map<string, ActiveFault>();
  const listeners: ((fault: Fault) => void)[] = [];
  const has = (key: string) => active.has(key);

  return {
    set: (fault) => {
      const key = keyOf(fault);
      if (key !== undefined) {
        const about = aboutOf(fault);
        if (isUndone(fault)) active.delete(key);
        else active.set(key, { fault, sinceMs: active.get(key)?.sinceMs ?? now(), ...(about === undefined ? {} : { about }) });
      }
      for (const listener of listeners) listener(fault);
    },
    active: () => [...active.values()],
    onChange: (listener) => {
      listeners.push(listener);
    },
    isPowered: (node) => !has(`power/${node}`),
    isConnected: (node) => !has(`network/${node}`),
    hasPressure: (node, resource) => has(`pressure/${node}/${resource}`),
    isForcedNotReady: (namespace, pod) => has(`not-ready/${namespace}/${pod}`),
    isImageBroken: (image) => has(`bad-image/${image}`),
    extraStartMs: (namespace, pod) => {
      const slow = active.get(`slow-start/${namespace}/${pod}`)?.fault;
      return slow?.fault === 'slow-start' ? slow.delayMs : 0;
    },
    isProvisionerRunning: () => !has('provisioner'),
    isDnsRunning: () => !has('dns'),
  };
}

/** What a fault is filed under; undefined for what happens once. */
function keyOf(fault: Fault): string | undefined {
  switch (fault.fault) {
    case 'delete-pod':
    case 'crash':
      return undefined;
    case 'not-ready':
    case 'slow-start':
      return `${fault.fault}/${fault.namespace}/${fault.pod}`;
    case 'bad-image':
      return `bad-image/${fault.image}`;
    case 'power':
    case 'network':
      return `${fault.fault}/${fault.node}`;
    case 'pressure':
      return `pressure/${fault.node}/${fault.resource}`;
    case 'volume-full':
      return `volume-full/${fault.volume}`;
    case 'provisioner':
    case 'dns':
    case 'api-latency':
      return fault.fault;
  }
}

function isUndone(fault: Fault): boolean {
  switch (fault.fault) {
    case 'not-ready':
    case 'bad-image':
    case 'volume-full':
    case 'pressure':
      return !fault.on;
    case 'power':
      return fault.on;
    case 'network':
      return fault.connected;
    case 'provisioner':
    case 'dns':
      return fault.running;
    case 'slow-start':
      return fault.delayMs === 0;
    case 'api-latency':
      return fault.latencyMs === 0;
    case 'delete-pod':
    case 'crash':
      return true;
  }
}

function aboutOf(fault: Fault): ObjectKey | undefined {
  switch (fault.fault) {
    case 'power':
    case 'network':
    case 'pressure':
      return { kind: 'Node', name: fault.node };
    case 'not-ready':
    case 'slow-start':
    case 'crash':
    case 'delete-pod':
      return { kind: 'Pod', namespace: fault.namespace, name: fault.pod };
    case 'volume-full':
      return { kind: 'PersistentVolume', name: fault.volume };
    case 'bad-image':
    case 'provisioner':
    case 'dns':
    case 'api-latency':
      return undefined;
  }
}
