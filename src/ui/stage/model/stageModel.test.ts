import { describe, expect, it } from 'vitest';
import { givenStage } from '../../fixtures/givenStage.ts';
import { claim, pod, service, slice, statefulSet, volume } from '../../fixtures/objects.ts';
import { allStates, heldUpdate, splitBrain, threePods, webPod } from '../../fixtures/scenes.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { stageModel } from './stageModel.ts';
import type { StageModel } from './stageModel.ts';

/** `0:ready 1:creating 2:-`: the columns of the first set. */
function columns({ sets }: StageModel): string {
  return (sets[0]?.columns ?? []).map(({ ordinal, pod: mark }) => `${ordinal}:${mark?.state ?? '-'}`).join(' ');
}

describe('what is broken on purpose', () => {
  it.each([
    [{ fault: 'not-ready', namespace: 'default', pod: 'web-1', on: true }, ['web-1']],
    [{ fault: 'slow-start', namespace: 'default', pod: 'web-2', delayMs: 60_000 }, ['web-2']],
    [{ fault: 'not-ready', namespace: 'other', pod: 'web-1', on: true }, []],
    [{ fault: 'bad-image', image: 'no-such', on: true }, []],
  ] as const)('%j marks %j', (fault, names) => {
    const pods = givenStage([...threePods.filter(([ms]) => ms <= 10_700), [10_700, { fault }]], 10_700).model.sets[0]?.columns.map(({ pod }) => pod);

    expect(pods?.flatMap((pod) => (pod?.isBroken === true ? [pod.name] : []))).toEqual(names);
  });
});

describe('a set that starts', () => {
  it('has a column for each ordinal before there is a pod', () => {
    expect(columns(givenStage(threePods, 100).model)).toBe('0:- 1:- 2:-');
  });

  it('fills its columns in order', () => {
    expect(columns(givenStage(threePods, 4400).model)).toBe('0:ready 1:creating 2:-');
    expect(columns(givenStage(threePods, 10_700).model)).toBe('0:ready 1:ready 2:ready');
  });

  it('gives a name an answer once its pod is an endpoint', () => {
    const { model } = givenStage(threePods, 7800);

    expect(model.sets[0]?.columns.map(({ name }) => `${name.label} ${name.state} ${name.ip ?? ''}`.trim())).toEqual([
      'web-0.nginx answers 10.100.0.14',
      'web-1.nginx answers 10.100.1.88',
      'web-2.nginx silent',
    ]);
  });

  it('shows the claim before its volume', () => {
    const claims = (ms: number) => givenStage(threePods, ms).model.sets[0]?.columns[0]?.claims.map(({ state, volume: disk }) => `${state} ${disk.size ?? ''}`);

    expect(claims(400)).toEqual(['pending 2Gi']);
    expect(claims(1000)).toEqual(['bound 2Gi']);
  });
});

describe('a pod that is replaced', () => {
  it('keeps its column and its claim while it has no pod', () => {
    const column = givenStage(threePods, 18_050).model.sets[0]?.columns[1];

    expect(column?.pod?.state).toBeUndefined();
    expect(column?.claims[0]?.state).toBe('kept');
  });

  it('is a new mark that knows the one before', () => {
    const before = givenStage(threePods, 15_000).model.sets[0]?.columns[1]?.pod;
    const after = givenStage(threePods, 22_000).model.sets[0]?.columns[1];

    expect(after?.pod?.uid).not.toBe(before?.uid);
    expect(after?.pod?.previous).toEqual({ uid: before?.uid, ip: '10.100.1.88' });
    expect(after?.name).toMatchObject({ ip: '10.100.1.89', previousIp: '10.100.1.88' });
  });
});

describe('a rolling update with a partition', () => {
  it('says where each ordinal stands', () => {
    const { model } = givenStage(heldUpdate, 42_000);

    expect(model.sets[0]?.columns.map(({ ordinal, update, pod: mark }) => `${ordinal} ${update ?? '-'} ${mark?.revision?.letter ?? '-'}`)).toEqual([
      '0 stays A',
      '1 stays A',
      '2 waits A',
      '3 held B',
      '4 updated B',
      '5 - -',
    ]);
  });

  it('counts only the ordinals that are to be updated', () => {
    expect(givenStage(heldUpdate, 42_000).model.sets[0]).toMatchObject({ isUpdating: true, updatedCount: 2, updateGoal: 3, readyCount: 4 });
  });

  it('keeps the claim of an ordinal that was scaled away', () => {
    const last = givenStage(heldUpdate, 42_000).model.sets[0]?.columns[5];

    expect(last).toMatchObject({ isWanted: false, podName: 'web-5' });
    expect(last?.claims[0]).toMatchObject({ state: 'kept', volume: { firstLine: 'page 5' } });
  });
});

it('tells every state of a pod', () => {
  expect(columns(givenStage(allStates, 9000).model)).toBe(
    '0:pending 1:creating 2:notReady 3:minReady 4:ready 5:terminating 6:failed 7:crashLoop 8:imageBackOff 9:nodeLost 10:completed',
  );
});

describe('a node that is cut off', () => {
  it('still runs the pod that the API has forgotten', () => {
    const { model } = givenStage(splitBrain, 449_000);

    expect(model.sets[0]?.columns[1]?.ghosts.map(({ state, node }) => `${state} on ${node}`)).toEqual(['stillRunning on centos7k8s3']);
    expect(model.splitBrains).toEqual([{ podName: 'web-1', claim: 'data-web-1' }]);
  });

  it('is no split brain before the pod is removed by force', () => {
    expect(givenStage(splitBrain, 400_000).model.splitBrains).toEqual([]);
  });
});

describe('what is around the sets', () => {
  it('draws a Deployment as a pool', () => {
    expect(givenStage(splitBrain, 200).model.pools.map(({ key, readyCount, replicas }) => `${key.kind}/${key.name} ${readyCount}/${replicas}`)).toEqual(['Deployment/front 3/3']);
  });

  it('shows what was there before as helpers, not as pools', () => {
    const { model } = givenStage([]);

    expect(model.pools).toEqual([]);
    expect(model.helpers.map(({ role, name }) => `${role} ${name}`)).toEqual(['dns CoreDNS', 'provisioner nfs-client-provisioner']);
  });

  it('is empty until somebody makes something', () => {
    expect(givenStage([]).model.isEmpty).toBe(true);
    expect(givenStage([[0, { put: pod('dns-test', { bornMs: 0 }) }]]).model.isEmpty).toBe(false);
    expect(givenStage(threePods, 100).model.isEmpty).toBe(false);
  });

  it('leaves out the Services of the system', () => {
    expect(givenStage(threePods, 100).model.services.map(({ name, kind }) => `${name} ${kind}`)).toEqual(['nginx headless', 'web cluster']);
  });
});

it('keeps the columns of a deleted set for what it left behind', () => {
  const set = statefulSet('web', { replicas: 1 });
  const { model } = givenStage([
    [0, { put: set }, { put: claim('data-web-0') }, { put: volume('data-web-0') }, { put: webPod(0) }],
    [1000, { remove: { kind: 'StatefulSet', namespace: 'default', name: 'web' } }, { remove: { kind: 'Pod', namespace: 'default', name: 'web-0' } }],
  ], 2000);

  expect(model.sets[0]).toMatchObject({ exists: false, replicas: 0 });
  expect(model.sets[0]?.columns[0]?.claims[0]?.state).toBe('kept');
});

it('adopts no pod of another namespace or set for a deleted set', () => {
  const { model } = givenStage([
    [0, { put: statefulSet('web', { replicas: 1, volumeClaimTemplates: [] }) }, { put: pod('webby-0', { bornMs: 10 }) }],
    [1000, { remove: { kind: 'StatefulSet', namespace: 'default', name: 'web' } }],
  ], 2000);

  expect(model.sets).toEqual([]);
  expect(model.loosePods.map(({ name }) => name)).toContain('webby-0');
});

it('names no address while DNS is stopped', () => {
  const { model } = givenStage([
    [0, { put: service('nginx', 'None') }, { put: statefulSet('web', { replicas: 1 }) }, { put: webPod(0, { ip: '10.100.0.14' }) }, { put: slice('nginx', { 'web-0': '10.100.0.14' }) }, { fault: { fault: 'dns', running: false } }],
  ]);

  expect(model.sets[0]?.columns[0]?.name.state).toBe('down');
});

it('gives an unchanged pod the same mark in the next frame', () => {
  const { session, history } = givenStage(threePods, 5000);
  const first = givenStageAgain();
  session.advance(100);
  const second = givenStageAgain();

  expect(second?.columns[0]?.pod).toBe(first?.columns[0]?.pod);

  function givenStageAgain() {
    history.read(session.changes());
    return stageModelOf();
  }
  function stageModelOf() {
    return model(session.frame()).sets[0];
  }
  function model(frame: ReturnType<typeof session.frame>) {
    return stageModel(frame, history, labProfile);
  }
});
