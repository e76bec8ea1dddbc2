import { describe, expect, it } from 'vitest';
import type { Namespace } from '../kinds/namespace.ts';
import type { NewMeta, ObjectMeta } from '../kinds/object.ts';
import type { PodSpec } from '../kinds/pod.ts';
import type { Api, DeleteOptions } from './api.ts';
import { anObject, aPod, aSet, givenServer, refusalOf } from './givenServer.ts';

const WEB_0 = { kind: 'Pod', namespace: 'default', name: 'web-0' } as const;
const WEB = { kind: 'StatefulSet', namespace: 'default', name: 'web' } as const;

/** A pod that runs on a node. */
function givenRunningPod(metadata: NewMeta = {}, spec: Partial<PodSpec> = {}) {
  const given = givenServer();
  given.api.create(aPod('web-0', metadata, { nodeName: 'n1', ...spec }));
  return given;
}

function deletionOf(api: Api): Partial<ObjectMeta> | undefined {
  const pod = api.get('Pod', 'default', 'web-0');
  if (pod === undefined) return undefined;
  const { deletionTimestamp, deletionGracePeriodSeconds, generation } = pod.metadata;
  return { ...(deletionTimestamp === undefined ? {} : { deletionTimestamp, deletionGracePeriodSeconds }), generation } as Partial<ObjectMeta>;
}

describe('deleting a pod', () => {
  it('marks it with a moment in the future and leaves it to the kubelet', () => {
    const { api } = givenRunningPod();

    api.delete(WEB_0);

    expect(deletionOf(api)).toEqual({ deletionTimestamp: '2026-11-23T07:00:30Z', deletionGracePeriodSeconds: 30, generation: 2 });
  });

  it('takes the grace from the request, then from the pod', () => {
    const asked = givenRunningPod();
    asked.api.delete(WEB_0, { gracePeriodSeconds: 7 });
    const own = givenRunningPod({}, { terminationGracePeriodSeconds: 90 });
    own.api.delete(WEB_0);

    expect(deletionOf(asked.api)?.deletionGracePeriodSeconds).toBe(7);
    expect(deletionOf(own.api)?.deletionGracePeriodSeconds).toBe(90);
  });

  it('only ever shortens the grace of a pod that is going', () => {
    const { sim, api } = givenRunningPod();
    api.delete(WEB_0);
    sim.runUntil(5_000);

    api.delete(WEB_0, { gracePeriodSeconds: 60 });
    expect(deletionOf(api)?.deletionTimestamp).toBe('2026-11-23T07:00:30Z');
    api.delete(WEB_0, { gracePeriodSeconds: 10 });

    expect(deletionOf(api)).toEqual({ deletionTimestamp: '2026-11-23T07:00:10Z', deletionGracePeriodSeconds: 10, generation: 2 });
  });

  it.each<[string, NewMeta, Partial<PodSpec>, DeleteOptions]>([
    ['no grace', {}, {}, { gracePeriodSeconds: 0 }],
    ['no node', {}, { nodeName: '' }, {}],
  ])('removes one with %s at once', (_what, metadata, spec, options) => {
    const { api } = givenRunningPod(metadata, spec);

    expect(api.delete(WEB_0, options)).toBeUndefined();
    expect(api.get('Pod', 'default', 'web-0')).toBeUndefined();
  });

  it('removes a finished one at once', () => {
    const { api } = givenRunningPod();
    const pod = api.get('Pod', 'default', 'web-0');
    if (pod !== undefined) api.updateStatus({ ...pod, status: { ...pod.status, phase: 'Failed' } });

    api.delete(WEB_0);

    expect(api.get('Pod', 'default', 'web-0')).toBeUndefined();
  });

  it('keeps one with a finalizer until the finalizer goes, even without grace', () => {
    const { api } = givenRunningPod({ finalizers: ['example.com/hold'] });
    api.delete(WEB_0);
    api.delete(WEB_0, { gracePeriodSeconds: 0 });
    expect(deletionOf(api)?.deletionGracePeriodSeconds).toBe(0);

    api.patch(WEB_0, 'merge', { metadata: { finalizers: null } });

    expect(api.get('Pod', 'default', 'web-0')).toBeUndefined();
  });

  it('does not let finalizers be added any more', () => {
    const { api } = givenRunningPod();
    api.delete(WEB_0);

    expect(refusalOf(() => api.patch(WEB_0, 'merge', { metadata: { finalizers: ['example.com/late'] } }))).toContain(
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/late"}',
    );
  });

  it('does nothing on a dry run', () => {
    const { api } = givenRunningPod();

    api.delete(WEB_0, { dryRun: true });

    expect(deletionOf(api)).toEqual({ generation: 1 });
  });

  it('refuses to delete another pod of the same name', () => {
    const { api } = givenRunningPod();
    const uid = api.get('Pod', 'default', 'web-0')?.metadata.uid ?? '';

    expect(refusalOf(() => api.delete(WEB_0, { preconditions: { uid: 'other' } }))).toBe(
      `Conflict: Operation cannot be fulfilled on Pod "web-0": the UID in the precondition (other) does not match the UID in record (${uid}). ` +
        'The object might have been deleted and then recreated',
    );
    expect(refusalOf(() => api.delete({ ...WEB_0, name: 'gone' }))).toBe('NotFound: pods "gone" not found');
  });
});

describe('deleting what others depend on', () => {
  const finalizersAfter = (options: DeleteOptions) => {
    const { api } = givenServer();
    api.create(aSet());
    api.delete(WEB, options);
    return api.get('StatefulSet', 'default', 'web')?.metadata.finalizers;
  };

  it('removes it at once in the background', () => {
    expect(finalizersAfter({})).toBeUndefined();
    expect(finalizersAfter({ propagationPolicy: 'Background' })).toBeUndefined();
  });

  it('leaves the rest to the garbage collector otherwise', () => {
    expect(finalizersAfter({ propagationPolicy: 'Foreground' })).toEqual(['foregroundDeletion']);
    expect(finalizersAfter({ propagationPolicy: 'Orphan' })).toEqual(['orphan']);
  });

  it('counts the mark as a change, and goes when the collector is done', () => {
    const { api } = givenServer();
    api.create(aSet());

    const marked = api.delete(WEB, { propagationPolicy: 'Foreground' });
    expect(marked?.metadata).toMatchObject({ generation: 2, deletionTimestamp: '2026-11-23T07:00:00Z', deletionGracePeriodSeconds: 0 });
    api.patch(WEB, 'merge', { metadata: { finalizers: null } });

    expect(api.get('StatefulSet', 'default', 'web')).toBeUndefined();
  });

  it('stores nothing when it is marked already', () => {
    const { server, api } = givenServer();
    api.create(aSet());
    api.delete(WEB, { propagationPolicy: 'Orphan' });
    const before = server.resourceVersion();

    api.delete(WEB, { propagationPolicy: 'Orphan' });

    expect(server.resourceVersion()).toBe(before);
  });
});

describe('deleting a namespace', () => {
  it('lets it stand, terminating, until its finalizer is taken', () => {
    const { api } = givenServer();

    const marked = api.delete({ kind: 'Namespace', name: 'dev' }) as Namespace;
    expect(marked.status.phase).toBe('Terminating');
    expect(refusalOf(() => api.create(aPod('a', { namespace: 'dev' })))).toBe(
      'Forbidden: pods "a" is forbidden: unable to create new content in namespace dev because it is being terminated',
    );
    api.update({ ...marked, spec: {} }, { subresource: 'finalize' });

    expect(api.get('Namespace', undefined, 'dev')).toBeUndefined();
  });

  it('refuses it for the namespaces that every cluster needs', () => {
    const { api } = givenServer();
    api.create(anObject({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }));

    expect(refusalOf(() => api.delete({ kind: 'Namespace', name: 'default' }))).toBe(
      'Forbidden: namespaces "default" is forbidden: this namespace may not be deleted',
    );
  });
});

describe('deleting a collection', () => {
  it('deletes what the selection picks', () => {
    const { api } = givenServer();
    api.create(aPod('a', { labels: { app: 'web' } }));
    api.create(aPod('b', { labels: { app: 'web' } }));
    api.create(aPod('c'));

    const deleted = api.deleteCollection('Pod', { namespace: 'default', labelSelector: 'app=web' });

    expect(deleted.map(({ metadata }) => metadata.name)).toEqual(['a', 'b']);
    expect(api.list('Pod').map(({ metadata }) => metadata.name)).toEqual(['c']);
  });
});
