import type { Check } from '../../check.ts';
import { defineLesson, type LessonInput } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const URL = 'https://k8s.io/examples/application/web/web-parallel.yaml';

const setIsThere: Check = { check: 'object', object: SET, exists: true };
const repair: readonly LessonInput[] = [
  { do: 'run', line: `kubectl apply -f ${URL}`, terminal: 2 },
  { do: 'waitFor', check: { check: 'ready', pods: PODS, count: 2 } },
];

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 11,
  steps: [
    {
      id: 'create',
      commands: [{ id: 'apply', line: `kubectl apply -f ${URL}` }],
      check: {
        check: 'all',
        of: [
          { check: 'together', what: 'created', names: ['web-0', 'web-1'], withinMs: 1000, label: 'sameMoment' },
          { check: 'ready', pods: PODS, count: 2 },
        ],
      },
      prediction: { choices: [{ id: 'together' }, { id: 'ordered' }], right: 'together' },
      hasNotes: true,
    },
    {
      id: 'up',
      commands: [{ id: 'scale', line: 'kubectl scale statefulset/web --replicas=5' }],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'together', what: 'created', names: ['web-2', 'web-3', 'web-4'], withinMs: 1000, label: 'threeAtOnce' },
          { check: 'ready', pods: PODS, count: 5 },
        ],
      },
    },
    {
      id: 'identity',
      commands: [{ id: 'list', line: 'kubectl get pods,pvc -l app=nginx' }],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'request', verb: 'list', kind: 'Pod', label: 'podsListed' },
          { check: 'request', verb: 'list', kind: 'PersistentVolumeClaim', label: 'claimsListed' },
        ],
      },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'update',
      commands: [
        { id: 'image', line: 'kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21' },
        { id: 'status', line: 'kubectl rollout status statefulset/web' },
      ],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'order', what: 'deleted', names: ['web-4', 'web-3', 'web-2', 'web-1', 'web-0'], label: 'oneByOne' },
          { check: 'revision', set: 'web', ordinals: [0, 1, 2, 3, 4], isNew: true },
          { check: 'ready', pods: PODS, count: 5 },
          { check: 'field', object: SET, path: 'spec.template.spec.containers[0].image', contains: '0.21', label: 'newImage' },
        ],
      },
      prediction: { choices: [{ id: 'together' }, { id: 'ordered' }], right: 'ordered' },
      hasNotes: true,
    },
    {
      id: 'fixed',
      commands: [{ id: 'patch', line: `kubectl patch statefulset web -p '{"spec":{"podManagementPolicy":"OrderedReady"}}'` }],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'ended', program: 'kubectl', exitCode: 1, label: 'refused' },
          { check: 'field', object: SET, path: 'spec.podManagementPolicy', equals: 'Parallel', label: 'stillParallel' },
        ],
      },
      outputNotes: [{ id: 'forbidden', find: 'Forbidden' }],
    },
    {
      id: 'down',
      commands: [{ id: 'scale', line: 'kubectl scale statefulset/web --replicas=1' }],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'together', what: 'deleted', names: ['web-1', 'web-2', 'web-3', 'web-4'], withinMs: 1000, label: 'fourAtOnce' },
          { check: 'ready', pods: PODS, count: 1, exactly: true },
        ],
      },
    },
  ],
  closing: { choices: ['names', 'order', 'updates'], right: 'order' },
  reading: [
    'docs/concepts/workloads/controllers/statefulset/#parallel-pod-management',
    'docs/tutorials/stateful-application/basic-stateful-set/#pod-management-policy',
  ],
  wrongAnswers: [
    { id: 'ordered', inputs: [{ do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' }, { do: 'wait', ms: 60_000 }] },
    { id: 'deleted', at: 'down', inputs: [{ do: 'run', line: 'kubectl delete pod web-1 web-2 web-3 web-4' }, { do: 'wait', ms: 60_000 }] },
  ],
});
