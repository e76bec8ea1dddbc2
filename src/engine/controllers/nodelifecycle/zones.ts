import type { Node } from '../../kinds/node.ts';
import { disruptionOf, evictionPauseMs, readyStatusOf } from './plan.ts';

/** Limits how fast nodes of a zone get the taint that drives pods away. k8s: zoneNoExecuteTainter */
export interface Zones {
  /** Takes stock of all nodes. */
  assess(nodes: readonly Node[]): void;
  /** Are all nodes of the cluster gone at once? Then it is rather us who are cut off. */
  isAllDown(): boolean;
  /** Milliseconds until this node may be tainted; 0 takes the turn. Infinity while the zone is too disturbed. */
  pauseMs(node: Node, nowMs: number): number;
}

interface Zone {
  ready: number;
  notReady: number;
  nextAtMs: number;
}

export function createZones(): Zones {
  const zones = new Map<string, Zone>();
  const zoneOf = (node: Node) => {
    const name = zoneNameOf(node);
    let zone = zones.get(name);
    if (zone === undefined) zones.set(name, (zone = { ready: 0, notReady: 0, nextAtMs: 0 }));
    return zone;
  };

  return {
    assess: (nodes) => {
      for (const zone of zones.values()) [zone.ready, zone.notReady] = [0, 0];
      for (const node of nodes) {
        const zone = zoneOf(node);
        if (readyStatusOf(node) === 'True') zone.ready += 1;
        else zone.notReady += 1;
      }
    },
    isAllDown: () => {
      const used = [...zones.values()].filter(({ ready, notReady }) => ready + notReady > 0);
      return used.length > 0 && used.every(({ ready, notReady }) => disruptionOf(ready, notReady) === 'full');
    },
    pauseMs: (node, nowMs) => {
      const zone = zoneOf(node);
      const pauseMs = evictionPauseMs(disruptionOf(zone.ready, zone.notReady), zone.ready + zone.notReady);
      if (pauseMs === Infinity) return Infinity;
      if (nowMs < zone.nextAtMs) return zone.nextAtMs - nowMs;
      zone.nextAtMs = nowMs + pauseMs;
      return 0;
    },
  };
}

function zoneNameOf({ metadata: { labels = {} } }: Node): string {
  return `${labels['topology.kubernetes.io/region'] ?? ''}:${labels['topology.kubernetes.io/zone'] ?? ''}`;
}
