import type { Check } from '../../check.ts';
import { defineLesson, type LessonInput } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const pod = (ordinal: number) => ({ kind: 'Pod', name: `web-${ordinal}` }) as const;
const IMAGE = 'spec.template.spec.containers[0].image';
const partition = (ordinal: number) => `kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"RollingUpdate","rollingUpdate":{"partition":${ordinal}}}}}'`;
const partitionIs = (ordinal: number): Check => ({ check: 'field', object: SET, path: 'spec.updateStrategy.rollingUpdate.partition', equals: ordinal });

const threeReady: Check = { check: 'ready', pods: PODS, count: 3 };
const setIsThere: Check = { check: 'object', object: SET, exists: true };

const prepared: readonly LessonInput[] = [
  { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
  { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
  { do: 'waitFor', check: threeReady, mostMs: 300_000 },
];

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 7,
  setup: prepared,
  settleMs: 3000,
  steps: [
    {
      id: 'guard',
      commands: [{ id: 'patch', line: partition(3) }],
      needs: setIsThere,
      check: partitionIs(3),
      hasNotes: true,
    },
    {
      id: 'stage',
      commands: [{ id: 'image', line: 'kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: IMAGE, contains: '0.21', label: 'newTemplate' },
          { check: 'revisions', set: 'web', count: 2, compare: 'atLeast' },
          { check: 'revision', set: 'web', ordinals: [0, 1, 2], isNew: false },
          { check: 'held', of: { check: 'all', of: [threeReady, { check: 'field', object: SET, path: IMAGE, contains: '0.21' }] }, forMs: 10_000, label: 'untouched' },
        ],
      },
      prediction: { choices: [{ id: 'all' }, { id: 'highest' }, { id: 'none' }], right: 'none' },
    },
    {
      id: 'deleteBelow',
      commands: [{ id: 'delete', line: 'kubectl delete pod web-2' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: pod(2), path: 'metadata.uid', label: 'newPod' },
          { check: 'ready', pods: { pod: 'web-2' }, count: 1 },
          { check: 'field', object: pod(2), path: 'spec.containers[0].image', contains: '0.24', label: 'oldImage' },
        ],
      },
      prediction: { choices: [{ id: 'oldOne' }, { id: 'newOne' }], right: 'oldOne' },
      hasNotes: true,
    },
    {
      id: 'canary',
      commands: [{ id: 'patch', line: partition(2) }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'revision', set: 'web', ordinals: [2], isNew: true },
          { check: 'revision', set: 'web', ordinals: [0, 1], isNew: false },
          { check: 'field', object: pod(2), path: 'spec.containers[0].image', contains: '0.21', label: 'canaryImage' },
          threeReady,
        ],
      },
      prediction: {
        choices: [
          { id: 'zero', mark: { object: pod(0) } },
          { id: 'one', mark: { object: pod(1) } },
          { id: 'two', mark: { object: pod(2) } },
        ],
        right: 'two',
      },
      hasNotes: true,
    },
    {
      id: 'status',
      commands: [
        { id: 'status', line: 'kubectl rollout status statefulset/web' },
        { id: 'fields', line: `kubectl get statefulset web -o jsonpath='{.status.currentRevision}{"\\n"}{.status.updateRevision}{"\\n"}'` },
      ],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'ended', program: 'kubectl', exitCode: 0, count: 2, label: 'asked' }, { check: 'sameFields', object: SET, path: 'status.currentRevision', other: SET, otherPath: 'status.updateRevision', equal: false, label: 'twoRevisions' }] },
      outputNotes: [{ id: 'partitioned', find: 'partitioned roll out complete' }],
    },
    {
      id: 'finish',
      commands: [{ id: 'patch', line: partition(0) }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'order', what: 'deleted', names: ['web-1', 'web-0'], label: 'downwards' },
          { check: 'revision', set: 'web', ordinals: [0, 1, 2], isNew: true },
          threeReady,
          { check: 'sameFields', object: SET, path: 'status.currentRevision', other: SET, otherPath: 'status.updateRevision', label: 'oneRevision' },
        ],
      },
      hasNotes: true,
    },
  ],
  closing: { choices: ['count', 'atOrAbove', 'below'], right: 'atOrAbove' },
  reading: [
    'docs/concepts/workloads/controllers/statefulset/#partitions',
    'docs/tutorials/stateful-application/basic-stateful-set/#staging-an-update',
  ],
  wrongAnswers: [
    { id: 'noGuard', inputs: [{ do: 'run', line: 'kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21' }, { do: 'wait', ms: 60_000 }] },
    { id: 'partitionOne', at: 'canary', inputs: [{ do: 'run', line: partition(1) }, { do: 'wait', ms: 60_000 }] },
    { id: 'deletesRest', at: 'finish', inputs: [{ do: 'run', line: 'kubectl delete pod web-1' }, { do: 'wait', ms: 40_000 }, { do: 'run', line: 'kubectl delete pod web-0' }, { do: 'wait', ms: 60_000 }] },
  ],
});
