import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'nginx-web-sts-vct' } as const;
const PODS = { of: SET } as const;
const POD_1 = { kind: 'Pod', name: 'nginx-web-sts-vct-1' } as const;
const NODE = { kind: 'Node', name: 'centos7k8s3' } as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const threeReady: Check = { check: 'ready', pods: PODS, count: 3 };
const TEN_MINUTES = 600_000;

export const lesson = defineLesson({
  ...card,
  profile: 'lab',
  seed: 21,
  setup: [
    { do: 'run', line: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml' },
    { do: 'waitFor', check: threeReady, mostMs: TEN_MINUTES },
    { do: 'run', line: 'kubectl create deployment shop --image=harbor.myharbor.com/myharbor/nginx:v1.0-my --replicas=2' },
    { do: 'waitFor', check: { check: 'ready', pods: { of: { kind: 'Deployment', name: 'shop' } }, count: 2 }, mostMs: TEN_MINUTES },
  ],
  settleMs: 3000,
  steps: [
    {
      id: 'where',
      commands: [{ id: 'wide', line: 'kubectl get pods -o wide' }],
      needs: setIsThere,
      check: { check: 'request', verb: 'list', kind: 'Pod', label: 'listed' },
      focus: { arrangement: 'nodes' },
    },
    {
      id: 'off',
      commands: [{ id: 'power', line: 'fault power off centos7k8s3' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'fault', fault: 'power', about: 'centos7k8s3', active: true },
          { check: 'condition', object: NODE, type: 'Ready', status: 'Unknown', label: 'unknown' },
        ],
      },
      prediction: { choices: [{ id: 'atOnce' }, { id: 'later' }, { id: 'never' }], right: 'later' },
      solution: [
        { do: 'run', line: 'fault power off centos7k8s3' },
        { do: 'waitFor', check: { check: 'condition', object: NODE, type: 'Ready', status: 'Unknown' }, mostMs: TEN_MINUTES },
      ],
      focus: { arrangement: 'nodes' },
      hasNotes: true,
    },
    {
      id: 'terminating',
      commands: [{ id: 'wait', line: 'kubectl wait --for=jsonpath={.metadata.deletionTimestamp} pod/nginx-web-sts-vct-1 --timeout=10m' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'podStatus', pod: 'nginx-web-sts-vct-1', status: 'Terminating', label: 'terminating' },
          { check: 'ready', pods: { of: { kind: 'Deployment', name: 'shop' } }, count: 2 },
          { check: 'held', of: { check: 'all', of: [{ check: 'podStatus', pod: 'nginx-web-sts-vct-1', status: 'Terminating' }, { check: 'kept', object: POD_1, path: 'metadata.uid', since: 'lesson' }] }, forMs: 30_000, label: 'noSecond' },
        ],
      },
      prediction: { choices: [{ id: 'set' }, { id: 'deployment' }, { id: 'both' }], right: 'deployment' },
      solution: [{ do: 'waitFor', check: { check: 'podStatus', pod: 'nginx-web-sts-vct-1', status: 'Terminating' }, mostMs: TEN_MINUTES }, { do: 'wait', ms: 40_000 }],
      hasNotes: true,
    },
    {
      id: 'why',
      commands: [{ id: 'describe', line: 'kubectl describe pod nginx-web-sts-vct-1' }],
      needs: setIsThere,
      check: { check: 'request', verb: 'get', kind: 'Pod', name: 'nginx-web-sts-vct-1', label: 'read' },
      outputNotes: [{ id: 'terminating', find: 'Terminating' }],
      hasNotes: true,
    },
    {
      id: 'on',
      commands: [{ id: 'power', line: 'fault power on centos7k8s3' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'fault', fault: 'power', about: 'centos7k8s3', active: false },
          { check: 'condition', object: NODE, type: 'Ready', status: 'True', label: 'nodeReady' },
          { check: 'changed', object: POD_1, path: 'metadata.uid', since: 'lesson', label: 'newPod' },
          threeReady,
          { check: 'neverTwo', pod: 'nginx-web-sts-vct-1', since: 'lesson', label: 'neverTwo' },
        ],
      },
      prediction: { choices: [{ id: 'oldOne' }, { id: 'newOne' }], right: 'newOne' },
      focus: { arrangement: 'nodes' },
    },
  ],
  closing: { choices: ['slow', 'cannotKnow', 'noRoom'], right: 'cannotKnow' },
  reading: ['docs/concepts/architecture/nodes/#condition', 'docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions', 'docs/tasks/run-application/force-delete-stateful-set-pod/'],
  wrongAnswers: [
    { id: 'onlyCordon', at: 'off', inputs: [{ do: 'run', line: 'kubectl cordon centos7k8s3' }, { do: 'wait', ms: 120_000 }] },
    { id: 'deletesPod', at: 'off', inputs: [{ do: 'run', line: 'kubectl delete pod nginx-web-sts-vct-1' }, { do: 'wait', ms: 60_000 }] },
  ],
});
