import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const POD_0 = { kind: 'Pod', name: 'web-0' } as const;
const SERVICE = { kind: 'Service', name: 'primary' } as const;
const LABEL = "spec.selector['statefulset.kubernetes.io/pod-name']";
const FETCH = 'for i in 1 2 3 4 5; do kubectl exec client -- wget -qO- http://primary; done';
const SWITCH = `kubectl patch service primary -p '{"spec":{"selector":{"statefulset.kubernetes.io/pod-name":"web-1"}}}'`;
const serviceIsThere: Check = { check: 'all', of: [{ check: 'object', object: SET, exists: true }, { check: 'object', object: SERVICE, exists: true }] };

const MANIFEST = `apiVersion: v1
kind: Service
metadata:
  name: primary
spec:
  selector:
    statefulset.kubernetes.io/pod-name: web-0
  ports:
  - port: 80
`;

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 15,
  files: { 'primary.yaml': MANIFEST },
  setup: [
    { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
    { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
    { do: 'run', line: 'kubectl run client --image=busybox:1.28 --restart=Never -- sleep 86400' },
    { do: 'waitFor', check: { check: 'all', of: [{ check: 'ready', pods: { of: SET }, count: 3 }, { check: 'ready', pods: { pod: 'client' }, count: 1 }] }, mostMs: 300_000 },
    { do: 'run', line: 'for i in 0 1 2; do kubectl exec web-$i -- sh -c "echo web-$i > /usr/share/nginx/html/index.html"; done' },
  ],
  settleMs: 2000,
  steps: [
    {
      id: 'labels',
      commands: [{ id: 'labels', line: 'kubectl get pods -l app=nginx --show-labels' }],
      needs: { check: 'object', object: SET, exists: true },
      check: { check: 'request', verb: 'list', kind: 'Pod', label: 'listed' },
      outputNotes: [{ id: 'podName', find: 'statefulset.kubernetes.io/pod-name=web-0' }],
    },
    {
      id: 'service',
      commands: [
        { id: 'read', line: 'cat primary.yaml' },
        { id: 'apply', line: 'kubectl apply -f primary.yaml' },
      ],
      needs: { check: 'object', object: SET, exists: true },
      check: { check: 'all', of: [{ check: 'object', object: SERVICE, exists: true }, { check: 'field', object: SERVICE, path: LABEL, equals: 'web-0', label: 'picksZero' }] },
      prediction: { choices: [{ id: 'one' }, { id: 'three' }], right: 'one' },
      hasNotes: true,
    },
    {
      id: 'fetch',
      commands: [{ id: 'fetch', line: FETCH }],
      needs: serviceIsThere,
      check: { check: 'all', of: [{ check: 'http', to: { service: 'primary' }, status: 200, count: 5, label: 'five' }, { check: 'http', to: { service: 'primary' }, bodies: ['web-0'], label: 'onlyZero' }] },
    },
    {
      id: 'replace',
      commands: [
        { id: 'delete', line: 'kubectl delete pod web-0' },
        { id: 'wait', line: 'kubectl wait --for=condition=Ready pod/web-0 --timeout=60s' },
        { id: 'fetch', line: FETCH },
      ],
      needs: serviceIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_0, path: 'metadata.uid', label: 'newPod' },
          { check: 'sequence', of: [{ check: 'changed', object: POD_0, path: 'metadata.uid' }, { check: 'http', to: { service: 'primary' }, status: 200, count: 5 }], label: 'newServes' },
        ],
      },
      prediction: { choices: [{ id: 'edit' }, { id: 'nothing' }], right: 'nothing' },
      solution: [
        { do: 'run', line: 'kubectl delete pod web-0' },
        { do: 'run', line: 'kubectl wait --for=condition=Ready pod/web-0 --timeout=60s' },
        { do: 'waitFor', check: { check: 'all', of: [{ check: 'changed', object: POD_0, path: 'metadata.uid' }, { check: 'ready', pods: { pod: 'web-0' }, count: 1 }] }, mostMs: 120_000 },
        { do: 'wait', ms: 1000 },
        { do: 'run', line: FETCH },
      ],
      hasNotes: true,
    },
    {
      id: 'switch',
      commands: [
        { id: 'patch', line: SWITCH },
        { id: 'fetch', line: FETCH },
      ],
      needs: serviceIsThere,
      check: { check: 'all', of: [{ check: 'field', object: SERVICE, path: LABEL, equals: 'web-1', label: 'picksOne' }, { check: 'http', to: { service: 'primary' }, bodies: ['web-1'], label: 'onlyOne' }] },
      solution: [{ do: 'run', line: SWITCH }, { do: 'wait', ms: 2000 }, { do: 'run', line: FETCH }],
      hasNotes: true,
    },
  ],
  closing: { choices: ['app', 'podName', 'revision'], right: 'podName' },
  reading: ['docs/concepts/workloads/controllers/statefulset/#pod-name-label', 'docs/concepts/services-networking/service/#defining-a-service'],
  wrongAnswers: [
    { id: 'ownName', at: 'service', inputs: [{ do: 'run', line: 'kubectl create service clusterip primary --tcp=80:80' }, { do: 'wait', ms: 10_000 }] },
    { id: 'allPods', at: 'service', inputs: [{ do: 'run', line: 'kubectl create service clusterip primary --tcp=80:80' }, { do: 'run', line: 'kubectl set selector service primary app=nginx' }, { do: 'wait', ms: 10_000 }] },
    { id: 'scales', at: 'switch', inputs: [{ do: 'run', line: 'kubectl scale statefulset web --replicas=1' }, { do: 'run', line: FETCH }, { do: 'wait', ms: 30_000 }] },
  ],
});
