import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const POD_0 = { kind: 'Pod', name: 'web-0' } as const;
const CLIENT = { pod: 'client' } as const;
const TOOLS = { pod: 'tools' } as const;
const ZONE = 'nginx.default.svc.cluster.local';
const KEEP = String.raw`kubectl exec client -- sh -c "nslookup web-0.nginx | awk '/^Address/ {a=\$3} END {print a}' > /tmp/peer"`;
const BY_KEPT = "kubectl exec client -- sh -c 'wget -qO- -T 3 http://$(cat /tmp/peer)'";
const BY_NAME = 'kubectl exec client -- wget -qO- -T 3 http://web-0.nginx';
const DIG_2 = `kubectl exec tools -- dig web-2.${ZONE}`;
const needs: Check = { check: 'all', of: [{ check: 'object', object: SET, exists: true }, { check: 'object', object: { kind: 'Pod', name: 'client' }, exists: true }] };

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 34,
  setup: [
    { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
    { do: 'run', line: 'kubectl run client --image=busybox:1.28 --restart=Never -- sleep 86400' },
    { do: 'run', line: 'kubectl run tools --image=registry.k8s.io/e2e-test-images/jessie-dnsutils:1.3 --restart=Never -- sleep 86400' },
    { do: 'waitFor', check: { check: 'all', of: [{ check: 'ready', pods: { of: SET }, count: 2 }, { check: 'ready', pods: CLIENT, count: 1 }, { check: 'ready', pods: TOOLS, count: 1 }] }, mostMs: 300_000 },
    { do: 'run', line: 'for i in 0 1; do kubectl exec web-$i -- sh -c "echo web-$i > /usr/share/nginx/html/index.html"; done' },
  ],
  settleMs: 2000,
  steps: [
    {
      id: 'ttl',
      commands: [{ id: 'dig', line: `kubectl exec tools -- dig web-0.${ZONE}` }],
      needs,
      check: { check: 'asked', name: `web-0.${ZONE}`, from: TOOLS, outcome: 'ok', label: 'asked' },
      outputNotes: [{ id: 'thirty', find: '30 IN A' }],
      hasNotes: true,
    },
    {
      id: 'keep',
      commands: [
        { id: 'keep', line: KEEP },
        { id: 'fetch', line: BY_KEPT },
      ],
      needs,
      check: { check: 'all', of: [{ check: 'file', on: CLIENT, path: '/tmp/peer', contains: '10.244.', label: 'kept' }, { check: 'http', from: CLIENT, to: { pod: 'web-0' }, status: 200, label: 'served' }] },
      hasNotes: true,
    },
    {
      id: 'replace',
      commands: [
        { id: 'delete', line: 'kubectl delete pod web-0' },
        { id: 'fetch', line: BY_KEPT },
      ],
      needs,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_0, path: 'metadata.uid', label: 'newPod' },
          { check: 'changed', object: POD_0, path: 'status.podIP', label: 'newAddress' },
          { check: 'ready', pods: { pod: 'web-0' }, count: 1 },
          { check: 'http', from: CLIENT, outcome: 'unreachable', label: 'failed' },
        ],
      },
      prediction: { choices: [{ id: 'works' }, { id: 'fails' }], right: 'fails' },
      outputNotes: [{ id: 'noRoute', find: 'No route to host' }],
      hasNotes: true,
    },
    {
      id: 'name',
      commands: [{ id: 'fetch', line: BY_NAME }],
      needs,
      check: { check: 'all', of: [{ check: 'asked', name: `web-0.${ZONE}`, from: CLIENT, addressesOf: { pod: 'web-0' }, outcome: 'ok', label: 'askedAgain' }, { check: 'http', from: CLIENT, to: { pod: 'web-0' }, status: 200, label: 'served' }] },
    },
    {
      id: 'miss',
      commands: [{ id: 'dig', line: DIG_2 }],
      needs,
      check: { check: 'asked', name: `web-2.${ZONE}`, from: TOOLS, outcome: 'nxdomain', label: 'missing' },
      outputNotes: [{ id: 'soa', find: 'SOA' }],
      hasNotes: true,
    },
    {
      id: 'appears',
      commands: [
        { id: 'scale', line: 'kubectl scale statefulset web --replicas=3' },
        { id: 'status', line: 'kubectl rollout status statefulset/web' },
        { id: 'dig', line: DIG_2 },
      ],
      needs,
      check: { check: 'all', of: [{ check: 'ready', pods: { pod: 'web-2' }, count: 1 }, { check: 'asked', name: `web-2.${ZONE}`, from: TOOLS, outcome: 'ok', label: 'found' }] },
      prediction: { choices: [{ id: 'atOnce' }, { id: 'later' }], right: 'atOnce' },
      solution: [
        { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
        { do: 'run', line: 'kubectl rollout status statefulset/web' },
        { do: 'waitFor', check: { check: 'dns', name: `web-2.${ZONE}`, answers: 1 }, mostMs: 120_000 },
        { do: 'run', line: DIG_2 },
      ],
      hasNotes: true,
    },
  ],
  closing: { choices: ['atOnce', 'replaced', 'thirty'], right: 'replaced' },
  reading: ['docs/concepts/workloads/controllers/statefulset/#stable-network-id', 'docs/concepts/services-networking/dns-pod-service/', 'docs/tasks/administer-cluster/dns-custom-nameservers/'],
  wrongAnswers: [
    { id: 'keepsPod', at: 'replace', inputs: [{ do: 'run', line: BY_KEPT }, { do: 'wait', ms: 20_000 }] },
    { id: 'stillKept', at: 'name', inputs: [{ do: 'run', line: BY_KEPT }, { do: 'wait', ms: 20_000 }] },
    { id: 'otherName', at: 'appears', inputs: [{ do: 'run', line: DIG_2 }, { do: 'wait', ms: 20_000 }] },
  ],
});
