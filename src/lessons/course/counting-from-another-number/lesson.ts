import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const PODS = { of: SET } as const;
const pod = (ordinal: number) => ({ kind: 'Pod', name: `web-${ordinal}` }) as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };
const ready = (count: number): Check => ({ check: 'ready', pods: PODS, count, exactly: true });
const start = (ordinal: number) => `kubectl patch statefulset web -p '{"spec":{"ordinals":{"start":${ordinal}}}}'`;

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 13,
  setup: [
    { do: 'run', line: 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml' },
    { do: 'waitFor', check: ready(2), mostMs: 300_000 },
  ],
  settleMs: 3000,
  steps: [
    {
      id: 'look',
      commands: [{ id: 'list', line: 'kubectl get pods -l app=nginx' }],
      needs: setIsThere,
      check: { check: 'request', verb: 'list', kind: 'Pod', label: 'listed' },
    },
    {
      id: 'move',
      commands: [{ id: 'patch', line: start(3) }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'field', object: SET, path: 'spec.ordinals.start', equals: 3 },
          { check: 'object', object: pod(3), exists: true },
          { check: 'object', object: pod(4), exists: true },
          { check: 'object', object: pod(0), exists: false },
          { check: 'object', object: pod(1), exists: false },
          ready(2),
        ],
      },
      prediction: { choices: [{ id: 'more' }, { id: 'moved' }, { id: 'renamed' }], right: 'moved' },
      hasNotes: true,
    },
    {
      id: 'claims',
      commands: [{ id: 'list', line: 'kubectl get pvc -l app=nginx' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'request', verb: 'list', kind: 'PersistentVolumeClaim', label: 'claimsListed' }, { check: 'objects', kind: 'PersistentVolumeClaim', prefix: 'www-web-', count: 4, label: 'fourClaims' }] },
      prediction: { choices: [{ id: 'two' }, { id: 'four' }], right: 'four', revealWhen: { check: 'request', verb: 'list', kind: 'PersistentVolumeClaim' } },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'scale',
      commands: [{ id: 'scale', line: 'kubectl scale statefulset web --replicas=3' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'object', object: pod(5), exists: true }, ready(3)] },
      prediction: { choices: [{ id: 'two' }, { id: 'five' }, { id: 'zero' }], right: 'five' },
    },
    {
      id: 'back',
      commands: [{ id: 'patch', line: start(0) }],
      needs: setIsThere,
      check: {
        check: 'all',
        of: [
          { check: 'object', object: pod(0), exists: true },
          { check: 'object', object: pod(2), exists: true },
          { check: 'object', object: pod(5), exists: false },
          ready(3),
          { check: 'kept', object: { kind: 'PersistentVolumeClaim', name: 'www-web-0' }, path: 'metadata.uid', since: 'lesson', label: 'oldClaim' },
        ],
      },
      hasNotes: true,
    },
  ],
  closing: { choices: ['oneToThree', 'fiveToSeven', 'zeroToTwo'], right: 'fiveToSeven' },
  reading: ['docs/concepts/workloads/controllers/statefulset/#start-ordinal', 'docs/tasks/run-application/scale-stateful-set/'],
  wrongAnswers: [
    { id: 'scales', at: 'move', inputs: [{ do: 'run', line: 'kubectl scale statefulset web --replicas=5' }, { do: 'wait', ms: 90_000 }] },
    { id: 'deletes', at: 'move', inputs: [{ do: 'run', line: 'kubectl delete pod web-0 web-1' }, { do: 'wait', ms: 60_000 }] },
  ],
});
