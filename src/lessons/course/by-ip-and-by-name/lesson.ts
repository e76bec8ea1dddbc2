import type { Check } from '../../check.ts';
import { defineLesson, type LessonInput } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'nginx-web-sts-vct' } as const;
const SERVICE = { kind: 'Service', name: 'nginx-web-sts-svc' } as const;
const FILE = '02_statefulset_headless_volumeClaimTemplates.yml';
const HOST = { node: 'centos7k8s1' } as const;
const NAME = 'nginx-web-sts-svc.default.svc.myharbor.com';
const PAGES = ['sts0', 'sts1', 'sts2'] as const;
const ENTER_POD = 'kubectl run --image=harbor.myharbor.com/myharbor/alpine --rm -it dns-test -- sh';
const FROM_POD = { pod: 'dns-test' } as const;

const standing: Check = {
  check: 'all',
  of: [
    { check: 'object', object: SET, exists: true },
    { check: 'object', object: SERVICE, exists: true },
    { check: 'ready', pods: { of: SET }, count: 3 },
  ],
};
const repair: readonly LessonInput[] = [
  { do: 'run', line: `kubectl apply -f ${FILE}`, terminal: 2 },
  { do: 'waitFor', check: { check: 'ready', pods: { of: SET }, count: 3 } },
];
const asksClusterDns: Check = { check: 'file', on: HOST, path: '/etc/resolv.conf', contains: 'nameserver 10.200.0.10', label: 'nameserver' };

export const lesson = defineLesson({
  ...card,
  profile: 'lab',
  seed: 1,
  setup: [
    { do: 'run', line: `kubectl apply -f ${FILE}` },
    { do: 'waitFor', check: { check: 'ready', pods: { of: SET }, count: 3 } },
    { do: 'run', line: 'for i in 0 1 2; do kubectl exec nginx-web-sts-vct-$i -- sh -c "echo sts$i > /usr/share/nginx/html/index.html"; done' },
  ],
  settleMs: 5000,
  steps: [
    {
      id: 'look',
      commands: [{ id: 'service', line: 'kubectl get svc nginx-web-sts-svc' }],
      check: { check: 'request', verb: 'get', kind: 'Service', name: 'nginx-web-sts-svc', label: 'looked' },
      outputNotes: [{ id: 'ip', find: '10.200.3.231' }],
    },
    {
      id: 'byIp',
      commands: [
        { id: 'loop', line: 'while true;do curl 10.200.3.231;sleep 1;done', runsOn: 'untilInterrupted' },
        { id: 'stop', line: '\u0003', as: 'keys' },
      ],
      needs: standing,
      repair,
      check: { check: 'http', to: { service: 'nginx-web-sts-svc' }, bodies: [...PAGES], label: 'answers' },
      prediction: { choices: [{ id: 'always0' }, { id: 'inTurn' }, { id: 'byChance' }], right: 'byChance' },
      solution: [
        { do: 'run', line: 'while true;do curl 10.200.3.231;sleep 1;done' },
        { do: 'waitFor', check: { check: 'http', to: { service: 'nginx-web-sts-svc' }, bodies: [...PAGES], since: { step: 'look' } } },
        { do: 'keys', keys: '\u0003' },
      ],
      hasNotes: true,
    },
    {
      id: 'byNameFails',
      commands: [{ id: 'curl', line: `curl ${NAME}` }],
      needs: standing,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'asked', name: NAME, from: HOST, label: 'asked' },
          { check: 'ended', program: 'curl', exitCode: 6, label: 'curl6' },
        ],
      },
      outputNotes: [{ id: 'six', find: 'curl: (6)' }],
      hasNotes: true,
    },
    {
      id: 'resolver',
      commands: [{ id: 'vim', line: 'vim /etc/resolv.conf', runsOn: 'editor' }],
      check: asksClusterDns,
      solution: [
        { do: 'run', line: 'vim /etc/resolv.conf' },
        { do: 'edit', append: 'nameserver 10.200.0.10\n' },
      ],
      hasNotes: true,
    },
    {
      id: 'byName',
      commands: [
        { id: 'loop', line: `while true;do curl ${NAME};sleep 1;done`, runsOn: 'untilInterrupted' },
        { id: 'stop', line: '\u0003', as: 'keys' },
      ],
      needs: { check: 'all', of: [standing, asksClusterDns] },
      check: {
        check: 'all',
        of: [
          { check: 'asked', name: NAME, outcome: 'ok', from: HOST, label: 'resolved' },
          { check: 'http', to: { service: 'nginx-web-sts-svc' }, bodies: [...PAGES], label: 'answers' },
        ],
      },
      solution: [
        { do: 'run', line: `while true;do curl ${NAME};sleep 1;done` },
        { do: 'waitFor', check: { check: 'http', to: { service: 'nginx-web-sts-svc' }, bodies: [...PAGES], since: { step: 'resolver' } } },
        { do: 'wait', ms: 2000 },
        { do: 'keys', keys: '\u0003' },
      ],
    },
    {
      id: 'otherZone',
      commands: [{ id: 'curl', line: 'curl nginx-web-sts-svc.default.svc.cluster.local' }],
      needs: { check: 'all', of: [standing, asksClusterDns] },
      check: {
        check: 'all',
        of: [
          { check: 'asked', name: 'nginx-web-sts-svc.default.svc.cluster.local', outcome: 'nxdomain', from: HOST, label: 'noSuchZone' },
          { check: 'ended', program: 'curl', exitCode: 6, label: 'curl6' },
        ],
      },
      prediction: { choices: [{ id: 'sameAnswer' }, { id: 'notFound' }], right: 'notFound' },
    },
    {
      id: 'fromPod',
      commands: [
        { id: 'enter', line: ENTER_POD, runsOn: 'shell' },
        { id: 'conf', line: 'cat /etc/resolv.conf' },
        { id: 'service', line: 'wget -qO- nginx-web-sts-svc' },
        { id: 'pod', line: 'wget -qO- nginx-web-sts-vct-2.linux-headless' },
      ],
      needs: standing,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'http', from: FROM_POD, to: { service: 'nginx-web-sts-svc' }, label: 'anyPod' },
          { check: 'asked', name: 'nginx-web-sts-vct-2.linux-headless.default.svc.myharbor.com', outcome: 'ok', from: FROM_POD, label: 'podResolved' },
          { check: 'http', from: FROM_POD, to: { pod: 'nginx-web-sts-vct-2' }, bodies: ['sts2'], label: 'thatPod' },
        ],
      },
      outputNotes: [{ id: 'search', find: 'search default.svc.myharbor.com' }],
      hasNotes: true,
    },
  ],
  closing: { choices: ['serviceName', 'podName', 'sessionAffinity'], right: 'podName' },
  reading: [
    'docs/concepts/services-networking/service/',
    'docs/concepts/services-networking/dns-pod-service/',
    'docs/reference/networking/virtual-ips/',
  ],
  wrongAnswers: [
    { id: 'podAddress', at: 'byIp', inputs: [{ do: 'run', line: "for i in 1 2 3 4 5 6; do curl $(kubectl get pod nginx-web-sts-vct-$((i % 3)) -o jsonpath='{.status.podIP}'); done" }] },
    { id: 'wrongServer', at: 'resolver', inputs: [{ do: 'run', line: 'vim /etc/resolv.conf' }, { do: 'edit', append: 'nameserver 10.200.3.231\n' }] },
    {
      id: 'onlyService',
      at: 'fromPod',
      inputs: [
        { do: 'run', line: ENTER_POD },
        { do: 'waitFor', check: { check: 'insidePod', pod: 'dns-test' } },
        { do: 'run', line: 'for i in 1 2 3 4 5 6 7 8; do wget -qO- nginx-web-sts-svc; done' },
      ],
    },
  ],
});
