import { describe, expect, it } from 'vitest';
import type { Container, Pod } from '../kinds/pod.ts';
import { planPod, type ContainerView } from './plan.ts';

/**
 * A pod in one line. Before the bar its init containers, behind it those of the app: `name:state`, where the state is
 * `-` (has not run), `run`, `starting` (startup probe not passed), `0` or another exit code, `held`, `unlive`, `changed`.
 * `side!` is a sidecar.
 */
function plan(line: string, restartPolicy: 'Always' | 'OnFailure' | 'Never' = 'Always', ready = true): string {
  const [inits = '', apps = ''] = line.includes('|') ? line.split('|') : ['', line];
  const states = new Map<string, string>();
  const read = (text: string): Container[] =>
    text.split(' ').filter((word) => word !== '').map((word) => {
      const [mark = '', state = ''] = word.split(':');
      const name = mark.replace('!', '');
      states.set(name, state);
      return { name, image: 'nginx:2', ...(mark.endsWith('!') ? { restartPolicy: 'Always' } : {}) };
    });
  const initContainers = read(inits);
  const pod = { metadata: { name: 'web-0' }, spec: { restartPolicy, containers: read(apps), ...(initContainers.length > 0 ? { initContainers } : {}) } } as unknown as Pod;
  const steps = planPod({ pod, hasVolumes: ready, hasSandbox: ready, container: (name) => viewOf(states.get(name) ?? '-'), backOff: (name) => (states.get(name) === 'held' ? { delayMs: 20_000, untilMs: 5 } : undefined) });
  return steps.map((step) => ('container' in step ? `${step.do} ${step.container.name}` : step.do)).join(', ');
}

function viewOf(state: string): ContainerView | undefined {
  if (state === '-') return undefined;
  const isRunning = ['run', 'starting', 'unlive', 'changed'].includes(state);
  return {
    isRunning,
    exitCode: isRunning ? undefined : state === 'held' ? 1 : Number(state),
    image: state === 'changed' ? 'nginx:1' : 'nginx:2',
    isStarted: state !== 'starting',
    failedProbe: state === 'unlive' ? 'liveness' : undefined,
  };
}

describe('the plan for a pod', () => {
  it('mounts volumes and opens a sandbox before anything starts', () => {
    expect(plan('nginx:-', 'Always', false)).toBe('mountVolumes, createSandbox, start nginx');
  });

  it.each([
    ['nginx:run', ''],
    ['a:- b:-', 'start a, start b'],
    ['nginx:0', 'start nginx'],
    ['nginx:1', 'start nginx'],
    ['nginx:held', 'backOff nginx'],
    ['nginx:unlive', 'kill nginx, start nginx'],
    ['nginx:changed side:run', 'kill nginx, start nginx'],
    ['one:- two:-|app:-', 'start one'],
    ['one:run two:-|app:-', 'wait'],
    ['one:0 two:-|app:-', 'start two'],
    ['one:1 two:-|app:-', 'start one'],
    ['one:held two:-|app:-', 'backOff one'],
    ['one:0 two:0|app:-', 'start app'],
    ['side!:-|app:-', 'start side'],
    ['side!:starting|app:-', 'wait'],
    ['side!:run|app:-', 'start app'],
    ['side!:1|app:run', 'start side'],
    ['one:0 side!:0|app:run', 'start side'],
  ])('%s, always to be restarted: %s', (line, steps) => {
    expect(plan(line)).toBe(steps);
  });

  it.each([
    ['c:0', 'OnFailure', 'finish'],
    ['c:3', 'OnFailure', 'start c'],
    ['c:3', 'Never', 'finish'],
    ['a:0 b:run', 'Never', ''],
    ['a:0 b:1', 'OnFailure', 'start b'],
    ['one:1|app:-', 'Never', 'finish'],
    ['one:1|app:-', 'OnFailure', 'start one'],
    ['side!:run|app:0', 'Never', 'finish'],
  ] as const)('%s with policy %s: %s', (line, policy, steps) => {
    expect(plan(line, policy)).toBe(steps);
  });
});
