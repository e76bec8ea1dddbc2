import { describe, expect, it } from 'vitest';
import type { ControllerRevision } from '../../kinds/controllerRevision.ts';
import type { PodTemplateSpec } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/statefulSet.ts';
import { givenSet } from './given.ts';
import { currentRevisionOf, inOrder, newRevision, planRevision, revisionHash, revisionText, templateOf } from './revisions.ts';

const never = () => false;

const templateWith = (image: string): PodTemplateSpec => ({
  metadata: { labels: { app: 'web' } },
  spec: { containers: [{ name: 'nginx', image }] },
});
const setWith = (image: string, current?: string): StatefulSet => {
  const set = givenSet({ template: templateWith(image) });
  return { ...set, status: { ...set.status, ...(current === undefined ? {} : { currentRevision: current }) } };
};

function stored(image: string, number: number, creationTimestamp = '2026-11-23T06:57:58Z'): ControllerRevision {
  const { metadata, ...rest } = newRevision(setWith(image), number, 0);
  return {
    ...rest,
    metadata: { ...metadata, name: metadata.name ?? '', uid: `uid-${number}`, resourceVersion: '1', creationTimestamp },
  };
}

describe('hash', () => {
  it('is the published one for the published template', () => {
    const data =
      '{"spec":{"template":{"$patch":"replace","metadata":{"annotations":{"test":"value"},"labels":{"app":"foo"}},"spec":{"containers":[{"image":"test","imagePullPolicy":"Always","name":"test","resources":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"}],"dnsPolicy":"ClusterFirst","restartPolicy":"Always","schedulerName":"default-scheduler","securityContext":{},"terminationGracePeriodSeconds":30}}}}';
    expect(revisionHash(data, 0)).toBe('776999688b');
  });

  it.each([
    ['nginx:1.25', 'web-8644766f65'],
    ['nginx:1.26', 'web-85dd45d49b'],
    ['nginx:1.27', 'web-7c44b75699'],
  ])('names the revision of %s as a real cluster does: %s', (image, name) => {
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: {
        containers: [
          {
            name: 'nginx',
            image,
            imagePullPolicy: 'IfNotPresent' as const,
            resources: {},
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
          },
        ],
        dnsPolicy: 'ClusterFirst',
        restartPolicy: 'Always' as const,
        schedulerName: 'default-scheduler',
        securityContext: {},
        terminationGracePeriodSeconds: 30,
      },
    };
    expect(newRevision(givenSet({ template }), 1, 0).metadata.name).toBe(name);
  });

  it('changes with the collision count, but the label keeps the count of the status', () => {
    const [first, second] = [newRevision(setWith('a'), 1, 0), newRevision(setWith('a'), 1, 1)];
    expect(second.metadata.name).not.toBe(first.metadata.name);
    expect(second.metadata.labels).toEqual(first.metadata.labels);
  });
});

describe('a new revision', () => {
  // upstream: TestCreateApplyRevision
  it('holds the template alone and gives it back', () => {
    const revision = stored('nginx:1.25', 1);
    expect(templateOf(revision)).toEqual(templateWith('nginx:1.25'));
    expect(revisionText(revision)).toMatch(/^\{"spec":\{"template":\{"\$patch":"replace",/);
  });

  it('carries the labels of the template, its hash, and the annotations of the set', () => {
    const set = givenSet();
    const { metadata } = newRevision({ ...set, metadata: { ...set.metadata, annotations: { note: 'x' } } }, 1, 0);
    expect(metadata.labels).toEqual({ app: 'web', 'controller.kubernetes.io/hash': metadata.name?.slice('web-'.length) });
    expect(metadata.annotations).toEqual({ note: 'x' });
    expect(metadata.ownerReferences).toEqual([
      expect.objectContaining({ kind: 'StatefulSet', name: 'web', controller: true, blockOwnerDeletion: true }),
    ]);
  });

  it('cuts a long name of the set to 223 characters', () => {
    const { metadata } = newRevision(givenSet({}, 'w'.repeat(253)), 1, 0);
    expect(metadata.name?.slice(0, 224)).toBe(`${'w'.repeat(223)}-`);
  });
});

describe('which revision the template is', () => {
  const [rev0, rev1, rev2] = [stored('a', 1), stored('b', 2), stored('c', 3)];

  // upstream: TestStatefulSetControl_getSetRevisions/creates initial revision
  it('creates the initial revision', () => {
    expect(planRevision(setWith('a'), [], never)).toEqual({ do: 'create', number: 1 });
  });

  // upstream: TestStatefulSetControl_getSetRevisions/creates revision on update
  it('creates a revision on update', () => {
    expect(planRevision(setWith('b'), [rev0], never)).toEqual({ do: 'create', number: 2 });
  });

  // upstream: TestStatefulSetControl_getSetRevisions/must not recreate a new revision of same set
  it('must not recreate a new revision of the same set', () => {
    expect(planRevision(setWith('b'), [rev0, rev1], never)).toEqual({ do: 'keep', revision: rev1 });
  });

  // upstream: TestStatefulSetControl_getSetRevisions/must rollback to a previous revision
  it('must roll back to a previous revision, which gets the highest number', () => {
    expect(planRevision(setWith('b'), [rev0, rev1, rev2], never)).toEqual({ do: 'renumber', revision: rev1, number: 4 });
  });

  it('keeps the last one when the templates differ by defaults only', () => {
    expect(planRevision(setWith('z'), [rev0, rev1], (_, revision) => revision === rev1)).toEqual({ do: 'keep', revision: rev1 });
  });

  it('calls current what the status names, while it exists', () => {
    expect(currentRevisionOf(setWith('c', rev0.metadata.name), [rev0, rev1, rev2], rev2)).toBe(rev0);
    expect(currentRevisionOf(setWith('c', 'gone'), [rev1, rev2], rev2)).toBe(rev2);
    expect(currentRevisionOf(setWith('c'), [rev1, rev2], rev2)).toBe(rev2);
  });

  it('sorts by number, then age, then name', () => {
    const old = stored('d', 2, '2026-11-23T06:00:00Z');
    expect(inOrder([rev2, rev1, old, rev0])).toEqual([rev0, old, rev1, rev2]);
  });
});
