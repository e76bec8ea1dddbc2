import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'quorum' } as const;
const PODS = { selector: 'app=quorum' } as const;
const pod = (ordinal: number) => ({ kind: 'Pod', name: `quorum-${ordinal}` }) as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const PATCH = `kubectl patch statefulset quorum -p '{"spec":{"podManagementPolicy":"Parallel"}}'`;

/** Members of which each calls itself ready once it finds another one: two of three are a quorum. */
const manifest = (policy: string) => `apiVersion: v1
kind: Service
metadata:
  name: quorum
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector:
    app: quorum
  ports:
  - name: peer
    port: 7000
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: quorum
spec:
  serviceName: quorum
  podManagementPolicy: ${policy}
  replicas: 3
  selector:
    matchLabels:
      app: quorum
  template:
    metadata:
      labels:
        app: quorum
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: member
        image: busybox:1.28
        command: ["sleep", "86400"]
        readinessProbe:
          periodSeconds: 5
          exec:
            command: ["sh", "-c", "nslookup quorum-0.quorum && nslookup quorum-1.quorum"]
`;

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 53,
  files: { 'ordered.yaml': manifest('OrderedReady'), 'parallel.yaml': manifest('Parallel') },
  steps: [
    {
      id: 'apply',
      commands: [
        { id: 'read', line: 'cat ordered.yaml' },
        { id: 'apply', line: 'kubectl apply -f ordered.yaml' },
      ],
      check: {
        check: 'all',
        of: [
          { check: 'podStatus', pod: 'quorum-0', status: 'Running', label: 'runs0' },
          { check: 'held', of: { check: 'all', of: [{ check: 'podStatus', pod: 'quorum-0', status: 'Running' }, { check: 'object', object: pod(1), exists: false }, { check: 'not', of: { check: 'ready', pods: PODS, count: 1 } }] }, forMs: 20_000, label: 'stuck' },
        ],
      },
      prediction: { choices: [{ id: 'three' }, { id: 'one' }, { id: 'none' }], right: 'one' },
      hasNotes: true,
    },
    {
      id: 'why',
      commands: [{ id: 'describe', line: 'kubectl describe pod quorum-0' }],
      needs: setIsThere,
      check: { check: 'request', verb: 'get', kind: 'Pod', name: 'quorum-0', label: 'read' },
      outputNotes: [{ id: 'unhealthy', find: 'Readiness probe failed' }],
      hasNotes: true,
    },
    {
      id: 'refused',
      commands: [{ id: 'patch', line: PATCH }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'ended', program: 'kubectl', exitCode: 1, label: 'refused' }, { check: 'field', object: SET, path: 'spec.podManagementPolicy', equals: 'OrderedReady', label: 'stillOrdered' }] },
      prediction: { choices: [{ id: 'accepted' }, { id: 'refused' }], right: 'refused' },
      outputNotes: [{ id: 'forbidden', find: 'Forbidden' }],
    },
    {
      id: 'recreate',
      commands: [
        { id: 'orphan', line: 'kubectl delete statefulset quorum --cascade=orphan' },
        { id: 'apply', line: 'kubectl apply -f parallel.yaml' },
      ],
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: 'spec.podManagementPolicy', equals: 'Parallel', label: 'parallel' },
          { check: 'together', what: 'created', names: ['quorum-1', 'quorum-2'], withinMs: 1000, label: 'together' },
          { check: 'ready', pods: PODS, count: 3 },
          { check: 'kept', object: pod(0), path: 'metadata.uid', label: 'samePod' },
        ],
      },
      prediction: { choices: [{ id: 'zeroNew', mark: { object: pod(0) } }, { id: 'zeroStays' }], right: 'zeroStays' },
      hasNotes: true,
    },
    {
      id: 'outage',
      commands: [{ id: 'delete', line: 'kubectl delete pod quorum-0 quorum-1 quorum-2' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: pod(0), path: 'metadata.uid', label: 'new0' },
          { check: 'changed', object: pod(2), path: 'metadata.uid', label: 'new2' },
          { check: 'together', what: 'created', names: ['quorum-0', 'quorum-1', 'quorum-2'], withinMs: 5000, label: 'allTogether' },
          { check: 'ready', pods: PODS, count: 3 },
        ],
      },
      prediction: { choices: [{ id: 'returns' }, { id: 'stuck' }], right: 'returns' },
      hasNotes: true,
    },
  ],
  closing: { choices: ['ordered', 'parallel', 'either'], right: 'parallel' },
  reading: ['docs/concepts/workloads/controllers/statefulset/#pod-management-policies', 'docs/tasks/run-application/delete-stateful-set/'],
  wrongAnswers: [
    { id: 'deletesPod', at: 'recreate', inputs: [{ do: 'run', line: 'kubectl delete pod quorum-0' }, { do: 'wait', ms: 60_000 }] },
    { id: 'scales', at: 'recreate', inputs: [{ do: 'run', line: 'kubectl scale statefulset quorum --replicas=5' }, { do: 'wait', ms: 60_000 }] },
    { id: 'appliesOnly', at: 'recreate', inputs: [{ do: 'run', line: 'kubectl apply -f parallel.yaml' }, { do: 'wait', ms: 60_000 }] },
  ],
});
