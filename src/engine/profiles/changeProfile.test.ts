import { describe, expect, it } from 'vitest';
import { createSession } from '#session/createSession.ts';
import type { Profile } from '../profile.ts';
import { changeProfile } from './changeProfile.ts';
import { labProfile } from './lab.ts';
import { changesOf } from './profileChanges.ts';
import type { ProfileChanges } from './profileChanges.ts';
import { profileProblems } from './profileProblems.ts';
import { upstreamProfile } from './upstream.ts';

const changed = (base: Profile, part: Partial<ProfileChanges>) => changeProfile(base, { ...changesOf(base), ...part });
const podIps = ({ objects }: Profile) => objects.flatMap((object) => (object.kind === 'Pod' ? [(object as unknown as { status: { podIP: string } }).status.podIP] : []));

function given(profile: Profile, ...lines: readonly string[]) {
  const session = createSession({ profile, seed: 1, hasEditor: false });
  for (const line of lines) {
    session.dispatch({ do: 'run', terminal: 1, line });
    session.advance(30_000);
  }
  return { frame: session.frame(), text: session.output(1, 0).text };
}

describe('a changed profile', () => {
  it.each([labProfile, upstreamProfile])('is the same where nothing was changed: $name', (base) => {
    expect(changed(base, {})).toEqual(base);
  });

  it('has more nodes, each with a range and an address of its own', () => {
    const { nodes, hostFiles } = changed(labProfile, { nodeCount: 5 });

    expect(nodes.map(({ name, ip, podCidr }) => `${name} ${ip} ${podCidr}`)).toEqual([
      'centos7k8s1 192.168.76.142 10.100.0.0/24',
      'centos7k8s2 192.168.76.143 10.100.1.0/24',
      'centos7k8s3 192.168.76.144 10.100.5.0/24',
      'centos7k8s4 192.168.76.145 10.100.2.0/24',
      'centos7k8s5 192.168.76.146 10.100.3.0/24',
    ]);
    expect(hostFiles['/etc/hosts']).toContain('192.168.76.146 centos7k8s5\n');
    expect(changed(upstreamProfile, { nodeCount: 5 }).nodes.at(-1)?.name).toBe('worker4');
  });

  it('lets pods of a node that is not there run on another one, each under an address of its own', () => {
    const profile = changed(labProfile, { nodeCount: 1 });

    expect(new Set(podIps(profile)).size).toBe(podIps(profile).length);
    expect(JSON.stringify(profile.objects)).not.toContain('centos7k8s3');
    const { text } = given(profile, 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml', 'kubectl get pods -o wide');
    expect(text).toMatch(/nginx-web-sts-vct-2 +1\/1 +Running .* centos7k8s1 /);
  });

  it('has its addresses in the ranges that were chosen', () => {
    const profile = changed(labProfile, { podCidr: '10.50.0.0/16', serviceCidr: '172.30.0.0/16', clusterDomain: 'lab.local' });
    const { text } = given(profile, 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml', 'kubectl get pods,svc -A -o wide', 'kubectl run t --image=harbor.myharbor.com/myharbor/alpine --restart=Never -it --rm -- nslookup linux-headless');

    expect(profile).toMatchObject({ dnsIp: '172.30.0.10', apiServerIp: '172.30.0.1' });
    expect(text).toContain('10.50.1.88');
    expect(text).toContain('172.30.3.231');
    expect(text).toContain('linux-headless.default.svc.lab.local');
    expect(text).not.toMatch(/10\.100\.|10\.200\./);
  });

  it('has the class under its new name, which waits for a pod when it is told to', () => {
    const profile = changed(labProfile, { className: 'fast', bindingMode: 'WaitForFirstConsumer' });
    const { text, frame } = given(profile, 'kubectl get sc', 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');

    expect(text).toMatch(/fast +fuseim\.pri\/ifs +Delete +WaitForFirstConsumer/);
    expect(frame.list('PersistentVolumeClaim').filter(({ spec }) => spec.storageClassName === 'fast').map(({ status }) => status.phase)).toEqual(['Bound', 'Bound', 'Bound']);
  });
});

describe('what is wrong with a profile', () => {
  it.each<[string, Partial<ProfileChanges>, readonly string[]]>([
    ['nothing', {}, []],
    ['no node', { nodeCount: 0 }, ['nodeCount']],
    ['half a node', { nodeCount: 1.5 }, ['nodeCount']],
    ['an empty domain', { clusterDomain: '' }, ['domain']],
    ['a domain with capitals', { clusterDomain: 'My.Domain' }, ['domain']],
    ['a domain with two points', { clusterDomain: 'a..b' }, ['domain']],
    ['words for a range', { podCidr: 'many' }, ['cidr']],
    ['a range that does not begin there', { podCidr: '10.100.3.0/16' }, ['cidr']],
    ['ranges that overlap', { serviceCidr: '10.100.128.0/17' }, ['cidrOverlap']],
    ['pods where the machines are', { podCidr: '192.168.0.0/16' }, ['nodeInRange']],
    ['a range for fewer nodes', { podCidr: '10.100.0.0/24', nodeCount: 2 }, ['podRoom']],
    ['a range for few Services', { serviceCidr: '10.200.0.0/28' }, ['serviceRoom']],
    ['a class with a space', { className: 'my class' }, ['className']],
    ['a delay that ends before it begins', { delays: { ...labProfile.delays, sandbox: { minMs: 9, maxMs: 3 } } }, ['delay']],
    ['a delay that is no number', { delays: { ...labProfile.delays, sandbox: { minMs: Number.NaN, maxMs: 3 } } }, ['delay']],
  ])('%s', (_, part, codes) => {
    expect(profileProblems(labProfile, { ...changesOf(labProfile), ...part }).map(({ code }) => code)).toEqual(codes);
  });
});
