import type { Check } from '../../check.ts';
import { defineLesson, type LessonInput } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const pod = (ordinal: number) => ({ kind: 'Pod', name: `web-${ordinal}` }) as const;
const claim = (ordinal: number) => ({ kind: 'PersistentVolumeClaim', name: `www-web-${ordinal}` }) as const;
const IMAGE = 'spec.template.spec.containers[0].image';

const threeReady: Check = { check: 'ready', pods: PODS, count: 3 };
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const downwards: Check = { check: 'order', what: 'deleted', names: ['web-2', 'web-1', 'web-0'], oneByOne: true, label: 'downwards' };

const prepared: readonly LessonInput[] = [
  { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
  { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
  { do: 'waitFor', check: threeReady, mostMs: 300_000 },
];

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 6,
  setup: prepared,
  settleMs: 3000,
  steps: [
    {
      id: 'update',
      commands: [
        { id: 'image', line: 'kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21' },
        { id: 'status', line: 'kubectl rollout status statefulset/web' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: IMAGE, contains: '0.21', label: 'newTemplate' },
          downwards,
          { check: 'revision', set: 'web', ordinals: [0, 1, 2], isNew: true },
          threeReady,
        ],
      },
      prediction: {
        choices: [
          { id: 'zero', mark: { object: pod(0) } },
          { id: 'two', mark: { object: pod(2) } },
          { id: 'all' },
        ],
        right: 'two',
        revealWhen: { check: 'changed', object: pod(2), path: 'metadata.uid' },
      },
      hasNotes: true,
    },
    {
      id: 'gap',
      commands: [
        { id: 'watch', line: 'kubectl get pods -w -l app=nginx', terminal: 2, runsOn: 'untilInterrupted' },
        { id: 'image', line: 'kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.24' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: IMAGE, contains: '0.24', label: 'oldTemplate' },
          { check: 'order', what: 'deleted', names: ['web-2', 'web-1', 'web-0'], label: 'downwards' },
          { check: 'revision', set: 'web', ordinals: [0, 1, 2], isNew: true },
          threeReady,
        ],
      },
      prediction: { choices: [{ id: 'three' }, { id: 'two' }, { id: 'four' }], right: 'two' },
      solution: [
        { do: 'run', line: 'kubectl get pods -w -l app=nginx', terminal: 2 },
        { do: 'run', line: 'kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.24' },
        { do: 'waitFor', check: { check: 'all', of: [{ check: 'revision', set: 'web', ordinals: [0], isNew: true }, threeReady] }, mostMs: 300_000 },
        { do: 'keys', keys: '\u0003', terminal: 2 },
      ],
      hasNotes: true,
    },
    {
      id: 'claims',
      commands: [{ id: 'list', line: 'kubectl get pods,pvc -l app=nginx' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'request', verb: 'list', kind: 'PersistentVolumeClaim', label: 'claimsListed' },
          { check: 'kept', object: claim(0), path: 'metadata.uid', since: 'lesson', label: 'sameClaim' },
          { check: 'changed', object: pod(0), path: 'metadata.uid', since: 'lesson', label: 'newPod' },
        ],
      },
      focus: { arrangement: 'storage' },
    },
    {
      id: 'slow',
      commands: [
        { id: 'patch', line: `kubectl patch statefulset web -p '{"spec":{"minReadySeconds":20}}'` },
        { id: 'restart', line: 'kubectl rollout restart statefulset/web' },
      ],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: 'spec.minReadySeconds', equals: 20 },
          { check: 'order', what: 'deleted', names: ['web-2', 'web-1', 'web-0'], label: 'downwards' },
          { check: 'revision', set: 'web', ordinals: [0, 1, 2], isNew: true },
          { check: 'field', object: SET, path: 'status.availableReplicas', equals: 3, label: 'available' },
        ],
      },
      prediction: { choices: [{ id: 'same' }, { id: 'slower' }], right: 'slower' },
      solution: [
        { do: 'run', line: `kubectl patch statefulset web -p '{"spec":{"minReadySeconds":20}}'` },
        { do: 'run', line: 'kubectl rollout restart statefulset/web' },
        { do: 'waitFor', check: { check: 'all', of: [{ check: 'revision', set: 'web', ordinals: [0], isNew: true }, { check: 'field', object: SET, path: 'status.availableReplicas', equals: 3 }] }, mostMs: 600_000 },
      ],
      hasNotes: true,
    },
    {
      id: 'history',
      commands: [{ id: 'history', line: 'kubectl rollout history statefulset/web' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'request', verb: 'get', kind: 'StatefulSet', name: 'web', label: 'revisionsListed' }, { check: 'revisions', set: 'web', count: 2, compare: 'atLeast' }] },
    },
  ],
  closing: { choices: ['surge', 'first', 'last'], right: 'last' },
  reading: [
    'docs/concepts/workloads/controllers/statefulset/#rolling-updates',
    'docs/concepts/workloads/controllers/statefulset/#minimum-ready-seconds',
  ],
  wrongAnswers: [
    { id: 'deletesPods', inputs: [{ do: 'run', line: 'kubectl delete pod web-2 web-1 web-0' }, { do: 'wait', ms: 90_000 }] },
    { id: 'scales', inputs: [{ do: 'run', line: 'kubectl scale statefulset web --replicas=4' }, { do: 'wait', ms: 60_000 }] },
    { id: 'noRestart', at: 'slow', inputs: [{ do: 'run', line: `kubectl patch statefulset web -p '{"spec":{"minReadySeconds":20}}'` }, { do: 'wait', ms: 120_000 }] },
  ],
});
