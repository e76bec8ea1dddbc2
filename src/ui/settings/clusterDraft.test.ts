import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { upstreamProfile } from '#engine/profiles/upstream.ts';
import { clusterFrom, draftOf } from './clusterDraft.ts';
import type { ClusterDraft } from './clusterDraft.ts';

const from = (part: Partial<ClusterDraft>) => clusterFrom({ ...draftOf(labProfile, 42), ...part });

describe('the cluster that is filled in', () => {
  it.each([labProfile, upstreamProfile])('is the one it began with while nothing is changed: $name', (profile) => {
    expect(clusterFrom(draftOf(profile, 7))).toEqual({ profile, seed: 7 });
  });

  it('keeps a changed cluster as it is when it is looked at again', () => {
    const once = from({ nodeCount: '5', clusterDomain: 'lab.local' });
    const again = 'profile' in once ? clusterFrom(draftOf(once.profile, once.seed)) : undefined;

    expect(again).toEqual(once);
  });

  it.each<[string, Partial<ClusterDraft>, string]>([
    ['no nodes', { nodeCount: '0' }, 'nodeCount'],
    ['an empty field', { nodeCount: '' }, 'nodeCount'],
    ['ranges that overlap', { serviceCidr: '10.100.0.0/16' }, 'cidrOverlap'],
    ['a domain that is none', { clusterDomain: 'not a domain' }, 'domain'],
    ['a seed that is no number', { seed: 'seven' }, 'seed'],
    ['a delay that is empty', { delays: { ...draftOf(labProfile, 1).delays, sandbox: ['', '1'] } }, 'delay'],
  ])('is refused with %s', (_, part, code) => {
    const result = from(part);

    expect('problems' in result ? result.problems.map((problem) => problem.code) : []).toContain(code);
  });
});
