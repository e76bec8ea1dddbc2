import { describe, expect, it } from 'vitest';
import type { Outcome, Traffic } from '#engine/network/network.ts';
import { newestLookup } from './lookups.ts';

const question = (atMs: number, name: string, outcome: Outcome, client = 'default/dns-test'): Traffic => ({
  id: atMs, atMs, kind: 'dns', path: [{ kind: 'pod', name: client }, { kind: 'dns', name: 'kube-system/kube-dns' }], outcome, durationMs: 2, label: `A? ${name}`, answer: outcome === 'ok' ? '10.1.2.3' : 'NXDOMAIN',
});
const stepsOf = (lookup: ReturnType<typeof newestLookup>) => lookup?.tries.map(({ suffix, outcome }) => `${suffix} ${outcome ?? '-'}`);

describe('the search list of a lookup', () => {
  it('ends where there is an answer; the steps behind it were not needed', () => {
    const lookup = newestLookup([question(10, 'web-0.nginx.default.svc.cluster.local', 'ok')], 'cluster.local');

    expect(lookup).toMatchObject({ client: 'default/dns-test', asked: 'web-0.nginx' });
    expect(stepsOf(lookup)).toEqual(['.default.svc.cluster.local ok', '.svc.cluster.local -', '.cluster.local -', ' -']);
  });

  it('goes on to the name as it was typed when nobody has it', () => {
    const names = ['web-9.nginx.default.svc.cluster.local', 'web-9.nginx.svc.cluster.local', 'web-9.nginx.cluster.local', 'web-9.nginx'];
    const lookup = newestLookup(names.map((name, index) => question(10 + index * 3, name, 'nxdomain')), 'cluster.local');

    expect(lookup?.asked).toBe('web-9.nginx');
    expect(stepsOf(lookup)).toEqual(['.default.svc.cluster.local nxdomain', '.svc.cluster.local nxdomain', '.cluster.local nxdomain', ' nxdomain']);
  });

  it('is that of the client that asked last, in its own namespace', () => {
    const lookup = newestLookup([question(10, 'a.default.svc.cluster.local', 'ok'), question(20, 'b.prod.svc.cluster.local', 'ok', 'prod/tool')], 'cluster.local');

    expect(lookup).toMatchObject({ client: 'prod/tool', asked: 'b' });
  });

  it('is none without a pod that asks', () => {
    expect(newestLookup([{ ...question(10, 'a', 'ok'), path: [{ kind: 'node', name: 'n1' }] }], 'cluster.local')).toBeUndefined();
  });
});
