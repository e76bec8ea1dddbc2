import type { Check } from '../../check.ts';
import { defineLesson, type LessonInput } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const pod = (ordinal: number) => ({ kind: 'Pod', name: `web-${ordinal}` }) as const;

const setIsThere: Check = { check: 'object', object: SET, exists: true };
const repair: readonly LessonInput[] = [
  { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml', terminal: 2 },
  { do: 'waitFor', check: { check: 'ready', pods: PODS, count: 2 } },
];

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 4,
  steps: [
    {
      id: 'create',
      commands: [{ id: 'apply', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' }],
      check: {
        check: 'all',
        of: [
          { check: 'order', what: 'created', names: ['web-0', 'web-1'], label: 'inOrder' },
          { check: 'ready', pods: PODS, count: 2 },
        ],
      },
      hasNotes: true,
    },
    {
      id: 'up',
      commands: [{ id: 'scale', line: 'kubectl scale statefulset web --replicas=5' }],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'order', what: 'created', names: ['web-2', 'web-3', 'web-4'], oneByOne: true, label: 'oneByOne' },
          { check: 'ready', pods: PODS, count: 5 },
        ],
      },
      prediction: { choices: [{ id: 'together' }, { id: 'ascending' }, { id: 'anyOrder' }], right: 'ascending' },
      hasNotes: true,
    },
    {
      id: 'down',
      commands: [{ id: 'scale', line: 'kubectl scale statefulset web --replicas=3' }],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'order', what: 'gone', names: ['web-4', 'web-3'], label: 'highestFirst' },
          { check: 'ready', pods: PODS, count: 3, exactly: true },
        ],
      },
      prediction: {
        choices: [
          { id: 'zero', mark: { object: pod(0) } },
          { id: 'two', mark: { object: pod(2) } },
          { id: 'four', mark: { object: pod(4) } },
        ],
        right: 'four',
      },
      hasNotes: true,
    },
    {
      id: 'block',
      commands: [
        { id: 'notReady', line: 'fault not-ready web-0 on' },
        { id: 'scale', line: 'kubectl scale statefulset web --replicas=2' },
      ],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: 'spec.replicas', equals: 2, label: 'wantsTwo' },
          { check: 'fault', fault: 'not-ready', about: 'web-0', active: true },
          { check: 'held', of: { check: 'all', of: [{ check: 'object', object: pod(2), exists: true }, { check: 'field', object: SET, path: 'spec.replicas', equals: 2 }] }, forMs: 15_000, label: 'stays' },
        ],
      },
      prediction: { choices: [{ id: 'goes' }, { id: 'waits' }], right: 'waits' },
      hasNotes: true,
    },
    {
      id: 'release',
      commands: [{ id: 'heal', line: 'fault not-ready web-0 off' }],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'fault', fault: 'not-ready', about: 'web-0', active: false },
          { check: 'ready', pods: PODS, count: 2, exactly: true },
        ],
      },
    },
    {
      id: 'claims',
      commands: [{ id: 'list', line: 'kubectl get pvc -l app=nginx' }],
      needs: setIsThere,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'request', verb: 'list', kind: 'PersistentVolumeClaim', label: 'listed' },
          { check: 'objects', kind: 'PersistentVolumeClaim', prefix: 'www-web-', count: 5, label: 'fiveClaims' },
        ],
      },
      focus: { arrangement: 'storage' },
    },
  ],
  closing: { choices: ['newest', 'highest', 'unready'], right: 'highest' },
  reading: [
    'docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees',
    'docs/tutorials/stateful-application/basic-stateful-set/#scaling-a-statefulset',
    'docs/tasks/run-application/scale-stateful-set/',
  ],
  wrongAnswers: [
    { id: 'onlyFour', at: 'up', inputs: [{ do: 'run', line: 'kubectl scale statefulset web --replicas=4' }, { do: 'wait', ms: 40_000 }] },
    { id: 'deletesPods', at: 'down', inputs: [{ do: 'run', line: 'kubectl delete pod web-4 web-3' }, { do: 'wait', ms: 60_000 }] },
    { id: 'healthyDown', at: 'block', inputs: [{ do: 'run', line: 'kubectl scale statefulset web --replicas=2' }, { do: 'wait', ms: 40_000 }] },
  ],
});
