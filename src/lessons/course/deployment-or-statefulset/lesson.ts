import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const SHOP = { kind: 'Deployment', name: 'shop' } as const;
const POD_1 = { kind: 'Pod', name: 'web-1' } as const;
const both: Check = { check: 'all', of: [{ check: 'object', object: SET, exists: true }, { check: 'object', object: SHOP, exists: true }] };

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 41,
  steps: [
    {
      id: 'pool',
      commands: [{ id: 'create', line: 'kubectl create deployment shop --image=registry.k8s.io/nginx-slim:0.24 --replicas=3' }],
      check: { check: 'ready', pods: { of: SHOP }, count: 3 },
      prediction: { choices: [{ id: 'together' }, { id: 'ordered' }], right: 'together' },
    },
    {
      id: 'columns',
      commands: [
        { id: 'apply', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
        { id: 'scale', line: 'kubectl scale statefulset web --replicas=3' },
      ],
      needs: { check: 'object', object: SHOP, exists: true },
      check: { check: 'all', of: [{ check: 'order', what: 'created', names: ['web-0', 'web-1', 'web-2'], label: 'inOrder' }, { check: 'ready', pods: { of: SET }, count: 3 }] },
      hasNotes: true,
    },
    {
      id: 'names',
      commands: [{ id: 'list', line: 'kubectl get pods' }],
      needs: both,
      check: { check: 'request', verb: 'list', kind: 'Pod', label: 'listed' },
      hasNotes: true,
    },
    {
      id: 'deletePool',
      commands: [{ id: 'delete', line: 'kubectl delete pod $(kubectl get pods -l app=shop -o jsonpath={.items[0].metadata.name})' }],
      needs: both,
      check: { check: 'all', of: [{ check: 'event', reason: 'Killing', label: 'killed' }, { check: 'ready', pods: { of: SHOP }, count: 3, exactly: true }] },
      prediction: { choices: [{ id: 'sameName' }, { id: 'otherName' }], right: 'otherName' },
    },
    {
      id: 'deleteColumn',
      commands: [{ id: 'delete', line: 'kubectl delete pod web-1' }],
      needs: both,
      check: { check: 'all', of: [{ check: 'changed', object: POD_1, path: 'metadata.uid', label: 'newPod' }, { check: 'ready', pods: { of: SET }, count: 3 }, { check: 'kept', object: { kind: 'PersistentVolumeClaim', name: 'www-web-1' }, path: 'metadata.uid', label: 'sameClaim' }] },
      prediction: { choices: [{ id: 'pod', mark: { object: POD_1 } }, { id: 'claim', mark: { object: { kind: 'PersistentVolumeClaim', name: 'www-web-1' } } }], right: 'pod' },
      hasNotes: true,
    },
    {
      id: 'shrink',
      commands: [
        { id: 'shop', line: 'kubectl scale deployment shop --replicas=1' },
        { id: 'web', line: 'kubectl scale statefulset web --replicas=1' },
      ],
      needs: both,
      check: { check: 'all', of: [{ check: 'ready', pods: { of: SHOP }, count: 1, exactly: true }, { check: 'ready', pods: { of: SET }, count: 1, exactly: true }, { check: 'ready', pods: { pod: 'web-0' }, count: 1 }] },
      hasNotes: true,
    },
  ],
  closing: { choices: ['faster', 'identity', 'replication'], right: 'identity' },
  reading: ['docs/concepts/workloads/controllers/statefulset/', 'docs/concepts/workloads/controllers/deployment/'],
  wrongAnswers: [
    { id: 'onePod', inputs: [{ do: 'run', line: 'kubectl run shop --image=registry.k8s.io/nginx-slim:0.24' }, { do: 'wait', ms: 30_000 }] },
    { id: 'onlyPool', at: 'shrink', inputs: [{ do: 'run', line: 'kubectl scale deployment shop --replicas=1' }, { do: 'wait', ms: 60_000 }] },
  ],
});
