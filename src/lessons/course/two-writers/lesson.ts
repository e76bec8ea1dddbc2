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
  seed: 23,
  setup: [
    { do: 'run', line: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml' },
    { do: 'waitFor', check: threeReady, mostMs: TEN_MINUTES },
  ],
  settleMs: 3000,
  steps: [
    {
      id: 'cut',
      commands: [{ id: 'cut', line: 'fault network cut centos7k8s3' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'fault', fault: 'network', about: 'centos7k8s3', active: true }, { check: 'condition', object: NODE, type: 'Ready', status: 'Unknown', label: 'unknown' }] },
      prediction: { choices: [{ id: 'stops' }, { id: 'runs' }], right: 'runs' },
      solution: [
        { do: 'run', line: 'fault network cut centos7k8s3' },
        { do: 'waitFor', check: { check: 'condition', object: NODE, type: 'Ready', status: 'Unknown' }, mostMs: TEN_MINUTES },
      ],
      focus: { arrangement: 'nodes' },
      hasNotes: true,
    },
    {
      id: 'plain',
      commands: [{ id: 'delete', line: 'kubectl delete pod nginx-web-sts-vct-1 --wait=false' }],
      needs: setIsThere,
      check: {
        check: 'held',
        of: { check: 'podStatus', pod: 'nginx-web-sts-vct-1', status: 'Terminating' },
        forMs: 40_000,
        label: 'stuck',
      },
      prediction: { choices: [{ id: 'moves' }, { id: 'hangs' }], right: 'hangs' },
      hasNotes: true,
    },
    {
      id: 'force',
      commands: [{ id: 'force', line: 'kubectl delete pod nginx-web-sts-vct-1 --grace-period=0 --force' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_1, path: 'metadata.uid', label: 'newPod' },
          { check: 'ready', pods: { pod: 'nginx-web-sts-vct-1' }, count: 1 },
          { check: 'neverTwo', pod: 'nginx-web-sts-vct-1', ever: true, label: 'twoRan' },
        ],
      },
      prediction: { choices: [{ id: 'one' }, { id: 'two' }, { id: 'none' }], right: 'two' },
      outputNotes: [{ id: 'warning', find: 'Warning: Immediate deletion' }],
      focus: { arrangement: 'nodes' },
      hasNotes: true,
    },
    {
      id: 'storage',
      commands: [{ id: 'list', line: 'kubectl get pods -o wide' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'request', verb: 'list', kind: 'Pod', label: 'listed' }, { check: 'fault', fault: 'network', about: 'centos7k8s3', active: true }] },
      prediction: { choices: [{ id: 'one' }, { id: 'two' }], right: 'one', revealWhen: { check: 'request', verb: 'list', kind: 'Pod' } },
      hasNotes: true,
    },
    {
      id: 'heal',
      commands: [{ id: 'restore', line: 'fault network restore centos7k8s3' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'fault', fault: 'network', about: 'centos7k8s3', active: false },
          { check: 'condition', object: NODE, type: 'Ready', status: 'True', label: 'nodeReady' },
          threeReady,
          { check: 'held', of: { check: 'all', of: [threeReady, { check: 'fault', fault: 'network', about: 'centos7k8s3', active: false }] }, forMs: 20_000, label: 'calm' },
        ],
      },
      focus: { arrangement: 'nodes' },
    },
  ],
  closing: { choices: ['stops', 'forgets', 'moves'], right: 'forgets' },
  reading: ['docs/tasks/run-application/force-delete-stateful-set-pod/', 'docs/concepts/workloads/pods/pod-lifecycle/#pod-termination-forced'],
  wrongAnswers: [
    { id: 'waits', at: 'force', inputs: [{ do: 'wait', ms: 300_000 }] },
    { id: 'powersOff', at: 'cut', inputs: [{ do: 'run', line: 'fault power off centos7k8s3' }, { do: 'wait', ms: 120_000 }] },
  ],
});
