import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'peers' } as const;
const PODS = { of: SET } as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const NAME = 'peers-0.peers.default.svc.cluster.local';
const PATCH = `kubectl patch service peers -p '{"spec":{"publishNotReadyAddresses":true}}'`;

/** Members that call themselves ready when they can find all others: what a quorum needs. */
const MANIFEST = `apiVersion: v1
kind: Service
metadata:
  name: peers
spec:
  clusterIP: None
  selector:
    app: peers
  ports:
  - name: peer
    port: 7000
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: peers
spec:
  serviceName: peers
  podManagementPolicy: Parallel
  replicas: 3
  selector:
    matchLabels:
      app: peers
  template:
    metadata:
      labels:
        app: peers
    spec:
      terminationGracePeriodSeconds: 1
      containers:
      - name: member
        image: busybox:1.28
        command: ["sleep", "86400"]
        readinessProbe:
          periodSeconds: 5
          exec:
            command: ["sh", "-c", "nslookup peers-0.peers && nslookup peers-1.peers && nslookup peers-2.peers"]
`;

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 31,
  files: { 'peers.yaml': MANIFEST },
  setup: [
    { do: 'run', line: 'kubectl run dns --image=busybox:1.28 --restart=Never -- sleep 86400' },
    { do: 'waitFor', check: { check: 'ready', pods: { pod: 'dns' }, count: 1 } },
  ],
  settleMs: 2000,
  steps: [
    {
      id: 'apply',
      commands: [
        { id: 'read', line: 'cat peers.yaml' },
        { id: 'apply', line: 'kubectl apply -f peers.yaml' },
      ],
      check: {
        check: 'all',
        of: [
          { check: 'podStatus', pod: 'peers-0', status: 'Running', label: 'runs0' },
          { check: 'podStatus', pod: 'peers-2', status: 'Running', label: 'runs2' },
          { check: 'held', of: { check: 'all', of: [{ check: 'podStatus', pod: 'peers-2', status: 'Running' }, { check: 'not', of: { check: 'ready', pods: PODS, count: 1 } }] }, forMs: 15_000, label: 'noneReady' },
        ],
      },
      prediction: { choices: [{ id: 'three' }, { id: 'none' }], right: 'none' },
      hasNotes: true,
    },
    {
      id: 'ask',
      commands: [{ id: 'lookup', line: 'kubectl exec dns -- nslookup peers-0.peers' }],
      needs: setIsThere,
      check: { check: 'asked', name: NAME, outcome: 'nxdomain', from: { pod: 'dns' }, label: 'nxdomain' },
      outputNotes: [{ id: 'cannot', find: "can't resolve 'peers-0.peers'" }],
      hasNotes: true,
    },
    {
      id: 'slice',
      commands: [{ id: 'slices', line: `kubectl get endpointslices -l kubernetes.io/service-name=peers -o jsonpath='{range .items[0].endpoints[*]}{.targetRef.name}{" ready="}{.conditions.ready}{"\\n"}{end}'` }],
      needs: setIsThere,
      check: { check: 'request', verb: 'list', kind: 'EndpointSlice', label: 'sliceRead' },
      outputNotes: [{ id: 'notReady', find: 'peers-0 ready=false' }],
    },
    {
      id: 'publish',
      commands: [{ id: 'patch', line: PATCH }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'field', object: { kind: 'Service', name: 'peers' }, path: 'spec.publishNotReadyAddresses', equals: true, label: 'published' }, { check: 'ready', pods: PODS, count: 3 }] },
      prediction: { choices: [{ id: 'restart' }, { id: 'heals' }], right: 'heals' },
      hasNotes: true,
    },
    {
      id: 'again',
      commands: [{ id: 'lookup', line: 'kubectl exec dns -- nslookup peers-0.peers' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'asked', name: NAME, outcome: 'ok', from: { pod: 'dns' }, label: 'answered' }, { check: 'dns', name: NAME, answers: 1 }] },
    },
  ],
  closing: { choices: ['all', 'ready', 'running'], right: 'ready' },
  reading: ['docs/concepts/services-networking/dns-pod-service/#pods', 'docs/concepts/services-networking/service/#headless-services', 'docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  wrongAnswers: [
    { id: 'restarts', at: 'publish', inputs: [{ do: 'run', line: 'kubectl delete pod peers-0 peers-1 peers-2' }, { do: 'wait', ms: 60_000 }] },
    { id: 'scales', at: 'publish', inputs: [{ do: 'run', line: 'kubectl scale statefulset peers --replicas=5' }, { do: 'wait', ms: 60_000 }] },
  ],
});
