import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'mysql' } as const;
const PODS = { of: SET } as const;
const POOL = { kind: 'Deployment', name: 'pool' } as const;
const POD_0 = { kind: 'Pod', name: 'mysql-0' } as const;
const CLAIM_0 = { kind: 'PersistentVolumeClaim', name: 'data-mysql-0' } as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const threeReady: Check = { check: 'ready', pods: PODS, count: 3 };
const TEN_MINUTES = 600_000;
const SELECT = 'SELECT * FROM test.messages';
const client = (ordinal: number, sql: string) => `kubectl exec mysql-${ordinal} -c mysql -- mysql -h 127.0.0.1 -e "${sql}"`;
const WRITE = `kubectl exec mysql-2 -c mysql -- mysql -h mysql-0.mysql -e "CREATE DATABASE test; CREATE TABLE test.messages (message VARCHAR(250)); INSERT INTO test.messages VALUES ('hello')"`;

const POOL_MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: pool
spec:
  replicas: 3
  selector:
    matchLabels:
      app: pool
  template:
    metadata:
      labels:
        app: pool
    spec:
      containers:
      - name: mysql
        image: mysql:5.7
        env:
        - name: MYSQL_ALLOW_EMPTY_PASSWORD
          value: "1"
`;

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 35,
  files: { 'pool.yaml': POOL_MANIFEST },
  steps: [
    {
      id: 'pool',
      commands: [
        { id: 'apply', line: 'kubectl apply -f pool.yaml' },
        { id: 'list', line: 'kubectl get pods -l app=pool' },
      ],
      check: { check: 'all', of: [{ check: 'ready', pods: { of: POOL }, count: 3 }, { check: 'request', verb: 'list', kind: 'Pod', label: 'listed' }] },
      solution: [
        { do: 'run', line: 'kubectl apply -f pool.yaml' },
        { do: 'waitFor', check: { check: 'ready', pods: { of: POOL }, count: 3 }, mostMs: TEN_MINUTES },
        { do: 'run', line: 'kubectl get pods -l app=pool' },
      ],
      hasNotes: true,
    },
    {
      id: 'set',
      commands: [
        { id: 'remove', line: 'kubectl delete deployment pool' },
        { id: 'config', line: 'kubectl apply -f https://k8s.io/examples/application/mysql/mysql-configmap.yaml' },
        { id: 'services', line: 'kubectl apply -f https://k8s.io/examples/application/mysql/mysql-services.yaml' },
        { id: 'set', line: 'kubectl apply -f https://k8s.io/examples/application/mysql/mysql-statefulset.yaml' },
      ],
      check: { check: 'all', of: [{ check: 'object', object: POOL, exists: false }, { check: 'order', what: 'created', names: ['mysql-0', 'mysql-1', 'mysql-2'], oneByOne: true, label: 'inOrder' }, threeReady] },
      prediction: { choices: [{ id: 'elected' }, { id: 'zero' }, { id: 'first' }], right: 'zero' },
      hasNotes: true,
    },
    {
      id: 'write',
      commands: [{ id: 'write', line: WRITE }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'asked', name: 'mysql-0.mysql.default.svc.cluster.local', outcome: 'ok', label: 'byName' }, { check: 'ended', program: 'kubectl', exitCode: 0, label: 'written' }] },
      hasNotes: true,
    },
    {
      id: 'read',
      commands: [{ id: 'read', line: client(2, SELECT) }],
      needs: setIsThere,
      check: { check: 'ended', program: 'kubectl', exitCode: 0, label: 'readThere' },
      prediction: { choices: [{ id: 'nothing' }, { id: 'hello' }], right: 'hello' },
      // A replica follows some seconds after it has become Ready.
      solution: [{ do: 'wait', ms: 10_000 }, { do: 'run', line: client(2, SELECT) }],
      outputNotes: [{ id: 'hello', find: 'hello' }],
    },
    {
      id: 'readOnly',
      commands: [{ id: 'write', line: client(1, "INSERT INTO test.messages VALUES ('lost')") }],
      needs: setIsThere,
      check: { check: 'ended', program: 'kubectl', exitCode: 1, label: 'refused' },
      prediction: { choices: [{ id: 'written' }, { id: 'refused' }], right: 'refused' },
      outputNotes: [{ id: 'readOnly', find: 'super-read-only' }],
      hasNotes: true,
    },
    {
      id: 'replace',
      commands: [
        { id: 'delete', line: 'kubectl delete pod mysql-0' },
        { id: 'read', line: client(0, SELECT) },
      ],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'changed', object: POD_0, path: 'metadata.uid', label: 'newPod' }, { check: 'kept', object: CLAIM_0, path: 'metadata.uid', label: 'sameClaim' }, threeReady] },
      prediction: { choices: [{ id: 'one' }, { id: 'same' }], right: 'same' },
      solution: [
        { do: 'run', line: 'kubectl delete pod mysql-0' },
        { do: 'waitFor', check: { check: 'all', of: [{ check: 'changed', object: POD_0, path: 'metadata.uid' }, threeReady] }, mostMs: TEN_MINUTES },
        { do: 'run', line: client(0, SELECT) },
      ],
      hasNotes: true,
    },
    {
      id: 'grow',
      commands: [
        { id: 'scale', line: 'kubectl scale statefulset mysql --replicas=4' },
        { id: 'read', line: client(3, SELECT) },
      ],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'ready', pods: PODS, count: 4 }, { check: 'ended', program: 'kubectl', exitCode: 0, count: 2, label: 'readFour' }] },
      prediction: { choices: [{ id: 'kubernetes' }, { id: 'scripts' }], right: 'scripts' },
      solution: [
        { do: 'run', line: 'kubectl scale statefulset mysql --replicas=4' },
        { do: 'waitFor', check: { check: 'ready', pods: PODS, count: 4 }, mostMs: TEN_MINUTES },
        { do: 'run', line: client(3, SELECT) },
      ],
      hasNotes: true,
    },
  ],
  closing: { choices: ['everything', 'identity', 'replication'], right: 'identity' },
  reading: ['docs/tasks/run-application/run-replicated-stateful-application/', 'docs/concepts/workloads/controllers/statefulset/#using-statefulsets'],
  wrongAnswers: [
    { id: 'keepsPool', at: 'set', inputs: [{ do: 'run', line: 'kubectl scale deployment pool --replicas=5' }, { do: 'wait', ms: 60_000 }] },
    { id: 'writesToReplica', at: 'write', inputs: [{ do: 'run', line: client(1, 'CREATE DATABASE test') }, { do: 'wait', ms: 10_000 }] },
    { id: 'readsOnly', at: 'grow', inputs: [{ do: 'run', line: client(2, SELECT) }, { do: 'wait', ms: 30_000 }] },
  ],
});
