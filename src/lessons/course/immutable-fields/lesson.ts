import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const pod = (ordinal: number) => ({ kind: 'Pod', name: `web-${ordinal}` }) as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const ready = (count: number): Check => ({ check: 'ready', pods: PODS, count });

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 14,
  setup: [
    { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
    { do: 'waitFor', check: ready(2), mostMs: 300_000 },
    { do: 'run', line: 'curl -sLO https://k8s.io/examples/application/web/web.yaml' },
    { do: 'run', line: "sed 's/storage: 1Gi/storage: 5Gi/' web.yaml > bigger.yaml" },
  ],
  settleMs: 3000,
  steps: [
    {
      id: 'compare',
      commands: [{ id: 'diff', line: 'diff web.yaml bigger.yaml' }],
      needs: setIsThere,
      check: { check: 'ended', program: 'diff', exitCode: 1, label: 'compared' },
      outputNotes: [{ id: 'five', find: 'storage: 5Gi' }],
    },
    {
      id: 'refused',
      commands: [{ id: 'apply', line: 'kubectl apply -f bigger.yaml' }],
      needs: setIsThere,
      check: { check: 'ended', program: 'kubectl', exitCode: 1, label: 'refused' },
      prediction: { choices: [{ id: 'grows' }, { id: 'refused' }, { id: 'onlyNew' }], right: 'refused' },
      outputNotes: [{ id: 'forbidden', find: 'Forbidden' }],
      hasNotes: true,
    },
    {
      id: 'orphan',
      commands: [{ id: 'delete', line: 'kubectl delete statefulset web --cascade=orphan' }],
      check: {
        check: 'all',
        of: [
          { check: 'object', object: SET, exists: false },
          { check: 'kept', object: pod(0), path: 'metadata.uid', since: 'lesson', label: 'samePod' },
          { check: 'ready', pods: { selector: 'app=nginx' }, count: 2 },
          { check: 'field', object: pod(0), path: 'metadata.ownerReferences', equals: null, label: 'noOwner' },
        ],
      },
      prediction: { choices: [{ id: 'podsGo' }, { id: 'podsStay' }], right: 'podsStay' },
      hasNotes: true,
    },
    {
      id: 'recreate',
      commands: [{ id: 'apply', line: 'kubectl apply -f bigger.yaml' }],
      check: {
        check: 'all',
        of: [
          { check: 'object', object: SET, exists: true },
          { check: 'field', object: pod(0), path: 'metadata.ownerReferences[0].name', equals: 'web', label: 'adopted' },
          { check: 'kept', object: pod(0), path: 'metadata.uid', since: 'lesson', label: 'samePod' },
          { check: 'field', object: SET, path: 'spec.volumeClaimTemplates[0].spec.resources.requests.storage', equals: '5Gi', label: 'templateIsBigger' },
          ready(2),
        ],
      },
      prediction: { choices: [{ id: 'zeroNew', mark: { object: pod(0) } }, { id: 'none' }], right: 'none' },
      hasNotes: true,
    },
    {
      id: 'grow',
      commands: [
        { id: 'scale', line: 'kubectl scale statefulset web --replicas=3' },
        { id: 'list', line: 'kubectl get pvc -l app=nginx' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          ready(3),
          { check: 'field', object: { kind: 'PersistentVolumeClaim', name: 'www-web-2' }, path: 'spec.resources.requests.storage', equals: '5Gi', label: 'newIsBigger' },
          { check: 'field', object: { kind: 'PersistentVolumeClaim', name: 'www-web-0' }, path: 'spec.resources.requests.storage', equals: '1Gi', label: 'oldIsSame' },
          { check: 'request', verb: 'list', kind: 'PersistentVolumeClaim', label: 'listed' },
        ],
      },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
  ],
  closing: { choices: ['edit', 'orphan', 'force'], right: 'orphan' },
  reading: ['docs/concepts/workloads/controllers/statefulset/', 'docs/tasks/run-application/delete-stateful-set/', 'docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims'],
  wrongAnswers: [
    { id: 'plainDelete', at: 'orphan', inputs: [{ do: 'run', line: 'kubectl delete statefulset web' }, { do: 'wait', ms: 60_000 }] },
    { id: 'appliesOld', at: 'recreate', inputs: [{ do: 'run', line: 'kubectl apply -f web.yaml' }, { do: 'wait', ms: 60_000 }] },
  ],
});
