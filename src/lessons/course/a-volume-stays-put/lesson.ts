import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const POD_1 = { kind: 'Pod', name: 'web-1' } as const;
const CLAIM_1 = { kind: 'PersistentVolumeClaim', name: 'www-web-1' } as const;
const NODE = { kind: 'Node', name: 'worker2' } as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const cordoned: Check = { check: 'field', object: NODE, path: 'spec.unschedulable', equals: true, label: 'cordoned' };
const PAGE = '/usr/share/nginx/html/index.html';

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 46,
  setup: [
    { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
    { do: 'waitFor', check: { check: 'ready', pods: { of: SET }, count: 2 }, mostMs: 300_000 },
    { do: 'run', line: `kubectl exec web-1 -- sh -c 'echo precious > ${PAGE}'` },
  ],
  settleMs: 2000,
  steps: [
    {
      id: 'where',
      commands: [
        { id: 'pods', line: 'kubectl get pods -o wide' },
        { id: 'volumes', line: 'kubectl get pv -o custom-columns=CLAIM:.spec.claimRef.name,NODE:.spec.nodeAffinity.required.nodeSelectorTerms[0].matchExpressions[0].values[0]' },
      ],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'request', verb: 'list', kind: 'Pod', label: 'podsListed' }, { check: 'request', verb: 'list', kind: 'PersistentVolume', label: 'volumesListed' }] },
      outputNotes: [{ id: 'pinned', find: 'www-web-1   worker2' }],
      focus: { arrangement: 'nodes' },
      hasNotes: true,
    },
    {
      id: 'cordon',
      commands: [
        { id: 'cordon', line: 'kubectl cordon worker2' },
        { id: 'delete', line: 'kubectl delete pod web-1' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          cordoned,
          { check: 'changed', object: POD_1, path: 'metadata.uid', label: 'newPod' },
          { check: 'held', of: { check: 'podStatus', pod: 'web-1', status: 'Pending' }, forMs: 15_000, label: 'pending' },
        ],
      },
      prediction: { choices: [{ id: 'moves' }, { id: 'waits' }], right: 'waits' },
      focus: { arrangement: 'nodes' },
      hasNotes: true,
    },
    {
      id: 'why',
      commands: [{ id: 'describe', line: 'kubectl describe pod web-1' }],
      needs: { check: 'all', of: [setIsThere, cordoned] },
      check: { check: 'request', verb: 'get', kind: 'Pod', name: 'web-1', label: 'read' },
      outputNotes: [{ id: 'affinity', find: "didn't match PersistentVolume's node affinity" }],
      hasNotes: true,
    },
    {
      id: 'back',
      commands: [{ id: 'uncordon', line: 'kubectl uncordon worker2' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: NODE, path: 'spec.unschedulable', equals: null, label: 'open' },
          { check: 'ready', pods: { of: SET }, count: 2 },
          { check: 'field', object: POD_1, path: 'spec.nodeName', equals: 'worker2', label: 'sameNode' },
          { check: 'file', on: { pod: 'web-1' }, path: PAGE, contains: 'precious', label: 'sameData' },
        ],
      },
      focus: { arrangement: 'nodes' },
    },
    {
      id: 'giveUp',
      commands: [
        { id: 'cordon', line: 'kubectl cordon worker2' },
        { id: 'delete', line: 'kubectl delete pod web-1' },
        { id: 'claim', line: 'kubectl delete pvc www-web-1' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          cordoned,
          { check: 'changed', object: CLAIM_1, path: 'metadata.uid', label: 'newClaim' },
          { check: 'ready', pods: { of: SET }, count: 2 },
          { check: 'field', object: POD_1, path: 'spec.nodeName', differs: 'worker2', label: 'otherNode' },
          { check: 'file', on: { pod: 'web-1' }, path: PAGE, exists: false, label: 'empty' },
        ],
      },
      prediction: { choices: [{ id: 'moved' }, { id: 'empty' }], right: 'empty' },
      focus: { arrangement: 'nodes' },
      hasNotes: true,
    },
  ],
  closing: { choices: ['schedule', 'volume', 'set'], right: 'volume' },
  reading: ['docs/concepts/storage/persistent-volumes/#node-affinity', 'docs/concepts/storage/storage-classes/#volume-binding-mode', 'docs/concepts/storage/volumes/#local'],
  wrongAnswers: [
    { id: 'onlyDelete', at: 'cordon', inputs: [{ do: 'run', line: 'kubectl delete pod web-1' }, { do: 'wait', ms: 60_000 }] },
    { id: 'deletesAgain', at: 'back', inputs: [{ do: 'run', line: 'kubectl delete pod web-1' }, { do: 'wait', ms: 60_000 }] },
    { id: 'keepsClaim', at: 'giveUp', inputs: [{ do: 'run', line: 'kubectl cordon worker2' }, { do: 'run', line: 'kubectl delete pod web-1' }, { do: 'wait', ms: 60_000 }] },
  ],
});
