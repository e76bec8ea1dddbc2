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
const TAINT = 'kubectl taint node centos7k8s3 node.kubernetes.io/out-of-service=nodeshutdown:NoExecute';

export const lesson = defineLesson({
  ...card,
  profile: 'lab',
  seed: 22,
  setup: [
    { do: 'run', line: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml' },
    { do: 'waitFor', check: threeReady, mostMs: TEN_MINUTES },
    { do: 'run', line: "kubectl exec nginx-web-sts-vct-1 -- sh -c 'echo sts1 > /usr/share/nginx/html/index.html'" },
    { do: 'fault', fault: { fault: 'power', node: 'centos7k8s3', on: false } },
    { do: 'waitFor', check: { check: 'podStatus', pod: 'nginx-web-sts-vct-1', status: 'Terminating' }, mostMs: TEN_MINUTES },
  ],
  settleMs: 5000,
  steps: [
    {
      id: 'look',
      commands: [{ id: 'list', line: 'kubectl get nodes,pods -o wide' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'request', verb: 'list', kind: 'Node', label: 'nodesListed' }, { check: 'request', verb: 'list', kind: 'Pod', label: 'podsListed' }] },
      outputNotes: [{ id: 'terminating', find: 'Terminating' }],
      focus: { arrangement: 'nodes' },
      hasNotes: true,
    },
    {
      id: 'verify',
      commands: [{ id: 'ping', line: 'ping -c 3 centos7k8s3' }],
      needs: setIsThere,
      check: { check: 'ended', program: 'ping', label: 'pinged' },
      hasNotes: true,
    },
    {
      id: 'taint',
      commands: [{ id: 'taint', line: TAINT }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_1, path: 'metadata.uid', label: 'newPod' },
          { check: 'field', object: POD_1, path: 'spec.nodeName', differs: 'centos7k8s3', label: 'elsewhere' },
          threeReady,
          { check: 'neverTwo', pod: 'nginx-web-sts-vct-1', since: 'lesson', label: 'neverTwo' },
        ],
      },
      prediction: { choices: [{ id: 'nothing' }, { id: 'elsewhere' }, { id: 'newName' }], right: 'elsewhere' },
      focus: { arrangement: 'nodes' },
      hasNotes: true,
    },
    {
      id: 'data',
      commands: [{ id: 'read', line: 'kubectl exec nginx-web-sts-vct-1 -- cat /usr/share/nginx/html/index.html' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'ended', program: 'kubectl', exitCode: 0, label: 'read' }, { check: 'file', on: { pod: 'nginx-web-sts-vct-1' }, path: '/usr/share/nginx/html/index.html', contains: 'sts1', label: 'sameData' }] },
    },
    {
      id: 'back',
      commands: [
        { id: 'power', line: 'fault power on centos7k8s3' },
        { id: 'untaint', line: 'kubectl taint node centos7k8s3 node.kubernetes.io/out-of-service-' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'condition', object: NODE, type: 'Ready', status: 'True', label: 'nodeReady' },
          { check: 'field', object: NODE, path: 'spec.taints', equals: null, label: 'noTaint' },
          threeReady,
        ],
      },
      hasNotes: true,
    },
  ],
  closing: { choices: ['always', 'certain', 'force'], right: 'certain' },
  reading: ['docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown', 'docs/reference/labels-annotations-taints/#node-kubernetes-io-out-of-service'],
  wrongAnswers: [
    { id: 'waits', at: 'taint', inputs: [{ do: 'wait', ms: 300_000 }] },
    { id: 'cordons', at: 'taint', inputs: [{ do: 'run', line: 'kubectl cordon centos7k8s3' }, { do: 'wait', ms: 60_000 }] },
  ],
});
