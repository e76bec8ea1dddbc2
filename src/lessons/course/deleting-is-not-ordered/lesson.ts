import type { Check } from '../../check.ts';
import { defineLesson, type LessonInput } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const NAMES = ['web-2', 'web-1', 'web-0'] as const;
const APPLY = 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml';

const threeReady: Check = { check: 'ready', pods: PODS, count: 3 };
const noPods: Check = { check: 'objects', kind: 'Pod', selector: 'app=nginx', count: 0, label: 'noPods' };
const fiveMinutes = 300_000;

const comeBack: readonly LessonInput[] = [
  { do: 'run', line: APPLY },
  { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
  { do: 'waitFor', check: threeReady, mostMs: fiveMinutes },
];

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 5,
  setup: comeBack,
  settleMs: 3000,
  steps: [
    {
      id: 'delete',
      commands: [{ id: 'delete', line: 'kubectl delete statefulset web' }],
      check: {
        check: 'all',
        of: [
          { check: 'object', object: SET, exists: false },
          { check: 'together', what: 'deleted', names: [...NAMES], withinMs: 1000, label: 'together' },
          noPods,
        ],
      },
      prediction: { choices: [{ id: 'fromTheTop' }, { id: 'together' }, { id: 'stay' }], right: 'together' },
      hasNotes: true,
    },
    {
      id: 'again',
      commands: [
        { id: 'apply', line: APPLY },
        { id: 'scale', line: 'kubectl scale statefulset web --replicas=3' },
      ],
      check: { check: 'all', of: [{ check: 'order', what: 'created', names: ['web-0', 'web-1', 'web-2'], label: 'createdInOrder' }, threeReady] },
    },
    {
      id: 'scaleToZero',
      commands: [{ id: 'scale', line: 'kubectl scale statefulset web --replicas=0' }],
      needs: { check: 'object', object: SET, exists: true },
      repair: comeBack.map((input) => (input.do === 'run' ? { ...input, terminal: 2 } : input)),
      check: { check: 'all', of: [{ check: 'order', what: 'gone', names: [...NAMES], label: 'fromTheTop' }, noPods, { check: 'object', object: SET, exists: true }] },
      prediction: { choices: [{ id: 'fromTheTop' }, { id: 'together' }], right: 'fromTheTop' },
      hasNotes: true,
    },
    {
      id: 'thenDelete',
      commands: [{ id: 'delete', line: 'kubectl delete statefulset web' }],
      check: { check: 'object', object: SET, exists: false },
    },
    {
      id: 'whatIsLeft',
      commands: [{ id: 'list', line: 'kubectl get svc,pvc -l app=nginx' }],
      check: {
        check: 'all',
        of: [
          { check: 'request', verb: 'list', kind: 'Service', label: 'servicesListed' },
          { check: 'request', verb: 'list', kind: 'PersistentVolumeClaim', label: 'claimsListed' },
          { check: 'objects', kind: 'PersistentVolumeClaim', prefix: 'www-web-', count: 3, label: 'claimsLeft' },
        ],
      },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
  ],
  closing: { choices: ['deleteSet', 'scaleFirst', 'deletePods'], right: 'scaleFirst' },
  reading: [
    'docs/concepts/workloads/controllers/statefulset/#limitations',
    'docs/tasks/run-application/delete-stateful-set/',
  ],
  wrongAnswers: [
    { id: 'orphans', inputs: [{ do: 'run', line: 'kubectl delete statefulset web --cascade=orphan' }, { do: 'wait', ms: 30_000 }] },
    { id: 'onePod', inputs: [{ do: 'run', line: 'kubectl delete pod web-2 web-1 web-0' }, { do: 'wait', ms: 60_000 }] },
    { id: 'deletedAgain', at: 'scaleToZero', inputs: [{ do: 'run', line: 'kubectl delete statefulset web' }, { do: 'wait', ms: 30_000 }] },
  ],
});
