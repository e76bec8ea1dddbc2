import { defineLesson, type LessonInput } from '../../lesson.ts';
import type { Check } from '../../check.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'nginx-web-headless' } as const;
const SERVICE = { kind: 'Service', name: 'linux-headless' } as const;
const POD_1 = { kind: 'Pod', name: 'nginx-web-headless-1' } as const;
const PODS = { of: SET } as const;
const FILE = '01_statefulset_headless_network.yml';
const HOST = 'centos7k8s1';

const ENTER_POD = 'kubectl run --image=harbor.myharbor.com/myharbor/alpine --rm -it dns-test -- sh';
const PING_ALL = 'for i in $(seq 0 2);do ping nginx-web-headless-$i.linux-headless -c 4;done';

/** What is written in the first step: the manifest of the lab document, with the line that ends it. */
const manifest = (clusterIp: string) => `cat > ${FILE} << 'EOF'
apiVersion: v1
kind: Service
metadata:
  name: linux-headless
spec:
  ports:
  - port: 80
    name: web
${clusterIp}  selector:
    apps: nginx
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: nginx-web-headless
spec:
  serviceName: linux-headless    #声明无头服务
  replicas: 3
  selector:
    matchLabels: 
      apps: nginx
  template:
    metadata:
      labels:
        apps: nginx
    spec:
      containers:
      - name: nginx-web-01
        image: harbor.myharbor.com/myharbor/nginx:v1.0-my
EOF`;

const standing: Check = { check: 'all', of: [{ check: 'object', object: SET, exists: true }, { check: 'object', object: SERVICE, exists: true }] };
const repair: readonly LessonInput[] = [
  { do: 'run', line: `kubectl apply -f ${FILE}`, terminal: 2 },
  { do: 'waitFor', check: { check: 'ready', pods: PODS, count: 3 } },
];

export const lesson = defineLesson({
  ...card,
  profile: 'lab',
  seed: 1,
  setup: [{ do: 'run', line: `rm -f ${FILE}` }],
  steps: [
    {
      id: 'write',
      commands: [
        {
          id: 'manifest',
          line: manifest('  clusterIP: None   # 将clusterIP字段设置为None表示为一个无头服务，即svc将不会分配VIP。\n'),
        },
      ],
      check: {
        check: 'all',
        of: [
          { check: 'file', on: { node: HOST }, path: FILE, contains: 'clusterIP: None', label: 'fileService' },
          { check: 'file', on: { node: HOST }, path: FILE, contains: 'serviceName: linux-headless', label: 'fileSet' },
        ],
      },
      hasNotes: true,
    },
    {
      id: 'apply',
      commands: [{ id: 'apply', line: `kubectl apply -f ${FILE}` }],
      needs: { check: 'file', on: { node: HOST }, path: FILE, contains: 'serviceName: linux-headless', label: 'fileSet' },
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SERVICE, path: 'spec.clusterIP', equals: 'None', label: 'noVip' },
          { check: 'ready', pods: PODS, count: 3 },
          { check: 'order', what: 'created', names: ['nginx-web-headless-0', 'nginx-web-headless-1', 'nginx-web-headless-2'], oneByOne: true, label: 'order' },
        ],
      },
      prediction: { choices: [{ id: 'together' }, { id: 'ascending' }, { id: 'anyOrder' }], right: 'ascending' },
      hasNotes: true,
    },
    {
      id: 'look',
      commands: [{ id: 'wide', line: 'kubectl get pods -o wide' }],
      needs: standing,
      repair,
      check: { check: 'request', verb: 'list', kind: 'Pod', label: 'looked' },
      outputNotes: [{ id: 'ip', find: 'nginx-web-headless-1' }],
    },
    {
      id: 'enter',
      commands: [{ id: 'enter', line: ENTER_POD, runsOn: 'shell' }],
      needs: standing,
      repair,
      check: { check: 'insidePod', pod: 'dns-test' },
    },
    {
      id: 'ping',
      commands: [{ id: 'pingAll', line: PING_ALL }],
      needs: { check: 'all', of: [standing, { check: 'object', object: { kind: 'Pod', name: 'dns-test' }, exists: true }] },
      check: {
        check: 'all',
        of: [
          { check: 'asked', name: '*.linux-headless.default.svc.myharbor.com', addressesOf: PODS, outcome: 'ok', from: { pod: 'dns-test' }, count: 3, label: 'resolved' },
          { check: 'ping', to: { pod: 'nginx-web-headless-0' }, from: { pod: 'dns-test' }, count: 4, label: 'reply0' },
          { check: 'ping', to: { pod: 'nginx-web-headless-1' }, from: { pod: 'dns-test' }, count: 4, label: 'reply1' },
          { check: 'ping', to: { pod: 'nginx-web-headless-2' }, from: { pod: 'dns-test' }, count: 4, label: 'reply2' },
        ],
      },
      outputNotes: [
        { id: 'resolved', find: 'PING nginx-web-headless-0' },
        { id: 'ttl62', find: 'ttl=62' },
        { id: 'ttl64', find: 'ttl=64' },
        { id: 'noLoss', find: '0% packet loss' },
      ],
      hasNotes: true,
    },
    {
      id: 'replace',
      commands: [
        { id: 'exit', line: 'exit' },
        { id: 'delete', line: 'kubectl delete pod nginx-web-headless-1' },
        { id: 'enter', line: ENTER_POD, runsOn: 'shell' },
        { id: 'pingOne', line: 'ping nginx-web-headless-1.linux-headless -c 4' },
      ],
      needs: standing,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_1, path: 'metadata.uid', label: 'newPod' },
          { check: 'changed', object: POD_1, path: 'status.podIP', label: 'newAddress' },
          { check: 'asked', name: 'nginx-web-headless-1.linux-headless.default.svc.myharbor.com', addressesOf: { pod: 'nginx-web-headless-1' }, outcome: 'ok', from: { pod: 'dns-test' }, label: 'resolvedAgain' },
          { check: 'ping', to: { pod: 'nginx-web-headless-1' }, from: { pod: 'dns-test' }, count: 4, label: 'reply1' },
        ],
      },
      prediction: {
        choices: [
          { id: 'name', mark: { object: POD_1, part: 'name' } },
          { id: 'address', mark: { object: POD_1, part: 'address' } },
          { id: 'ordinal', mark: { object: POD_1, part: 'ordinal' } },
        ],
        right: 'address',
      },
      solution: [
        { do: 'run', line: 'exit' },
        { do: 'run', line: 'kubectl delete pod nginx-web-headless-1' },
        { do: 'waitFor', check: { check: 'all', of: [{ check: 'changed', object: POD_1, path: 'metadata.uid' }, { check: 'ready', pods: PODS, count: 3 }] } },
        { do: 'run', line: ENTER_POD },
        { do: 'waitFor', check: { check: 'insidePod', pod: 'dns-test' } },
        { do: 'run', line: 'ping nginx-web-headless-1.linux-headless -c 4' },
      ],
      hasNotes: true,
    },
    {
      id: 'short',
      commands: [{ id: 'pingShort', line: 'ping nginx-web-headless-1' }],
      needs: { check: 'all', of: [standing, { check: 'object', object: { kind: 'Pod', name: 'dns-test' }, exists: true }] },
      check: {
        check: 'all',
        of: [
          { check: 'asked', name: 'nginx-web-headless-1.default.svc.myharbor.com', outcome: 'nxdomain', from: { pod: 'dns-test' }, label: 'first' },
          { check: 'asked', name: 'nginx-web-headless-1.svc.myharbor.com', outcome: 'nxdomain', from: { pod: 'dns-test' }, label: 'second' },
          { check: 'asked', name: 'nginx-web-headless-1.myharbor.com', outcome: 'nxdomain', from: { pod: 'dns-test' }, label: 'third' },
        ],
      },
      outputNotes: [{ id: 'bad', find: 'bad address' }],
    },
  ],
  closing: { choices: ['ip', 'podName', 'podAndService'], right: 'podAndService' },
  reading: [
    'docs/concepts/workloads/controllers/statefulset/#stable-network-id',
    'docs/concepts/services-networking/service/#headless-services',
    'docs/concepts/services-networking/dns-pod-service/',
  ],
  wrongAnswers: [
    { id: 'withVip', inputs: [{ do: 'run', line: manifest('') }, { do: 'run', line: `kubectl apply -f ${FILE}` }, { do: 'wait', ms: 30_000 }] },
    { id: 'byAddress', at: 'ping', inputs: [{ do: 'run', line: 'ping 10.100.1.88 -c 4' }, { do: 'run', line: 'ping 10.100.5.28 -c 4' }, { do: 'wait', ms: 5000 }] },
    {
      id: 'otherPod',
      at: 'replace',
      inputs: [
        { do: 'run', line: 'exit' },
        { do: 'run', line: 'kubectl delete pod nginx-web-headless-2' },
        { do: 'waitFor', check: { check: 'ready', pods: PODS, count: 3 } },
        { do: 'run', line: ENTER_POD },
        { do: 'run', line: 'ping nginx-web-headless-1.linux-headless -c 4' },
      ],
    },
  ],
});
