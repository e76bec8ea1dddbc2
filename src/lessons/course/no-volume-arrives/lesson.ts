import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'nginx-web-sts-vct' } as const;
const CLAIM_0 = { kind: 'PersistentVolumeClaim', name: 'data-nginx-web-sts-vct-0' } as const;
const CLAIM_1 = { kind: 'PersistentVolumeClaim', name: 'data-nginx-web-sts-vct-1' } as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };

export const lesson = defineLesson({
  ...card,
  profile: 'lab',
  seed: 42,
  steps: [
    {
      id: 'stop',
      commands: [{ id: 'stop', line: 'fault provisioner stop' }],
      check: { check: 'fault', fault: 'provisioner', active: true },
    },
    {
      id: 'apply',
      commands: [{ id: 'apply', line: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml' }],
      check: {
        check: 'all',
        of: [
          { check: 'object', object: CLAIM_0, exists: true },
          { check: 'held', of: { check: 'all', of: [{ check: 'podStatus', pod: 'nginx-web-sts-vct-0', status: 'Pending' }, { check: 'field', object: CLAIM_0, path: 'status.phase', equals: 'Pending' }] }, forMs: 15_000, label: 'bothPending' },
        ],
      },
      prediction: { choices: [{ id: 'all' }, { id: 'one' }, { id: 'none' }], right: 'one' },
      hasNotes: true,
    },
    {
      id: 'pod',
      commands: [{ id: 'describe', line: 'kubectl describe pod nginx-web-sts-vct-0' }],
      needs: setIsThere,
      check: { check: 'request', verb: 'get', kind: 'Pod', name: 'nginx-web-sts-vct-0', label: 'podRead' },
      outputNotes: [{ id: 'unbound', find: 'unbound immediate PersistentVolumeClaims' }],
    },
    {
      id: 'claim',
      commands: [{ id: 'describe', line: 'kubectl describe pvc data-nginx-web-sts-vct-0' }],
      needs: setIsThere,
      check: { check: 'request', verb: 'get', kind: 'PersistentVolumeClaim', name: 'data-nginx-web-sts-vct-0', label: 'claimRead' },
      outputNotes: [{ id: 'waiting', find: 'ExternalProvisioning' }],
      hasNotes: true,
    },
    {
      id: 'start',
      commands: [{ id: 'start', line: 'fault provisioner start' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'fault', fault: 'provisioner', active: false },
          { check: 'field', object: CLAIM_0, path: 'status.phase', equals: 'Bound', label: 'bound0' },
          { check: 'field', object: CLAIM_1, path: 'status.phase', equals: 'Bound', label: 'bound1' },
          { check: 'ready', pods: { of: SET }, count: 3 },
        ],
      },
      prediction: { choices: [{ id: 'recreate' }, { id: 'itself' }], right: 'itself' },
      focus: { arrangement: 'storage' },
    },
  ],
  closing: { choices: ['pod', 'claim', 'set'], right: 'claim' },
  reading: ['docs/concepts/storage/dynamic-provisioning/', 'docs/concepts/storage/persistent-volumes/#provisioning', 'docs/tasks/debug/debug-application/debug-pods/'],
  wrongAnswers: [
    { id: 'deletesPod', at: 'start', inputs: [{ do: 'run', line: 'kubectl delete pod nginx-web-sts-vct-0' }, { do: 'wait', ms: 60_000 }] },
    { id: 'scales', at: 'start', inputs: [{ do: 'run', line: 'kubectl scale statefulset nginx-web-sts-vct --replicas=1' }, { do: 'wait', ms: 60_000 }] },
  ],
});
