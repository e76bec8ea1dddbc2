import type { Check } from '../../check.ts';
import { defineLesson, type LessonInput } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const POD_2 = { kind: 'Pod', name: 'web-2' } as const;
const IMAGE = 'spec.template.spec.containers[0].image';

const threeReady: Check = { check: 'ready', pods: PODS, count: 3 };
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const broken: Check = { check: 'podStatus', pod: 'web-2', status: ['ImagePullBackOff', 'ErrImagePull'] };
const badImage: Check = { check: 'field', object: POD_2, path: 'spec.containers[0].image', contains: 'does-not-exist' };

const prepared: readonly LessonInput[] = [
  { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
  { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
  { do: 'waitFor', check: threeReady, mostMs: 300_000 },
];

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 9,
  setup: prepared,
  settleMs: 3000,
  steps: [
    {
      id: 'break',
      commands: [{ id: 'image', line: 'kubectl set image statefulset/web nginx=nginx:does-not-exist' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'once', of: broken, label: 'cannotPull' },
          badImage,
          { check: 'ready', pods: PODS, count: 2 },
        ],
      },
      prediction: { choices: [{ id: 'allBroken' }, { id: 'onlyTwo' }, { id: 'onlyZero' }], right: 'onlyTwo' },
      hasNotes: true,
    },
    {
      id: 'status',
      commands: [{ id: 'status', line: 'kubectl rollout status statefulset/web --timeout=20s' }],
      needs: setIsThere,
      check: { check: 'ended', program: 'kubectl', exitCode: 1, label: 'timedOut' },
      outputNotes: [{ id: 'waiting', find: 'Waiting for' }],
    },
    {
      id: 'undo',
      commands: [
        { id: 'undo', line: 'kubectl rollout undo statefulset/web' },
        { id: 'look', line: 'kubectl get pods -l app=nginx -L controller-revision-hash' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: IMAGE, contains: 'nginx-slim', label: 'templateIsOld' },
          { check: 'held', of: { check: 'all', of: [badImage, { check: 'field', object: SET, path: IMAGE, contains: 'nginx-slim' }] }, forMs: 20_000, label: 'stillBroken' },
        ],
      },
      prediction: { choices: [{ id: 'heals' }, { id: 'stays' }], right: 'stays' },
      hasNotes: true,
    },
    {
      id: 'why',
      commands: [{ id: 'describe', line: 'kubectl describe pod web-2' }],
      needs: setIsThere,
      check: { check: 'request', verb: 'get', kind: 'Pod', name: 'web-2', label: 'described' },
      outputNotes: [{ id: 'image', find: 'does-not-exist' }],
      hasNotes: true,
    },
    {
      id: 'delete',
      commands: [{ id: 'delete', line: 'kubectl delete pod web-2' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_2, path: 'metadata.uid', label: 'newPod' },
          { check: 'field', object: POD_2, path: 'spec.containers[0].image', contains: 'nginx-slim', label: 'goodImage' },
          { check: 'ready', pods: PODS, count: 3, exactly: true },
        ],
      },
      prediction: { choices: [{ id: 'zero', mark: { object: { kind: 'Pod', name: 'web-0' } } }, { id: 'two', mark: { object: POD_2 } }], right: 'two' },
    },
    {
      id: 'history',
      commands: [{ id: 'history', line: 'kubectl rollout history statefulset/web' }],
      needs: setIsThere,
      check: { check: 'request', verb: 'get', kind: 'StatefulSet', name: 'web', label: 'revisionsListed' },
      hasNotes: true,
    },
  ],
  closing: { choices: ['undo', 'undoAndDelete', 'deleteSet'], right: 'undoAndDelete' },
  reading: [
    'docs/concepts/workloads/controllers/statefulset/#forced-rollback',
    'docs/tasks/debug/debug-application/debug-statefulset/',
  ],
  wrongAnswers: [
    { id: 'onlyUndo', at: 'delete', inputs: [{ do: 'run', line: 'kubectl rollout undo statefulset/web' }, { do: 'wait', ms: 90_000 }] },
    { id: 'deletesFirst', at: 'undo', inputs: [{ do: 'run', line: 'kubectl delete pod web-2' }, { do: 'wait', ms: 60_000 }] },
    { id: 'restart', at: 'delete', inputs: [{ do: 'run', line: 'kubectl rollout restart statefulset/web' }, { do: 'wait', ms: 90_000 }] },
  ],
});
