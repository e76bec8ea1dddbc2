import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'web' } as const;
const CLAIM_0 = { kind: 'PersistentVolumeClaim', name: 'www-web-0' } as const;
const VOLUME = "$(kubectl get pvc www-web-0 -o jsonpath='{.spec.volumeName}')";
const RELEASED = "$(kubectl get pv -o jsonpath='{.items[?(@.status.phase==\"Released\")].metadata.name}')";
const APPLY = 'kubectl apply -f https://k8s.io/examples/application/web/web.yaml';
const noPods: Check = { check: 'objects', kind: 'Pod', selector: 'app=nginx', count: 0, label: 'noPods' };
const volumes = (count: number, label: string): Check => ({ check: 'objects', kind: 'PersistentVolume', count, label });

export const lesson = defineLesson({
  ...card,
  profile: 'upstream',
  seed: 43,
  setup: [
    { do: 'run', line: APPLY },
    { do: 'waitFor', check: { check: 'ready', pods: { of: SET }, count: 2 }, mostMs: 300_000 },
    { do: 'run', line: "kubectl exec web-0 -- sh -c 'echo precious > /usr/share/nginx/html/index.html'" },
  ],
  settleMs: 2000,
  steps: [
    {
      id: 'retain',
      commands: [{ id: 'patch', line: `kubectl patch pv ${VOLUME} -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'` }],
      needs: { check: 'object', object: SET, exists: true },
      check: { check: 'ended', program: 'kubectl', exitCode: 0, count: 2, label: 'patched' },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'delete',
      commands: [
        { id: 'set', line: 'kubectl delete statefulset web' },
        { id: 'claims', line: 'kubectl delete pvc -l app=nginx' },
      ],
      check: { check: 'all', of: [noPods, { check: 'object', object: CLAIM_0, exists: false }, { check: 'objects', kind: 'PersistentVolumeClaim', prefix: 'www-web-', count: 0, label: 'noClaims' }, volumes(1, 'oneVolume')] },
      prediction: { choices: [{ id: 'none' }, { id: 'one' }, { id: 'two' }], right: 'one' },
      solution: [
        { do: 'run', line: 'kubectl delete statefulset web' },
        { do: 'waitFor', check: { check: 'objects', kind: 'Pod', selector: 'app=nginx', count: 0 }, mostMs: 120_000 },
        { do: 'run', line: 'kubectl delete pvc -l app=nginx' },
      ],
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'again',
      commands: [{ id: 'apply', line: APPLY }],
      check: { check: 'all', of: [{ check: 'ready', pods: { of: SET }, count: 2 }, volumes(3, 'threeVolumes'), { check: 'file', on: { pod: 'web-0' }, path: '/usr/share/nginx/html/index.html', exists: false, label: 'empty' }] },
      prediction: { choices: [{ id: 'reused' }, { id: 'fresh' }], right: 'fresh' },
      focus: { arrangement: 'storage' },
      hasNotes: true,
    },
    {
      id: 'look',
      commands: [{ id: 'list', line: 'kubectl get pv' }],
      check: { check: 'request', verb: 'list', kind: 'PersistentVolume', label: 'listed' },
      outputNotes: [{ id: 'released', find: 'Released' }],
    },
    {
      id: 'free',
      commands: [{ id: 'patch', line: `kubectl patch pv ${RELEASED} --type=json -p '[{"op":"remove","path":"/spec/claimRef"}]'` }],
      check: { check: 'all', of: [{ check: 'ended', program: 'kubectl', exitCode: 0, count: 2, label: 'freed' }, { check: 'once', of: { check: 'request', verb: 'list', kind: 'PersistentVolume' }, label: 'found' }] },
      hasNotes: true,
    },
  ],
  closing: { choices: ['delete', 'claimRef', 'restart'], right: 'claimRef' },
  reading: ['docs/concepts/storage/persistent-volumes/#retain', 'docs/tasks/administer-cluster/change-pv-reclaim-policy/'],
  wrongAnswers: [
    { id: 'onlySet', at: 'delete', inputs: [{ do: 'run', line: 'kubectl delete statefulset web' }, { do: 'wait', ms: 60_000 }] },
    { id: 'noPolicy', at: 'retain', inputs: [{ do: 'wait', ms: 20_000 }] },
  ],
});
