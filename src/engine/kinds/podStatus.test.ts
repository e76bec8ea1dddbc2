import { describe, expect, it } from 'vitest';
import type { Condition } from './object.ts';
import type { ContainerState, ContainerStatus, Pod, PodStatus } from './pod.ts';
import { podReadyText, podRestartsText, podStatusText } from './podStatus.ts';

const nowMs = Date.UTC(2026, 10, 23, 7, 0, 0);
const ago = (seconds: number) => new Date(nowMs - seconds * 1000).toISOString().replace('.000Z', 'Z');

/**
 * A container in few words: `running`, `running!` (ready), `wait:CrashLoopBackOff`, `exit:1:Error`; after a blank `*3`
 * is the number of restarts and `@12` the seconds since the last one, `started` marks a sidecar that is up.
 */
function status(name: string, text: string): ContainerStatus {
  const [what = '', ...marks] = text.split(' ');
  const restarts = marks.find((mark) => mark.startsWith('*'))?.slice(1) ?? '0';
  const finished = marks.find((mark) => mark.startsWith('@'))?.slice(1);
  return {
    name,
    state: stateOf(what),
    lastState: finished === undefined ? {} : { terminated: { exitCode: 1, finishedAt: ago(Number(finished)) } },
    ready: what.endsWith('!'),
    restartCount: Number(restarts),
    image: 'x',
    imageID: '',
    started: marks.includes('started') || what.startsWith('running'),
  };
}

function stateOf(what: string): ContainerState {
  const [verb, first, second] = what.replace('!', '').split(':');
  if (verb === 'running') return { running: { startedAt: ago(60) } };
  if (verb === 'exit') return { terminated: { exitCode: Number(first), ...(second === undefined ? {} : { reason: second }) } };
  if (verb === 'signal') return { terminated: { exitCode: 137, signal: Number(first) } };
  return first === undefined ? {} : { waiting: { reason: first } };
}

interface Sketch {
  readonly phase?: PodStatus['phase'];
  readonly mains?: readonly string[];
  readonly inits?: readonly string[];
  readonly ready?: boolean;
  readonly reason?: string;
  readonly terminating?: boolean;
  readonly gated?: boolean;
}

/** Two main containers a and b, two init containers and one sidecar, unless told otherwise. */
function pod({ phase = 'Running', mains = [], inits = [], ready = false, reason, terminating = false, gated = false }: Sketch): Pod {
  const conditions: Condition[] = [{ type: 'Ready', status: ready ? 'True' : 'False' }];
  if (gated) conditions.push({ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' });
  const metadata = { name: 'st', namespace: 'default', uid: 'u', resourceVersion: '1', creationTimestamp: ago(5) };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: terminating ? { ...metadata, deletionTimestamp: ago(-30) } : metadata,
    spec: {
      containers: [{ name: 'a' }, { name: 'b' }],
      initContainers: [{ name: 'i0' }, { name: 'i1' }, { name: 'i2', restartPolicy: 'Always' }],
    },
    status: {
      phase,
      conditions,
      ...(reason === undefined ? {} : { reason }),
      initContainerStatuses: inits.map((text, index) => status(`i${index}`, text)),
      containerStatuses: mains.map((text, index) => status(['a', 'b'][index] ?? '', text)),
    },
  };
}

const done = ['exit:0:Completed', 'exit:0:Completed', 'running! started'];
const waiting = ['wait:PodInitializing', 'wait:PodInitializing'];

describe('a pod in the table', () => {
  it.each<[string, Sketch]>([
    ['0/3   Pending   0', { phase: 'Pending' }],
    ['0/3   SchedulingGated   0', { phase: 'Pending', gated: true }],
    [
      '0/3   Init:0/3   0',
      { phase: 'Pending', inits: ['wait:PodInitializing', 'wait:PodInitializing', 'wait:PodInitializing'], mains: waiting },
    ],
    ['0/3   Init:0/3   0', { phase: 'Pending', inits: ['running', 'wait:PodInitializing', 'wait:PodInitializing'], mains: waiting }],
    ['0/3   Init:1/3   0', { phase: 'Pending', inits: ['exit:0', 'running', 'wait:PodInitializing'], mains: waiting }],
    ['0/3   Init:Error   0', { phase: 'Pending', inits: ['exit:1:Error'], mains: waiting }],
    ['0/3   Init:CrashLoopBackOff   3 (10s ago)', { phase: 'Pending', inits: ['wait:CrashLoopBackOff *3 @10'], mains: waiting }],
    ['0/3   Init:ExitCode:5   0', { phase: 'Pending', inits: ['exit:5'], mains: waiting }],
    ['0/3   Init:Signal:9   0', { phase: 'Pending', inits: ['signal:9'], mains: waiting }],
    ['1/3   PodInitializing   1 (11s ago)', { phase: 'Pending', inits: ['exit:0', 'exit:0', 'running! started *1 @11'], mains: waiting }],
    ['2/3   CrashLoopBackOff   3 (11s ago)', { inits: done, mains: ['running!', 'wait:CrashLoopBackOff *3 @11'] }],
    ['3/3   Running   0', { inits: done, mains: ['running!', 'running!'], ready: true }],
    ['2/3   Running   1 (12s ago)', { inits: done, mains: ['exit:0:Completed', 'running! *1 @12'], ready: true }],
    ['2/3   NotReady   1 (13s ago)', { inits: done, mains: ['exit:0:Completed', 'running! *1 @13'] }],
    ['1/3   Error   1 (13s ago)', { inits: done, mains: ['exit:0:Completed', 'exit:1:Error *1 @13'] }],
    ['2/3   OOMKilled   1 (14s ago)', { inits: done, mains: ['exit:137:OOMKilled *1 @14', 'running!'] }],
    ['1/3   Completed   0', { phase: 'Succeeded', inits: done, mains: ['exit:0:Completed', 'exit:0:Completed'] }],
    ['0/3   ExitCode:3   0', { phase: 'Failed', mains: ['exit:3', 'exit:0:Completed'] }],
    ['0/3   Evicted   0', { phase: 'Failed', reason: 'Evicted' }],
    ['2/3   Terminating   0', { inits: done, mains: ['running!', 'running'], terminating: true }],
    ['1/3   Completed   0', { phase: 'Succeeded', inits: done, mains: ['exit:0:Completed', 'exit:0:Completed'], terminating: true }],
    ['3/3   Unknown   0', { inits: done, mains: ['running!', 'running!'], reason: 'NodeLost', terminating: true }],
    ['1/3   ContainerCreating   0', { phase: 'Pending', inits: done, mains: ['wait:ContainerCreating', 'wait:ContainerCreating'] }],
  ])('reads %s', (row, sketch) => {
    const shown = pod(sketch);
    expect([podReadyText(shown), podStatusText(shown), podRestartsText(shown, nowMs)].join('   ')).toBe(row);
  });
});
