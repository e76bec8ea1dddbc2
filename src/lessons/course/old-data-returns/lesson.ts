import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const CLAIM_0 = { kind: 'PersistentVolumeClaim', name: 'www-web-0' } as const;
const APPLY = 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml';
const PAGE = '/usr/share/nginx/html/index.html';
const twoReady: Check = { check: 'ready', pods: PODS, count: 2 };
const noPods: Check = { check: 'objects', kind: 'Pod', selector: 'app=nginx', count: 0, label: 'noPods' };

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 34,
  setup: [
    { do: 'run', line: APPLY },
    { do: 'waitFor', check: twoReady, mostMs: 300_000 },
  ],
  settleMs: 2000,
  steps: [
    {
      id: 'write',
      commands: [{ id: 'write', line: `kubectl exec web-0 -- sh -c 'echo "password: spring" > ${PAGE}'` }],
      needs: { check: 'object', object: SET, exists: true },
      check: { check: 'file', on: { pod: 'web-0' }, path: PAGE, contains: 'spring', label: 'written' },
      focus: { arrangement: 'storage' },
    },
    {
      id: 'delete',
      commands: [{ id: 'delete', line: 'kubectl delete statefulset web' }],
      check: { check: 'all', of: [{ check: 'object', object: SET, exists: false }, noPods, { check: 'object', object: CLAIM_0, exists: true }] },
      prediction: { choices: [{ id: 'gone' }, { id: 'stays' }], right: 'stays' },
      hasNotes: true,
    },
    {
      id: 'again',
      commands: [
        { id: 'apply', line: APPLY },
        { id: 'read', line: `kubectl exec web-0 -- cat ${PAGE}` },
      ],
      check: { check: 'all', of: [twoReady, { check: 'kept', object: CLAIM_0, path: 'metadata.uid', since: 'lesson', label: 'sameClaim' }, { check: 'file', on: { pod: 'web-0' }, path: PAGE, contains: 'spring', label: 'oldData' }] },
      prediction: { choices: [{ id: 'fresh' }, { id: 'old' }], right: 'old' },
      solution: [
        { do: 'run', line: APPLY },
        { do: 'waitFor', check: twoReady, mostMs: 300_000 },
        { do: 'run', line: `kubectl exec web-0 -- cat ${PAGE}` },
      ],
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'clean',
      commands: [
        { id: 'delete', line: 'kubectl delete statefulset web' },
        { id: 'claims', line: 'kubectl delete pvc -l app=nginx' },
      ],
      check: { check: 'all', of: [{ check: 'object', object: SET, exists: false }, { check: 'objects', kind: 'PersistentVolumeClaim', prefix: 'www-web-', count: 0, label: 'noClaims' }] },
      solution: [
        { do: 'run', line: 'kubectl delete statefulset web' },
        { do: 'waitFor', check: { check: 'objects', kind: 'Pod', selector: 'app=nginx', count: 0 }, mostMs: 120_000 },
        { do: 'run', line: 'kubectl delete pvc -l app=nginx' },
      ],
      hasNotes: true,
    },
    {
      id: 'fresh',
      commands: [
        { id: 'apply', line: APPLY },
        { id: 'read', line: `kubectl exec web-0 -- ls /usr/share/nginx/html` },
      ],
      check: { check: 'all', of: [twoReady, { check: 'changed', object: CLAIM_0, path: 'metadata.uid', since: 'lesson', label: 'newClaim' }, { check: 'file', on: { pod: 'web-0' }, path: PAGE, exists: false, label: 'empty' }] },
      prediction: { choices: [{ id: 'fresh' }, { id: 'old' }], right: 'fresh' },
      solution: [
        { do: 'run', line: APPLY },
        { do: 'waitFor', check: twoReady, mostMs: 300_000 },
        { do: 'run', line: 'kubectl exec web-0 -- ls /usr/share/nginx/html' },
      ],
      focus: { arrangement: 'storage' },
    },
  ],
  closing: { choices: ['random', 'name', 'uid'], right: 'name' },
  reading: ['docs/tasks/run-application/delete-stateful-set/#persistent-volumes', 'docs/concepts/workloads/controllers/statefulset/#stable-storage'],
  wrongAnswers: [
    { id: 'keepsClaims', at: 'clean', inputs: [{ do: 'run', line: 'kubectl delete statefulset web' }, { do: 'wait', ms: 60_000 }] },
    { id: 'deletesPod', at: 'delete', inputs: [{ do: 'run', line: 'kubectl delete pod web-0 web-1' }, { do: 'wait', ms: 60_000 }] },
  ],
});
