import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'app' } as const;
const PODS = { of: SET } as const;
const PATCH = `kubectl patch statefulset app -p '{"spec":{"minReadySeconds":30}}'`;
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const threeReady: Check = { check: 'ready', pods: PODS, count: 3 };
const pod = (ordinal: number) => ({ kind: 'Pod', name: `app-${ordinal}` }) as const;

/** A version that is Ready as long as its file is there. The bad one takes the file away after a quarter of a minute. */
const manifest = (version: string, script: string) => `apiVersion: v1
kind: Service
metadata:
  name: app
spec:
  clusterIP: None
  selector:
    app: app
  ports:
  - name: http
    port: 80
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: app
spec:
  serviceName: app
  replicas: 3
  selector:
    matchLabels:
      app: app
  template:
    metadata:
      labels:
        app: app
        version: ${version}
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: app
        image: busybox:1.28
        command: ["sh", "-c", "${script}"]
        readinessProbe:
          periodSeconds: 2
          failureThreshold: 1
          exec:
            command: ["cat", "/tmp/ready"]
`;

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 65,
  files: {
    'good.yaml': manifest('good', 'touch /tmp/ready; sleep 86400'),
    'bad.yaml': manifest('bad', 'touch /tmp/ready; sleep 20; rm /tmp/ready; sleep 86400'),
  },
  setup: [
    { do: 'run', line: 'kubectl apply -f good.yaml' },
    { do: 'waitFor', check: threeReady, mostMs: 300_000 },
  ],
  settleMs: 3000,
  steps: [
    {
      id: 'bad',
      commands: [
        { id: 'diff', line: 'diff good.yaml bad.yaml' },
        { id: 'apply', line: 'kubectl apply -f bad.yaml' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'revision', set: 'app', ordinals: [0, 1, 2], isNew: true, label: 'allBad' },
          { check: 'field', object: pod(0), path: "metadata.labels['version']", equals: 'bad', label: 'zeroBad' },
          { check: 'once', of: { check: 'not', of: { check: 'ready', pods: PODS, count: 1 } }, label: 'noneReady' },
        ],
      },
      prediction: { choices: [{ id: 'one' }, { id: 'all' }], right: 'all' },
      hasNotes: true,
    },
    {
      id: 'repair',
      commands: [
        { id: 'apply', line: 'kubectl apply -f good.yaml' },
        { id: 'delete', line: 'kubectl delete pod app-0 app-1 app-2' },
      ],
      check: { check: 'all', of: [{ check: 'revision', set: 'app', ordinals: [0, 1, 2], isNew: true }, { check: 'field', object: pod(0), path: "metadata.labels['version']", equals: 'good', label: 'zeroGood' }, threeReady] },
      hasNotes: true,
    },
    {
      id: 'patience',
      commands: [{ id: 'patch', line: PATCH }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'field', object: SET, path: 'spec.minReadySeconds', equals: 30 }, { check: 'field', object: SET, path: 'status.availableReplicas', equals: 3, label: 'available' }, { check: 'kept', object: pod(2), path: 'metadata.uid', label: 'samePod' }] },
      prediction: { choices: [{ id: 'restart' }, { id: 'stay' }], right: 'stay' },
      solution: [{ do: 'run', line: PATCH }, { do: 'waitFor', check: { check: 'field', object: SET, path: 'status.availableReplicas', equals: 3 }, mostMs: 120_000 }],
    },
    {
      id: 'again',
      commands: [
        { id: 'apply', line: 'kubectl apply -f bad.yaml' },
        { id: 'list', line: 'kubectl get pods -L version' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: pod(2), path: "metadata.labels['version']", equals: 'bad', label: 'twoBad' },
          {
            check: 'held',
            of: { check: 'all', of: [{ check: 'field', object: pod(2), path: "metadata.labels['version']", equals: 'bad' }, { check: 'field', object: pod(1), path: "metadata.labels['version']", equals: 'good' }, { check: 'not', of: { check: 'ready', pods: { pod: 'app-2' }, count: 1 } }] },
            forMs: 30_000,
            label: 'stopped',
          },
          { check: 'neverFewerReady', pods: PODS, count: 2, label: 'twoServe' },
        ],
      },
      prediction: { choices: [{ id: 'one' }, { id: 'all' }], right: 'one' },
      hasNotes: true,
    },
    {
      id: 'count',
      commands: [{ id: 'status', line: `kubectl get statefulset app -o jsonpath='{.status.readyReplicas} ready, {.status.availableReplicas} available, {.status.updatedReplicas} updated{"\\n"}'` }],
      needs: setIsThere,
      check: { check: 'request', verb: 'get', kind: 'StatefulSet', name: 'app', label: 'counted' },
      outputNotes: [{ id: 'two', find: '2 ready, 2 available, 1 updated' }],
    },
    {
      id: 'back',
      commands: [
        { id: 'apply', line: 'kubectl apply -f good.yaml' },
        { id: 'delete', line: 'kubectl delete pod app-2' },
      ],
      check: { check: 'all', of: [{ check: 'field', object: pod(2), path: "metadata.labels['version']", equals: 'good', label: 'twoGood' }, { check: 'revision', set: 'app', ordinals: [0, 1, 2], isNew: true }, threeReady] },
    },
  ],
  closing: { choices: ['running', 'ready', 'available'], right: 'available' },
  reading: ['docs/concepts/workloads/controllers/statefulset/#minimum-ready-seconds', 'docs/concepts/workloads/controllers/statefulset/#rolling-updates', 'docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  wrongAnswers: [
    { id: 'waits', at: 'repair', inputs: [{ do: 'run', line: 'kubectl apply -f good.yaml' }, { do: 'wait', ms: 60_000 }] },
    { id: 'noPatience', at: 'again', inputs: [{ do: 'run', line: `kubectl patch statefulset app -p '{"spec":{"minReadySeconds":0}}'` }, { do: 'run', line: 'kubectl apply -f bad.yaml' }, { do: 'wait', ms: 90_000 }] },
  ],
});
