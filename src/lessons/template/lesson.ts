import type { Check } from '../check.ts';
import { defineLesson, type LessonInput } from '../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;

/** What all steps after the first are built on, and what puts it right when it is gone. */
const standing: Check = { check: 'object', object: SET, exists: true };
const repair: readonly LessonInput[] = [
  { do: 'run', line: 'kubectl apply -f web.yaml', terminal: 2 },
  { do: 'waitFor', check: { check: 'ready', pods: PODS, count: 2 } },
];

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 1,
  files: {
    'web.yaml': `apiVersion: v1
kind: Service
metadata:
  name: nginx
spec:
  clusterIP: None
  selector:
    app: nginx
  ports:
  - port: 80
    name: web
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
spec:
  serviceName: nginx
  replicas: 2
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: registry.k8s.io/nginx-slim:0.24
        ports:
        - containerPort: 80
          name: web
`,
  },
  steps: [
    {
      id: 'apply',
      commands: [{ id: 'apply', line: 'kubectl apply -f web.yaml' }],
      check: { check: 'ready', pods: PODS, count: 2 },
    },
    {
      id: 'grow',
      commands: [{ id: 'scale', line: 'kubectl scale sts web --replicas=4' }],
      needs: standing,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'ready', pods: PODS, count: 4 },
          { check: 'order', what: 'created', names: ['web-2', 'web-3'], oneByOne: true, label: 'oneByOne' },
        ],
      },
    },
    {
      id: 'shrink',
      commands: [{ id: 'scale', line: 'kubectl scale sts web --replicas=3' }],
      needs: standing,
      repair,
      check: { check: 'ready', pods: PODS, count: 3, exactly: true },
      prediction: {
        choices: [
          { id: 'first', mark: { object: { kind: 'Pod', name: 'web-0' } } },
          { id: 'last', mark: { object: { kind: 'Pod', name: 'web-3' } } },
        ],
        right: 'last',
      },
      hasNotes: true,
    },
    {
      id: 'replace',
      commands: [{ id: 'delete', line: 'kubectl delete pod web-1' }],
      needs: standing,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: { kind: 'Pod', name: 'web-1' }, path: 'metadata.uid' },
          { check: 'ready', pods: PODS, count: 3 },
        ],
      },
    },
    {
      id: 'remove',
      commands: [{ id: 'delete', line: 'kubectl delete sts web' }],
      check: { check: 'objects', kind: 'Pod', prefix: 'web-', count: 0, label: 'allGone' },
    },
  ],
  closing: { choices: ['newest', 'highest'], right: 'highest' },
  reading: ['docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees'],
  wrongAnswers: [
    { id: 'tooFew', at: 'grow', inputs: [{ do: 'run', line: 'kubectl scale sts web --replicas=3' }] },
    { id: 'otherPod', at: 'replace', inputs: [{ do: 'run', line: 'kubectl delete pod web-2' }] },
  ],
});
