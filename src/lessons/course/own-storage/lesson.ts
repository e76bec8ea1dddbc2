import type { Check } from '../../check.ts';
import { defineLesson, type LessonInput } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'nginx-web-sts-vct' } as const;
const POD_1 = { kind: 'Pod', name: 'nginx-web-sts-vct-1' } as const;
const CLAIM_1 = { kind: 'PersistentVolumeClaim', name: 'data-nginx-web-sts-vct-1' } as const;
const PODS = { of: SET } as const;
const CLAIMS = ['data-nginx-web-sts-vct-0', 'data-nginx-web-sts-vct-1', 'data-nginx-web-sts-vct-2'] as const;
const FILE = '02_statefulset_headless_volumeClaimTemplates.yml';
const OLD_FILE = '01_statefulset_headless_network.yml';
const EXPORT = '/opt/data/kubernetes';
const PAGE = '/usr/share/nginx/html/index.html';

/** The folders of the three volumes in the export, as the lab document prints them. */
const FOLDER_0 = 'default-data-nginx-web-sts-vct-0-pvc-0eabd805-82a5-47da-ab14-031921299411';
const FOLDER_1 = 'default-data-nginx-web-sts-vct-1-pvc-fb8392e8-f6b9-4e2d-ab94-5a1793e9c76a';
const FOLDER_2 = 'default-data-nginx-web-sts-vct-2-pvc-f045da04-45cf-4341-9a1d-807167ddf7c5';

const bound = (name: string): Check => ({ check: 'field', object: { kind: 'PersistentVolumeClaim', name }, path: 'status.phase', equals: 'Bound' });
const page = (ordinal: number, label: string): Check => ({ check: 'file', on: { pod: `nginx-web-sts-vct-${ordinal}` }, path: PAGE, equals: `sts${ordinal}`, label });

const standing: Check = { check: 'all', of: [{ check: 'object', object: SET, exists: true }, ...CLAIMS.map((name): Check => ({ check: 'object', object: { kind: 'PersistentVolumeClaim', name }, exists: true }))] };
const repair: readonly LessonInput[] = [
  { do: 'run', line: `kubectl apply -f ${FILE}`, terminal: 2 },
  { do: 'waitFor', check: { check: 'ready', pods: PODS, count: 3 } },
];

export const lesson = defineLesson({
  ...card,
  profile: 'lab',
  seed: 1,
  setup: [
    { do: 'run', line: `kubectl apply -f ${OLD_FILE}` },
    { do: 'waitFor', check: { check: 'ready', pods: { of: { kind: 'StatefulSet', name: 'nginx-web-headless' } }, count: 3 } },
  ],
  settleMs: 5000,
  steps: [
    {
      id: 'clear',
      commands: [{ id: 'delete', line: `kubectl delete -f ${OLD_FILE}` }],
      check: {
        check: 'all',
        of: [
          { check: 'object', object: { kind: 'StatefulSet', name: 'nginx-web-headless' }, exists: false },
          { check: 'objects', kind: 'Pod', prefix: 'nginx-web-headless-', count: 0, label: 'podsGone' },
        ],
      },
      hasNotes: true,
    },
    {
      id: 'apply',
      commands: [
        { id: 'read', line: `cat ${FILE}` },
        { id: 'apply', line: `kubectl apply -f ${FILE}` },
      ],
      check: {
        check: 'all',
        of: [
          { check: 'some', of: CLAIMS.map(bound), count: 3, label: 'bound' },
          { check: 'order', what: 'created', names: [...CLAIMS], kind: 'PersistentVolumeClaim', label: 'claimOrder' },
          { check: 'ready', pods: PODS, count: 3 },
        ],
      },
      prediction: { choices: [{ id: 'oneShared' }, { id: 'oneEach' }, { id: 'none' }], right: 'oneEach' },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'look',
      commands: [{ id: 'claims', line: 'kubectl get pvc,pv' }],
      needs: standing,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'request', verb: 'list', kind: 'PersistentVolumeClaim', label: 'lookedClaims' },
          { check: 'request', verb: 'list', kind: 'PersistentVolume', label: 'lookedVolumes' },
        ],
      },
      outputNotes: [{ id: 'claim', find: 'persistentvolumeclaim/data-nginx-web-sts-vct-0' }],
    },
    {
      id: 'find',
      commands: [
        { id: 'complete', line: `cd ${EXPORT}/default-\t\t`, as: 'keys' },
        { id: 'interrupt', line: '\u0003', as: 'keys' },
        { id: 'enter', line: `cd ${EXPORT}/${FOLDER_0}/` },
        { id: 'list', line: 'ls' },
      ],
      needs: standing,
      repair,
      check: { check: 'directory', path: `${EXPORT}/${FOLDER_0}`, label: 'inside' },
      outputNotes: [{ id: 'leftOver', find: 'default-test-claim-01' }],
      hasNotes: true,
    },
    {
      id: 'empty',
      commands: [{ id: 'curl', line: "curl $(kubectl get pod nginx-web-sts-vct-0 -o jsonpath='{.status.podIP}')" }],
      needs: standing,
      repair,
      check: { check: 'http', to: { pod: 'nginx-web-sts-vct-0' }, status: 403, label: 'forbidden' },
      prediction: { choices: [{ id: 'imagePage' }, { id: 'forbidden' }, { id: 'refused' }], right: 'forbidden' },
      outputNotes: [{ id: 'forbidden', find: '<center><h1>403' }],
    },
    {
      id: 'write',
      commands: [
        { id: 'page0', line: 'echo "sts0" > index.html' },
        { id: 'up', line: 'cd ..' },
        { id: 'page1', line: `echo "sts1" > ${FOLDER_1}/index.html` },
        { id: 'page2', line: `echo "sts2" > ${FOLDER_2}/index.html` },
      ],
      needs: standing,
      repair,
      check: { check: 'all', of: [page(0, 'page0'), page(1, 'page1'), page(2, 'page2')] },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'replace',
      commands: [
        { id: 'delete', line: 'kubectl delete pod nginx-web-sts-vct-1' },
        { id: 'read', line: 'kubectl exec nginx-web-sts-vct-1 -- cat /usr/share/nginx/html/index.html' },
      ],
      needs: standing,
      repair,
      check: {
        check: 'all',
        of: [
          { check: 'changed', object: POD_1, path: 'metadata.uid', label: 'newPod' },
          { check: 'ready', pods: { pod: 'nginx-web-sts-vct-1' }, count: 1 },
          { check: 'kept', object: CLAIM_1, path: 'metadata.uid', label: 'sameClaim' },
          page(1, 'stillThere'),
        ],
      },
      prediction: {
        choices: [
          { id: 'pod', mark: { object: POD_1 } },
          { id: 'claim', mark: { object: CLAIM_1 } },
          { id: 'both' },
        ],
        right: 'pod',
      },
      solution: [
        { do: 'run', line: 'kubectl delete pod nginx-web-sts-vct-1' },
        { do: 'waitFor', check: { check: 'all', of: [{ check: 'changed', object: POD_1, path: 'metadata.uid' }, { check: 'ready', pods: PODS, count: 3 }] } },
        { do: 'run', line: 'kubectl exec nginx-web-sts-vct-1 -- cat /usr/share/nginx/html/index.html' },
      ],
      hasNotes: true,
    },
  ],
  closing: { choices: ['shared', 'perOrdinal', 'inPod'], right: 'perOrdinal' },
  reading: [
    'docs/concepts/workloads/controllers/statefulset/#stable-storage',
    'docs/concepts/storage/persistent-volumes/',
    'docs/concepts/storage/dynamic-provisioning/',
  ],
  wrongAnswers: [
    { id: 'keptOldSet', inputs: [{ do: 'run', line: `kubectl apply -f ${FILE}` }, { do: 'wait', ms: 30_000 }] },
    {
      id: 'sameFolder',
      at: 'write',
      inputs: [
        { do: 'run', line: 'echo "sts0" > index.html' },
        { do: 'run', line: 'echo "sts1" > index.html' },
        { do: 'run', line: 'echo "sts2" > index.html' },
      ],
    },
    {
      id: 'deletedClaim',
      at: 'replace',
      inputs: [
        { do: 'run', line: 'kubectl delete pvc data-nginx-web-sts-vct-1 --wait=false' },
        { do: 'run', line: 'kubectl delete pod nginx-web-sts-vct-1' },
        { do: 'waitFor', check: { check: 'ready', pods: PODS, count: 3 } },
        { do: 'wait', ms: 20_000 },
      ],
    },
  ],
});
