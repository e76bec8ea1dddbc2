import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const claim = (ordinal: number) => ({ kind: 'PersistentVolumeClaim', name: `www-web-${ordinal}` }) as const;
const claims = (count: number, label: string): Check => ({ check: 'objects', kind: 'PersistentVolumeClaim', prefix: 'www-web-', count, label });
const ready = (count: number): Check => ({ check: 'ready', pods: PODS, count, exactly: true });
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const policy = (whenScaled: string, whenDeleted: string) => `kubectl patch statefulset web -p '{"spec":{"persistentVolumeClaimRetentionPolicy":{"whenScaled":"${whenScaled}","whenDeleted":"${whenDeleted}"}}}'`;
const POLICY = 'spec.persistentVolumeClaimRetentionPolicy';

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 12,
  setup: [
    { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
    { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
    { do: 'waitFor', check: ready(3), mostMs: 300_000 },
    { do: 'run', line: "for i in 0 1 2; do kubectl exec web-$i -- sh -c 'echo old-$(hostname) > /usr/share/nginx/html/index.html'; done" },
  ],
  settleMs: 3000,
  steps: [
    {
      id: 'keep',
      commands: [{ id: 'scale', line: 'kubectl scale statefulset web --replicas=1' }],
      needs: setIsThere,
      check: { check: 'all', of: [ready(1), claims(3, 'threeClaims')] },
      prediction: { choices: [{ id: 'gone' }, { id: 'kept' }], right: 'kept' },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'back',
      commands: [
        { id: 'scale', line: 'kubectl scale statefulset web --replicas=3' },
        { id: 'read', line: 'kubectl exec web-2 -- cat /usr/share/nginx/html/index.html' },
      ],
      needs: setIsThere,
      check: { check: 'all', of: [ready(3), { check: 'file', on: { pod: 'web-2' }, path: '/usr/share/nginx/html/index.html', contains: 'old-web-2', label: 'oldPage' }, { check: 'kept', object: claim(2), path: 'metadata.uid', since: 'lesson', label: 'sameClaim' }] },
      solution: [
        { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
        { do: 'waitFor', check: ready(3), mostMs: 300_000 },
        { do: 'run', line: 'kubectl exec web-2 -- cat /usr/share/nginx/html/index.html' },
      ],
    },
    {
      id: 'policy',
      commands: [
        { id: 'patch', line: policy('Delete', 'Retain') },
        { id: 'owner', line: `kubectl get pvc www-web-2 -o jsonpath='{.metadata.ownerReferences}{"\\n"}'` },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: `${POLICY}.whenScaled`, equals: 'Delete' },
          { check: 'field', object: SET, path: `${POLICY}.whenDeleted`, equals: 'Retain' },
          { check: 'request', verb: 'get', kind: 'PersistentVolumeClaim', name: 'www-web-2', label: 'ownerRead' },
        ],
      },
      hasNotes: true,
    },
    {
      id: 'drop',
      commands: [{ id: 'scale', line: 'kubectl scale statefulset web --replicas=1' }],
      needs: setIsThere,
      check: { check: 'all', of: [ready(1), claims(1, 'oneClaim'), { check: 'object', object: claim(0), exists: true }] },
      prediction: {
        choices: [
          { id: 'zero', mark: { object: claim(0) } },
          { id: 'two', mark: { object: claim(2) } },
          { id: 'none' },
        ],
        right: 'two',
      },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'fresh',
      commands: [
        { id: 'scale', line: 'kubectl scale statefulset web --replicas=3' },
        { id: 'read', line: 'kubectl exec web-2 -- ls /usr/share/nginx/html' },
      ],
      needs: setIsThere,
      check: { check: 'all', of: [ready(3), { check: 'changed', object: claim(2), path: 'metadata.uid', since: 'lesson', label: 'newClaim' }, { check: 'file', on: { pod: 'web-2' }, path: '/usr/share/nginx/html/index.html', exists: false, label: 'pageGone' }] },
      solution: [
        { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
        { do: 'waitFor', check: ready(3), mostMs: 300_000 },
        { do: 'run', line: 'kubectl exec web-2 -- ls /usr/share/nginx/html' },
      ],
    },
    {
      id: 'whole',
      commands: [
        { id: 'patch', line: policy('Delete', 'Delete') },
        { id: 'delete', line: 'kubectl delete statefulset web' },
      ],
      check: { check: 'all', of: [{ check: 'object', object: SET, exists: false }, claims(0, 'noClaims')] },
      solution: [
        { do: 'run', line: policy('Delete', 'Delete') },
        { do: 'wait', ms: 3000 },
        { do: 'run', line: 'kubectl delete statefulset web' },
      ],
      hasNotes: true,
    },
  ],
  closing: { choices: ['always', 'never', 'policy'], right: 'policy' },
  reading: ['docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention', 'docs/concepts/storage/persistent-volumes/#reclaiming'],
  wrongAnswers: [
    { id: 'onlyWhenDeleted', at: 'drop', inputs: [{ do: 'run', line: policy('Retain', 'Delete') }, { do: 'run', line: 'kubectl scale statefulset web --replicas=1' }, { do: 'wait', ms: 60_000 }] },
    { id: 'deletesWithoutPolicy', at: 'whole', inputs: [{ do: 'run', line: 'kubectl delete statefulset web' }, { do: 'wait', ms: 60_000 }] },
  ],
});
