import { describe, expect, it } from 'vitest';
import { createCluster } from '../cluster.ts';
import { profiles } from './index.ts';

describe.each(profiles)('the profile $name', (profile) => {
  it('is at rest: in ten minutes nothing happens but heartbeats', () => {
    const cluster = createCluster({ profile, seed: 1 });
    cluster.sim.runUntil(600_000);

    const isHeartbeat = (by: string, kind: string) => by === 'kubelet' && kind === 'Node';
    const written = cluster.changes().filter(({ by, object }) => by !== 'load' && !isHeartbeat(by, object.kind));
    expect(written.map(({ by, type, object }) => `${by} ${type} ${object.kind} ${object.metadata.name}`)).toEqual([]);
  });

  it('has all nodes Ready and every pod where it says', () => {
    const cluster = createCluster({ profile, seed: 1 });
    cluster.sim.runUntil(60_000);

    for (const { name } of profile.nodes) {
      const node = cluster.api.as('test').get('Node', undefined, name);
      expect(node?.status.conditions?.find(({ type }) => type === 'Ready')?.status).toBe('True');
    }
    for (const pod of cluster.api.as('test').list('Pod')) expect(['Running', 'Succeeded']).toContain(pod.status.phase);
  });
});
