import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const ready: Check = { check: 'ready', pods: { of: SET }, count: 2 };
const DNS = { pod: 'dns' } as const;
const needs: Check = { check: 'all', of: [{ check: 'object', object: SET, exists: true }, { check: 'object', object: { kind: 'Pod', name: 'dns' }, exists: true }] };

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 32,
  setup: [
    { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
    { do: 'run', line: 'kubectl run dns --image=busybox:1.28 --restart=Never -- sleep 86400' },
    { do: 'run', line: 'kubectl create namespace other' },
    { do: 'run', line: 'kubectl run dns --namespace=other --image=busybox:1.28 --restart=Never -- sleep 86400' },
    { do: 'waitFor', check: { check: 'all', of: [ready, { check: 'ready', pods: DNS, count: 1 }, { check: 'ready', pods: { pod: 'dns', namespace: 'other' }, count: 1 }] }, mostMs: 300_000 },
  ],
  settleMs: 2000,
  steps: [
    {
      id: 'config',
      commands: [{ id: 'cat', line: 'kubectl exec dns -- cat /etc/resolv.conf' }],
      needs,
      check: { check: 'ended', program: 'kubectl', exitCode: 0, label: 'read' },
      outputNotes: [
        { id: 'search', find: 'search default.svc.cluster.local' },
        { id: 'ndots', find: 'ndots:5' },
      ],
    },
    {
      id: 'short',
      commands: [{ id: 'lookup', line: 'kubectl exec dns -- nslookup web-0.nginx' }],
      needs,
      check: { check: 'asked', name: 'web-0.nginx.default.svc.cluster.local', from: DNS, addressesOf: { pod: 'web-0' }, outcome: 'ok', label: 'firstHit' },
      prediction: { choices: [{ id: 'asTyped' }, { id: 'first' }], right: 'first' },
      hasNotes: true,
    },
    {
      id: 'podOnly',
      commands: [{ id: 'lookup', line: 'kubectl exec dns -- nslookup web-0' }],
      needs,
      check: {
        check: 'all',
        of: [
          { check: 'asked', name: 'web-0.default.svc.cluster.local', from: DNS, outcome: 'nxdomain', label: 'miss1' },
          { check: 'asked', name: 'web-0.svc.cluster.local', from: DNS, outcome: 'nxdomain', label: 'miss2' },
          { check: 'asked', name: 'web-0.cluster.local', from: DNS, outcome: 'nxdomain', label: 'miss3' },
        ],
      },
      prediction: { choices: [{ id: 'found' }, { id: 'missing' }], right: 'missing' },
      hasNotes: true,
    },
    {
      id: 'otherNamespace',
      commands: [{ id: 'lookup', line: 'kubectl exec --namespace=other dns -- nslookup web-0.nginx' }],
      needs,
      check: { check: 'asked', name: 'web-0.nginx.other.svc.cluster.local', from: { pod: 'dns', namespace: 'other' }, outcome: 'nxdomain', label: 'wrongZone' },
      prediction: { choices: [{ id: 'found' }, { id: 'missing' }], right: 'missing' },
    },
    {
      id: 'withNamespace',
      commands: [{ id: 'lookup', line: 'kubectl exec --namespace=other dns -- nslookup web-0.nginx.default' }],
      needs,
      check: { check: 'asked', name: 'web-0.nginx.default.svc.cluster.local', from: { pod: 'dns', namespace: 'other' }, outcome: 'ok', label: 'secondHit' },
      hasNotes: true,
    },
    {
      id: 'full',
      commands: [{ id: 'lookup', line: 'kubectl exec dns -- nslookup web-0.nginx.default.svc.cluster.local.' }],
      needs,
      check: { check: 'asked', name: 'web-0.nginx.default.svc.cluster.local', from: DNS, outcome: 'ok', label: 'once' },
      prediction: { choices: [{ id: 'one' }, { id: 'four' }], right: 'one' },
    },
  ],
  closing: { choices: ['pod', 'podService', 'ip'], right: 'podService' },
  reading: ['docs/concepts/services-networking/dns-pod-service/', 'docs/tasks/administer-cluster/dns-debugging-resolution/'],
  wrongAnswers: [
    { id: 'setName', at: 'short', inputs: [{ do: 'run', line: 'kubectl exec dns -- nslookup web' }, { do: 'wait', ms: 5000 }] },
    { id: 'stillShort', at: 'withNamespace', inputs: [{ do: 'run', line: 'kubectl exec --namespace=other dns -- nslookup web-0' }, { do: 'wait', ms: 5000 }] },
  ],
});
