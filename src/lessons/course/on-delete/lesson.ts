import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const pod = (ordinal: number) => ({ kind: 'Pod', name: `web-${ordinal}` }) as const;
const IMAGE = 'spec.template.spec.containers[0].image';

const threeReady: Check = { check: 'ready', pods: PODS, count: 3 };
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const SHORT_PATCH = `kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"OnDelete"}}}'`;
const PATCH = `kubectl patch statefulset web -p '{"spec":{"updateStrategy":{"type":"OnDelete","rollingUpdate":null}}}'`;

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 8,
  setup: [
    { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
    { do: 'run', line: 'kubectl scale statefulset web --replicas=3' },
    { do: 'waitFor', check: threeReady, mostMs: 300_000 },
  ],
  settleMs: 3000,
  steps: [
    {
      id: 'refused',
      commands: [{ id: 'patch', line: SHORT_PATCH }],
      needs: setIsThere,
      check: { check: 'ended', program: 'kubectl', exitCode: 1, label: 'refused' },
      outputNotes: [{ id: 'left', find: 'only allowed for updateStrategy' }],
      hasNotes: true,
    },
    {
      id: 'strategy',
      commands: [{ id: 'patch', line: PATCH }],
      needs: setIsThere,
      check: { check: 'field', object: SET, path: 'spec.updateStrategy.type', equals: 'OnDelete' },
    },
    {
      id: 'image',
      commands: [{ id: 'image', line: 'kubectl set image statefulset/web nginx=registry.k8s.io/nginx-slim:0.21' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: IMAGE, contains: '0.21', label: 'newTemplate' },
          { check: 'held', of: { check: 'all', of: [{ check: 'revision', set: 'web', ordinals: [0, 1, 2], isNew: false }, threeReady] }, forMs: 15_000, label: 'untouched' },
        ],
      },
      prediction: { choices: [{ id: 'rolls' }, { id: 'nothing' }], right: 'nothing' },
      hasNotes: true,
    },
    {
      id: 'status',
      commands: [{ id: 'status', line: 'kubectl rollout status statefulset/web' }],
      needs: setIsThere,
      check: { check: 'ended', program: 'kubectl', exitCode: 1, label: 'statusRefused' },
      outputNotes: [{ id: 'only', find: 'only available for' }],
    },
    {
      id: 'one',
      commands: [{ id: 'delete', line: 'kubectl delete pod web-1' }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'revision', set: 'web', ordinals: [1], isNew: true },
          { check: 'revision', set: 'web', ordinals: [0, 2], isNew: false },
          { check: 'field', object: pod(1), path: 'spec.containers[0].image', contains: '0.21', label: 'newImage' },
          threeReady,
        ],
      },
      prediction: {
        choices: [
          { id: 'one', mark: { object: pod(1) } },
          { id: 'two', mark: { object: pod(2) } },
          { id: 'all' },
        ],
        right: 'one',
      },
      hasNotes: true,
    },
    {
      id: 'rest',
      commands: [{ id: 'delete', line: 'kubectl delete pod web-0 web-2' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'revision', set: 'web', ordinals: [0, 1, 2], isNew: true }, threeReady, { check: 'field', object: SET, path: 'status.updatedReplicas', equals: 3, label: 'allUpdated' }] },
    },
  ],
  closing: { choices: ['template', 'pod', 'restart'], right: 'pod' },
  reading: ['docs/concepts/workloads/controllers/statefulset/#update-strategies', 'docs/tutorials/stateful-application/basic-stateful-set/#on-delete'],
  wrongAnswers: [
    { id: 'waits', at: 'one', inputs: [{ do: 'wait', ms: 120_000 }] },
    { id: 'wrongPod', at: 'one', inputs: [{ do: 'run', line: 'kubectl delete pod web-2' }, { do: 'wait', ms: 60_000 }] },
  ],
});
