import { describe, expect, it } from 'vitest';
import { givenStage } from '../fixtures/givenStage.ts';
import { node } from '../fixtures/objects.ts';
import { allStates, heldUpdate, splitBrain, threePods, webPod } from '../fixtures/scenes.ts';
import { ageText } from './ageText.ts';
import { factsOf } from './facts.ts';
import { namesOf } from './panels/DnsPanel.tsx';
import { ruleOf, settingsText } from './rules.ts';
import { storyOf } from './story.ts';
import { unblockCommands } from './unblock.ts';
import { yamlText } from './yamlText.ts';

const key = (kind: string, name: string) => ({ kind, namespace: 'default', name });

describe('what would unblock it', () => {
  const linesFor = (script: typeof threePods, atMs: number, target: ReturnType<typeof key>) => {
    const { frame, session } = givenStage(script, atMs);
    return unblockCommands(frame, target, session.why(target));
  };

  it('names the pod that holds a set up, and that undoing alone does not help', () => {
    expect(linesFor(heldUpdate, 42_000, key('StatefulSet', 'web')).slice(0, 2)).toEqual([
      'kubectl describe pod web-3',
      'kubectl rollout undo sts/web && kubectl delete pod web-3',
    ]);
  });

  it('asks a crashing container what it said last', () => {
    expect(linesFor(allStates, 9000, key('Pod', 'web-7'))[0]).toBe('kubectl logs web-7 --previous');
  });

  it('takes back the fault that concerns the pod first, then vouches for the node', () => {
    expect(linesFor(splitBrain, 400_000, key('Pod', 'web-2')).slice(0, 2)).toEqual([
      'fault network restore centos7k8s3',
      'kubectl taint nodes centos7k8s3 node.kubernetes.io/out-of-service=off:NoExecute',
    ]);
  });

  it('looks at the class when a claim has no volume', () => {
    expect(linesFor(threePods, 400, key('PersistentVolumeClaim', 'data-web-0'))).toContain('kubectl get sc,pv');
  });
});

it.each([
  ['statefulset.waitReady', 'rule.ordered'],
  ['statefulset.waitUpdated', 'rule.update'],
  ['statefulset.waitTerminating', 'rule.oneIdentity'],
  ['statefulset.waitReadyBeforeUpdate', 'rule.stuckUpdate'],
  ['scheduler.unboundClaim', 'rule.scheduler'],
  ['somethingElse', undefined],
])('%s follows %s', (code, rule) => {
  expect(ruleOf(code)).toBe(rule);
});

it('says how a set is set up, also for its pods', () => {
  const { frame } = givenStage(heldUpdate, 1000);

  expect(settingsText(frame, key('StatefulSet', 'web'))).toBe('OrderedReady · RollingUpdate · partition 2 · minReadySeconds 10');
  expect(settingsText(frame, key('Pod', 'web-0'))).toBe(settingsText(frame, key('StatefulSet', 'web')));
});

it('tells what was done to a set and its pods, oldest first', () => {
  expect(storyOf(givenStage(threePods, 9000).frame, key('StatefulSet', 'web')).map(({ about }) => about.name)).toEqual(['web-0', 'web-1', 'web-2']);
});

describe('facts', () => {
  it('of a pod name its ordinal and claim', () => {
    const { frame } = givenStage(threePods, 12_000);
    const facts = factsOf(frame, frame.get('Pod', 'default', 'web-1') ?? webPod(1));

    expect(facts).toContainEqual({ label: 'fact.ordinal', value: '1' });
    expect(facts).toContainEqual({ label: 'fact.claim', value: 'data-web-1' });
  });

  it('of a volume show what is in it', () => {
    const { frame } = givenStage(threePods, 12_000);
    const volume = frame.list('PersistentVolume').find(({ metadata }) => metadata.name === 'pvc-data-web-2');

    expect(volume === undefined ? [] : factsOf(frame, volume)).toContainEqual({ label: 'fact.files', value: 'index.html: sts2' });
  });

  it('of a node that is silent say so', () => {
    expect(factsOf(givenStage([]).frame, node('centos7k8s2', false))).toContainEqual({ label: 'fact.status', value: 'NotReady' });
  });
});

it('knows the names that lead to an object', () => {
  const { frame } = givenStage(threePods, 12_000);

  expect(namesOf(frame, key('StatefulSet', 'web'), 'myharbor.com')).toEqual([
    'nginx.default.svc.myharbor.com',
    'web-0.nginx.default.svc.myharbor.com',
    'web-1.nginx.default.svc.myharbor.com',
    'web-2.nginx.default.svc.myharbor.com',
  ]);
  expect(namesOf(frame, key('PersistentVolumeClaim', 'data-web-0'), 'myharbor.com')).toEqual([]);
});

it.each([
  [0, '0s'],
  [119_000, '119s'],
  [125_000, '2m5s'],
  [180_000, '3m'],
  [720_000, '12m'],
  [4 * 3_600_000 + 60_000, '4h1m'],
  [50 * 3_600_000, '2d'],
])('an age of %i ms is %s', (ms, text) => {
  expect(ageText(ms)).toBe(text);
});

describe('YAML', () => {
  it.each([
    [{ b: 1, a: { c: true } }, 'a:\n  c: true\nb: 1'],
    [{ list: [{ name: 'x', port: 80 }, { name: 'z' }] }, 'list:\n- name: x\n  port: 80\n- name: z'],
    [{ none: [], empty: {}, text: '' }, 'empty: {}\nnone: []\ntext: ""'],
    [{ command: ['sh', '-c', 'a\nb'] }, 'command:\n- sh\n- "-c"\n- "a\\nb"'],
    [{ script: 'one\ntwo\n' }, 'script: |\n  one\n  two'],
    [{ a: 'yes', b: '1', c: 'a: b', d: '2026-11-23T08:00:00Z' }, 'a: "yes"\nb: "1"\nc: "a: b"\nd: "2026-11-23T08:00:00Z"'],
    [{ gone: undefined, nothing: null }, 'nothing: null'],
  ])('prints %j as kubectl does', (value, text) => {
    expect(yamlText(value)).toBe(text);
  });
});
