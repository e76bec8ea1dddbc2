import { describe, expect, it } from 'vitest';
import type { Pod } from '../kinds/pod.ts';
import type { StatefulSet } from '../kinds/statefulSet.ts';
import type { WatchEvent } from './api.ts';
import { anObject, aPod, aSet, givenServer, namesOf, refusalOf } from './givenServer.ts';

describe('creating', () => {
  it('gives an object its uid, time, version and generation, and stores it frozen', () => {
    const { sim, api } = givenServer();
    sim.runUntil(61_500);

    const pod = api.create(aPod('web-0'));

    expect(pod.metadata.uid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(pod.metadata).toMatchObject({ creationTimestamp: '2026-11-23T07:01:01Z', generation: 1 });
    expect(api.get('Pod', 'default', 'web-0')).toBe(pod);
    expect(Object.isFrozen(pod.spec.containers[0])).toBe(true);
  });

  it('counts resourceVersions over all objects', () => {
    const { api } = givenServer();

    const versions = ['a', 'b', 'c'].map((name) => Number(api.create(aPod(name)).metadata.resourceVersion));

    expect(versions).toEqual([versions[0], (versions[0] ?? 0) + 1, (versions[0] ?? 0) + 2]);
  });

  it('takes the status from the server, not from the client', () => {
    const { api } = givenServer();

    const pod = api.create<Pod>({ ...aPod('web-0'), status: { phase: 'Running' } });

    expect(pod.status.phase).toBe('Pending');
  });

  it('makes up a name behind generateName', () => {
    const { api } = givenServer();

    const names = ['', ''].map(() => api.create(aPod('', { generateName: 'web-' })).metadata.name);

    expect(names[0]).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    expect(names[0]).not.toBe(names[1]);
  });

  it.each([
    ['a name that is taken', aPod('web-0'), 'AlreadyExists: pods "web-0" already exists'],
    [
      'a taken name with a generateName',
      aPod('web-0', { generateName: 'web-' }),
      'AlreadyExists: pods "web-0" already exists, the server was not able to generate a unique name for the object',
    ],
    ['a namespace that is not there', aPod('a', { namespace: 'nons' }), 'NotFound: namespaces "nons" not found'],
    ['a resourceVersion', aPod('a', { resourceVersion: '7' }), ': resourceVersion should not be set on objects to be created'],
    ['no namespace', aPod('a', { namespace: '' }), 'BadRequest: an empty namespace may not be set during creation'],
  ])('refuses %s', (_what, object, refusal) => {
    const { api } = givenServer();
    api.create(aPod('web-0'));

    expect(refusalOf(() => api.create(object))).toBe(refusal);
  });

  it('names group and kind of the resource in its answers', () => {
    const { user } = givenServer();
    user.create(aSet());

    expect(refusalOf(() => user.create(aSet()))).toBe('AlreadyExists: statefulsets.apps "web" already exists');
    expect(refusalOf(() => user.create(aSet({ replicas: -1 })))).toBe(
      'Invalid: StatefulSet.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    );
    expect(refusalOf(() => user.create(aSet({ replicas: -1, minReadySeconds: -1 })))).toContain('is invalid: [spec.replicas: ');
  });

  it('gives a claim the uid that the profile pins, once', () => {
    const uid = '0eabd805-82a5-47da-ab14-031921299411';
    const { api } = givenServer({ pins: { claimUids: { 'default/data': uid }, serviceIps: {} } });
    const claim = anObject({
      apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'data', namespace: 'default' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });

    const first = api.create(claim);
    api.update({ ...first, metadata: { ...first.metadata, finalizers: [] } });
    api.delete({ kind: 'PersistentVolumeClaim', namespace: 'default', name: 'data' });
    const second = api.create(claim);

    expect(first.metadata.uid).toBe(uid);
    expect(second.metadata.uid).not.toBe(uid);
  });

  it('stores nothing on a dry run', () => {
    const { server, api } = givenServer();
    const before = server.resourceVersion();

    const pod = api.create(aPod('web-0'), { dryRun: true });

    expect(pod.metadata.uid).not.toBe('');
    expect(api.get('Pod', 'default', 'web-0')).toBeUndefined();
    expect(server.resourceVersion()).toBe(before);
  });
});

describe('listing', () => {
  it('sorts by namespace and name, byte by byte', () => {
    const { api } = givenServer();
    for (const name of ['web-10', 'web-2', 'web-1']) api.create(aPod(name));
    api.create(aPod('zz', { namespace: 'dev' }));

    expect(namesOf(api.list('Pod'))).toEqual(['default/web-1', 'default/web-10', 'default/web-2', 'dev/zz']);
    expect(namesOf(api.list('Pod', { namespace: 'dev' }))).toEqual(['dev/zz']);
  });

  it('picks by labels and fields', () => {
    const { api } = givenServer();
    api.create(aPod('a', { labels: { app: 'web' } }, { nodeName: 'n1' }));
    api.create(aPod('b', { labels: { app: 'web' } }));
    api.create(aPod('c'));

    expect(namesOf(api.list('Pod', { labelSelector: 'app=web' }))).toEqual(['default/a', 'default/b']);
    expect(namesOf(api.list('Pod', { labelSelector: { matchLabels: { app: 'web' } }, fieldSelector: 'spec.nodeName=n1' }))).toEqual(['default/a']);
  });

  it('finds what an owner owns, also after the owner has changed', () => {
    const { api } = givenServer();
    const owner = (uid: string) => [{ apiVersion: 'apps/v1', kind: 'StatefulSet', name: 'web', uid }];
    const pod = api.create(aPod('a', { ownerReferences: owner('1') }));
    api.create(aPod('b', { ownerReferences: owner('1') }));

    api.update({ ...pod, metadata: { ...pod.metadata, ownerReferences: owner('2') } });

    expect(namesOf(api.listOwned('Pod', '1'))).toEqual(['default/b']);
    expect(namesOf(api.listOwned('Pod', '2'))).toEqual(['default/a']);
  });

  it('gives the same list until something changes, and leaves old lists as they were', () => {
    const { api } = givenServer();
    api.create(aPod('a'));

    const before = api.list('Pod');
    expect(api.list('Pod')).toBe(before);
    api.create(aPod('b'));

    expect(namesOf(before)).toEqual(['default/a']);
    expect(namesOf(api.list('Pod'))).toEqual(['default/a', 'default/b']);
  });
});

describe('updating', () => {
  it('refuses a version that is not the stored one', () => {
    const { api } = givenServer();
    const pod = api.create(aPod('web-0'));
    api.update({ ...pod, metadata: { ...pod.metadata, labels: { a: 'b' } } });

    expect(refusalOf(() => api.update({ ...pod, metadata: { ...pod.metadata, labels: { c: 'd' } } }))).toBe(
      'Conflict: Operation cannot be fulfilled on pods "web-0": the object has been modified; please apply your changes to the latest version and try again',
    );
  });

  it('takes an update without a version', () => {
    const { api } = givenServer();
    api.create(aSet());

    const updated = api.update({ ...aSet({ replicas: 7 }) } as unknown as StatefulSet);

    expect(updated).toMatchObject({ metadata: { generation: 2 }, spec: { replicas: 7 } });
  });

  it('stores nothing when nothing changes', () => {
    const { server, api } = givenServer();
    const pod = api.create(aPod('web-0'));
    const before = server.resourceVersion();

    expect(api.update({ ...pod, metadata: { ...pod.metadata } })).toBe(pod);
    expect(server.resourceVersion()).toBe(before);
  });

  it('counts a generation for a change of the spec, none for labels or status', () => {
    const { api } = givenServer();
    const set = api.create(aSet());
    const labelled = api.update({ ...set, metadata: { ...set.metadata, labels: { a: 'b' } } });
    const known = api.updateStatus({ ...labelled, status: { replicas: 1, availableReplicas: 0 } } as typeof labelled);
    const scaled = api.patch({ kind: 'StatefulSet', namespace: 'default', name: 'web' }, 'merge', { spec: { replicas: 5 } });

    expect([set, labelled, known, scaled].map(({ metadata }) => metadata.generation)).toEqual([1, 1, 1, 2]);
  });

  it('changes the status only through the status', () => {
    const { api } = givenServer();
    const pod = api.create(aPod('web-0'));

    const viaUpdate = api.update({ ...pod, status: { ...pod.status, phase: 'Running' } });
    const viaStatus = api.updateStatus({ ...pod, metadata: { ...pod.metadata, labels: { a: 'b' } }, status: { ...pod.status, phase: 'Running' } });

    expect(viaUpdate).toBe(pod);
    expect(viaStatus.status.phase).toBe('Running');
    expect(viaStatus.metadata.labels).toBeUndefined();
  });

  it('refuses a status that contradicts itself', () => {
    const { api } = givenServer();
    const set = api.create(aSet());

    expect(refusalOf(() => api.updateStatus({ ...set, status: { replicas: 1, readyReplicas: 2 } } as typeof set))).toContain(
      'status.readyReplicas: Invalid value: 2: cannot be greater than status.replicas',
    );
  });

  it('refuses to change what is not there', () => {
    const { api } = givenServer();

    expect(refusalOf(() => api.update({ ...aPod('gone') } as unknown as Pod))).toBe('NotFound: pods "gone" not found');
    expect(refusalOf(() => api.patch({ kind: 'StatefulSet', namespace: 'default', name: 'gone' }, 'merge', {}))).toBe(
      'NotFound: statefulsets.apps "gone" not found',
    );
  });

  it('refuses an object that was made anew under the same name', () => {
    const { api } = givenServer();
    const old = api.create(aPod('web-0'));
    api.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });
    const fresh = api.create(aPod('web-0'));

    expect(refusalOf(() => api.update(old))).toBe(
      'Conflict: Operation cannot be fulfilled on pods "web-0": StorageError: invalid object, Code: 4, Key: /registry/pods/default/web-0, ' +
        `ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${old.metadata.uid}, UID in object meta: ${fresh.metadata.uid}`,
    );
  });
});

describe('binding', () => {
  const bound = (pod: Pod, nodeName: string): Pod => ({ ...pod, spec: { ...pod.spec, nodeName } });

  it('sets node and condition in one write; the generation it saw is left to the kubelet', () => {
    const { api } = givenServer();
    const pod = api.create(aPod('web-0'));

    const result = api.update(bound(pod, 'n1'), { subresource: 'binding' });

    expect(result.spec.nodeName).toBe('n1');
    expect(result.status.conditions).toEqual([
      { type: 'PodScheduled', status: 'True', lastProbeTime: null, lastTransitionTime: '2026-11-23T07:00:00Z' },
    ]);
    expect(refusalOf(() => api.update(bound(result, 'n2'), { subresource: 'binding' }))).toBe(
      'Conflict: Operation cannot be fulfilled on pods/binding "web-0": pod web-0 is already assigned to node "n1"',
    );
  });
});

describe('watching', () => {
  const seenBy = (events: readonly WatchEvent[]) => events.map(({ type, object }) => `${type} ${object.metadata.name}`);

  it('tells changes later, in order, with what was stored before', () => {
    const { sim, api } = givenServer();
    const events: WatchEvent[] = [];
    api.watch('Pod', { onEvent: (event) => events.push(event) });

    const pod = api.create(aPod('web-0'));
    const labelled = api.update({ ...pod, metadata: { ...pod.metadata, labels: { a: 'b' } } });
    expect(events).toEqual([]);
    sim.runUntil(3);
    api.delete({ kind: 'Pod', namespace: 'default', name: 'web-0' });
    sim.runUntil(6);

    expect(seenBy(events)).toEqual(['ADDED web-0', 'MODIFIED web-0', 'MODIFIED web-0', 'DELETED web-0']);
    expect(events[1]).toMatchObject({ object: labelled, previous: pod });
    expect(Number(events[3]?.object.metadata.resourceVersion)).toBeGreaterThan(Number(labelled.metadata.resourceVersion));
  });

  it('sees what begins and ceases to match as added and deleted', () => {
    const { sim, api } = givenServer();
    const events: WatchEvent[] = [];
    api.watch('Pod', { labelSelector: 'app=web', onEvent: (event) => events.push(event) });
    const label = (app: string) => api.patch({ kind: 'Pod', namespace: 'default', name: 'a' }, 'merge', { metadata: { labels: { app } } });

    api.create(aPod('a'));
    label('web');
    label('other');
    sim.runUntil(10);

    expect(seenBy(events)).toEqual(['ADDED a', 'DELETED a']);
  });

  it('hears nothing of other namespaces, nor after it has stopped', () => {
    const { sim, api } = givenServer();
    const events: WatchEvent[] = [];
    const stop = api.watch('Pod', { namespace: 'dev', onEvent: (event) => events.push(event) });

    api.create(aPod('a'));
    api.create(aPod('b', { namespace: 'dev' }));
    sim.runUntil(10);
    api.create(aPod('c', { namespace: 'dev' }));
    stop();
    sim.runUntil(20);

    expect(seenBy(events)).toEqual(['ADDED b']);
  });

  it('never tells a change inside the write that a receiver makes', () => {
    const { sim, api } = givenServer();
    const log: string[] = [];
    api.watch('Pod', {
      latencyMs: 0,
      onEvent: ({ object }) => {
        log.push(`sees ${object.metadata.name}`);
        if (object.metadata.name === 'a') api.create(aPod('b'));
        log.push(`done ${object.metadata.name}`);
      },
    });

    api.create(aPod('a'));
    sim.runUntil(1);

    expect(log).toEqual(['sees a', 'done a', 'sees b', 'done b']);
  });

  it('waits longer while the server is slow, and stays in order when it recovers', () => {
    const { sim, server, api } = givenServer();
    const seen: string[] = [];
    api.watch('Pod', { onEvent: ({ object }) => seen.push(`${object.metadata.name} at ${sim.now()}`) });

    server.latencyMs = 500;
    api.create(aPod('a'));
    server.latencyMs = 0;
    api.create(aPod('b'));
    sim.runUntil(1000);

    expect(seen).toEqual(['a at 503', 'b at 503']);
  });
});

describe('the server', () => {
  it('tells listeners each stored change at once, and who made it', () => {
    const { server } = givenServer();
    const told: string[] = [];
    const stop = server.onChange(({ type, object, by, resourceVersion }) => {
      expect(String(resourceVersion)).toBe(object.metadata.resourceVersion);
      told.push(`${by} ${type} ${object.metadata.name}`);
    });

    server.as('statefulset-controller').create(aPod('web-0'));
    stop();
    server.as('kubelet').create(aPod('web-1'));

    expect(told).toEqual(['statefulset-controller ADDED web-0']);
  });

  it('loads objects as they are, and goes on behind their versions', () => {
    const { server, api } = givenServer();
    const metadata = { name: 'old', namespace: 'default', uid: 'u1', creationTimestamp: '2026-10-08T02:17:31Z', resourceVersion: '70000' };

    server.load([{ ...aPod('old'), metadata, status: { phase: 'Running' } } as unknown as Pod]);

    expect(api.get('Pod', 'default', 'old')).toMatchObject({ metadata, status: { phase: 'Running' } });
    expect(api.create(aPod('new')).metadata.resourceVersion).toBe('70001');
  });

  it('knows no kind that it was not given', () => {
    const { api } = givenServer();

    expect(() => api.list('Nonsense')).toThrow('there is no kind "Nonsense"');
  });
});
