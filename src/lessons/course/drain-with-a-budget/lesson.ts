import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'nginx-web-sts-vct' } as const;
const PODS = { of: SET } as const;
const BUDGET = { kind: 'PodDisruptionBudget', name: 'web-pdb' } as const;
const NODE = { kind: 'Node', name: 'centos7k8s2' } as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const threeReady: Check = { check: 'ready', pods: PODS, count: 3 };
const FIVE_MINUTES = 300_000;
const DRAIN = 'kubectl drain centos7k8s2 --ignore-daemonsets --force --delete-emptydir-data';

export const lesson = defineLesson({
  ...card,
  profile: 'lab',
  seed: 24,
  setup: [
    { do: 'run', line: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml' },
    { do: 'waitFor', check: threeReady, mostMs: FIVE_MINUTES },
  ],
  settleMs: 3000,
  steps: [
    {
      id: 'budget',
      commands: [{ id: 'create', line: 'kubectl create poddisruptionbudget web-pdb --selector=apps=nginx --max-unavailable=1' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'object', object: BUDGET, exists: true }, { check: 'field', object: BUDGET, path: 'status.disruptionsAllowed', equals: 1, label: 'oneAllowed' }] },
      hasNotes: true,
    },
    {
      id: 'drain',
      commands: [{ id: 'drain', line: DRAIN }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: NODE, path: 'spec.unschedulable', equals: true, label: 'cordoned' },
          { check: 'field', object: { kind: 'Pod', name: 'nginx-web-sts-vct-0' }, path: 'spec.nodeName', differs: 'centos7k8s2', label: 'zeroMoved' },
          { check: 'field', object: { kind: 'Pod', name: 'nginx-web-sts-vct-2' }, path: 'spec.nodeName', differs: 'centos7k8s2', label: 'twoMoved' },
          threeReady,
          { check: 'neverFewerReady', pods: PODS, count: 2, label: 'neverBelowTwo' },
        ],
      },
      prediction: { choices: [{ id: 'together' }, { id: 'oneByOne' }], right: 'oneByOne' },
      focus: { arrangement: 'nodes' },
      hasNotes: true,
    },
    {
      id: 'uncordon',
      commands: [{ id: 'uncordon', line: 'kubectl uncordon centos7k8s2' }],
      needs: setIsThere,
      check: { check: 'field', object: NODE, path: 'spec.unschedulable', equals: null, label: 'open' },
      prediction: { choices: [{ id: 'return' }, { id: 'stay' }], right: 'stay' },
      focus: { arrangement: 'nodes' },
    },
    {
      id: 'strict',
      commands: [{ id: 'patch', line: `kubectl patch pdb web-pdb --type=merge -p '{"spec":{"maxUnavailable":0}}'` }],
      needs: setIsThere,
      check: { check: 'field', object: BUDGET, path: 'status.disruptionsAllowed', equals: 0, label: 'noneAllowed' },
    },
    {
      id: 'refused',
      commands: [{ id: 'drain', line: 'kubectl drain centos7k8s3 --ignore-daemonsets --force --delete-emptydir-data --timeout=30s' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'ended', program: 'kubectl', exitCode: 1, label: 'gaveUp' }, threeReady] },
      prediction: { choices: [{ id: 'evicts' }, { id: 'refused' }], right: 'refused' },
      outputNotes: [{ id: 'budget', find: "Cannot evict pod as it would violate the pod's disruption budget" }],
      hasNotes: true,
    },
    {
      id: 'open',
      commands: [{ id: 'uncordon', line: 'kubectl uncordon centos7k8s3' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'field', object: { kind: 'Node', name: 'centos7k8s3' }, path: 'spec.unschedulable', equals: null, label: 'openAgain' }, threeReady] },
    },
  ],
  closing: { choices: ['everything', 'evictions', 'crashes'], right: 'evictions' },
  reading: ['docs/tasks/administer-cluster/safely-drain-node/', 'docs/concepts/workloads/pods/disruptions/', 'docs/tasks/run-application/configure-pdb/'],
  wrongAnswers: [
    { id: 'deletes', at: 'drain', inputs: [{ do: 'run', line: 'kubectl delete pod nginx-web-sts-vct-0 nginx-web-sts-vct-2' }, { do: 'wait', ms: 60_000 }] },
    { id: 'cordons', at: 'drain', inputs: [{ do: 'run', line: 'kubectl cordon centos7k8s2' }, { do: 'wait', ms: 60_000 }] },
  ],
});
