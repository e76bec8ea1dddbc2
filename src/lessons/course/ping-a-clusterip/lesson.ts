import type { Check } from '../../check.ts';
import { defineLesson } from '../../lesson.ts';
import { card } from './card.ts';

const SET = { kind: 'StatefulSet', name: 'nginx-web-sts-vct' } as const;
const SERVICE = { service: 'nginx-web-sts-svc' } as const;
const setIsThere: Check = { check: 'object', object: SET, exists: true };

export const lesson = defineLesson({
  ...card,
  profile: 'lab',
  seed: 33,
  setup: [
    { do: 'run', line: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml' },
    { do: 'waitFor', check: { check: 'ready', pods: { of: SET }, count: 3 }, mostMs: 300_000 },
    { do: 'run', line: "for i in 0 1 2; do kubectl exec nginx-web-sts-vct-$i -- sh -c \"echo sts$i > /usr/share/nginx/html/index.html\"; done" },
  ],
  settleMs: 2000,
  steps: [
    {
      id: 'pod',
      commands: [{ id: 'ping', line: "ping -c 3 $(kubectl get pod nginx-web-sts-vct-0 -o jsonpath='{.status.podIP}')" }],
      needs: setIsThere,
      check: { check: 'ping', to: { pod: 'nginx-web-sts-vct-0' }, count: 3 },
    },
    {
      id: 'service',
      commands: [{ id: 'ping', line: 'ping -c 3 10.200.3.231' }],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'ping', to: SERVICE, count: 3, outcome: 'timeout', label: 'noEcho' }, { check: 'ended', program: 'ping', exitCode: 1, label: 'ended' }] },
      prediction: { choices: [{ id: 'replies' }, { id: 'silence' }, { id: 'refused' }], right: 'silence' },
      outputNotes: [{ id: 'loss', find: '100% packet loss' }],
      hasNotes: true,
    },
    {
      id: 'curl',
      commands: [{ id: 'curl', line: 'curl 10.200.3.231' }],
      needs: setIsThere,
      check: { check: 'http', to: SERVICE, status: 200, label: 'answered' },
      prediction: { choices: [{ id: 'works' }, { id: 'fails' }], right: 'works' },
      hasNotes: true,
    },
    {
      id: 'port',
      commands: [{ id: 'curl', line: 'curl -m 3 10.200.3.231:8080' }],
      needs: setIsThere,
      check: { check: 'ended', program: 'curl', label: 'tried' },
    },
    {
      id: 'scaled',
      commands: [
        { id: 'scale', line: 'kubectl scale statefulset nginx-web-sts-vct --replicas=0' },
        { id: 'curl', line: 'curl 10.200.3.231' },
      ],
      needs: setIsThere,
      check: { check: 'all', of: [{ check: 'objects', kind: 'Pod', selector: 'apps=nginx', count: 0, label: 'noPods' }, { check: 'http', to: SERVICE, outcome: 'refused', label: 'refused' }] },
      prediction: { choices: [{ id: 'timeout' }, { id: 'refused' }], right: 'refused' },
      solution: [
        { do: 'run', line: 'kubectl scale statefulset nginx-web-sts-vct --replicas=0' },
        { do: 'waitFor', check: { check: 'objects', kind: 'Pod', selector: 'apps=nginx', count: 0 }, mostMs: 300_000 },
        { do: 'wait', ms: 2000 },
        { do: 'run', line: 'curl 10.200.3.231' },
      ],
      hasNotes: true,
    },
  ],
  closing: { choices: ['down', 'rule', 'firewall'], right: 'rule' },
  reading: ['docs/reference/networking/virtual-ips/', 'docs/tasks/debug/debug-application/debug-service/'],
  wrongAnswers: [
    { id: 'pingsPod', at: 'service', inputs: [{ do: 'run', line: 'ping -c 3 10.100.1.88' }, { do: 'wait', ms: 5000 }] },
    { id: 'tooEarly', at: 'scaled', inputs: [{ do: 'run', line: 'curl 10.200.3.231' }, { do: 'wait', ms: 5000 }] },
  ],
});
