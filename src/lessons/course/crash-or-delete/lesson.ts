import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const POD_0 = { kind: 'Pod', name: 'web-0' } as const;
const POD_1 = { kind: 'Pod', name: 'web-1' } as const;
const RESTARTS = 'status.containerStatuses[0].restartCount';
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const ready: Check = { check: 'ready', pods: { of: SET }, count: 2 };
const LOOP = 'for i in 1 2 3; do fault crash web-0; sleep 2; done; kubectl get pods';

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 26,
  setup: [
    { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
    { do: 'waitFor', check: ready, mostMs: 300_000 },
  ],
  settleMs: 3000,
  steps: [
    {
      id: 'before',
      commands: [{ id: 'list', line: 'kubectl get pods -o wide' }],
      needs: setIsThere,
      check: { check: 'request', verb: 'list', kind: 'Pod', label: 'listed' },
    },
    {
      id: 'crash',
      commands: [
        { id: 'kill', line: 'kubectl exec web-0 -- kill 1' },
        { id: 'list', line: 'kubectl get pods -o wide' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_0, path: RESTARTS, label: 'restarted' },
          { check: 'kept', object: POD_0, path: 'metadata.uid', label: 'samePod' },
          { check: 'kept', object: POD_0, path: 'status.podIP', label: 'sameAddress' },
          ready,
        ],
      },
      prediction: {
        choices: [
          { id: 'pod', mark: { object: POD_0 } },
          { id: 'address', mark: { object: POD_0, part: 'address' } },
          { id: 'count' },
        ],
        right: 'count',
      },
      hasNotes: true,
    },
    {
      id: 'delete',
      commands: [
        { id: 'delete', line: 'kubectl delete pod web-0' },
        { id: 'list', line: 'kubectl get pods -o wide' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_0, path: 'metadata.uid', label: 'newPod' },
          { check: 'changed', object: POD_0, path: 'status.podIP', label: 'newAddress' },
          { check: 'field', object: POD_0, path: RESTARTS, equals: 0, label: 'fromZero' },
          ready,
        ],
      },
      prediction: { choices: [{ id: 'one' }, { id: 'zero' }], right: 'zero' },
      hasNotes: true,
    },
    {
      id: 'both',
      commands: [{ id: 'crash', line: 'fault crash web-0; fault crash web-1' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_0, path: RESTARTS, label: 'restarted0' },
          { check: 'changed', object: POD_1, path: RESTARTS, label: 'restarted1' },
          { check: 'kept', object: POD_1, path: 'metadata.uid', label: 'samePod1' },
          ready,
        ],
      },
      prediction: { choices: [{ id: 'ordered' }, { id: 'atOnce' }], right: 'atOnce' },
      hasNotes: true,
    },
    {
      id: 'backOff',
      commands: [{ id: 'loop', line: LOOP }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'once', of: { check: 'podStatus', pod: 'web-0', status: 'CrashLoopBackOff' }, label: 'backedOff' },
          { check: 'sequence', of: [{ check: 'podStatus', pod: 'web-0', status: 'CrashLoopBackOff' }, { check: 'ready', pods: { pod: 'web-0' }, count: 1 }], label: 'cameBack' },
        ],
      },
      prediction: { choices: [{ id: 'gone' }, { id: 'waits' }], right: 'waits' },
      solution: [{ do: 'run', line: LOOP }, { do: 'waitFor', check: ready, mostMs: 300_000 }],
      outputNotes: [{ id: 'restarts', find: 'RESTARTS' }],
      hasNotes: true,
    },
  ],
  closing: { choices: ['kubelet', 'controller', 'scheduler'], right: 'kubelet' },
  reading: ['docs/concepts/workloads/pods/pod-lifecycle/#container-restarts', 'docs/concepts/workloads/pods/pod-lifecycle/#pod-lifetime', 'docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees'],
  wrongAnswers: [
    { id: 'deletes', at: 'crash', inputs: [{ do: 'run', line: 'kubectl delete pod web-0' }, { do: 'wait', ms: 60_000 }] },
    { id: 'crashes', at: 'delete', inputs: [{ do: 'run', line: 'kubectl exec web-0 -- kill 1' }, { do: 'wait', ms: 60_000 }] },
    { id: 'onlyOne', at: 'both', inputs: [{ do: 'run', line: 'fault crash web-0' }, { do: 'wait', ms: 60_000 }] },
  ],
});
