import type { Api, ApiServer } from '../api/api.ts';
import { createApiServer } from '../api/server.ts';
import { createSimulation, type Simulation } from '../core/simulation.ts';
import { createExplanations, type Explanations } from '../explanations.ts';
import { createFaultBoard, type FaultBoard } from '../faultBoard.ts';
import { kinds } from '../kinds/index.ts';
import type { Event } from '../kinds/event.ts';
import type { Pod } from '../kinds/pod.ts';
import type { Messenger } from '../machine/host.ts';
import type { ProgramRunner, StartRequest } from '../machine/programs.ts';
import type { Profile } from '../profile.ts';
import { conformanceProfile } from '../profiles/conformance.ts';
import { createNodes, type Nodes } from './createNodes.ts';

/** Nodes and an API server for tests; pods are bound by hand. */
export interface GivenNodes {
  readonly sim: Simulation;
  readonly apiServer: ApiServer;
  readonly api: Api;
  readonly nodes: Nodes;
  readonly faults: FaultBoard;
  readonly why: Explanations;
  runFor(ms: number): void;
  pod(name: string): Pod | undefined;
  /** `0/1 Pending ContainerCreating`: what changed in a pod's status, each once, since the start. */
  readonly rows: string[];
  /** `Normal Pulled …` of a pod, oldest first. */
  events(about: string): readonly string[];
  create(name: string, spec: Partial<Pod['spec']>, metadata?: Partial<Pod['metadata']>): Pod;
}

export const REAL: Partial<Profile> = { standIn: false };

export function givenNodes(profile: Partial<Profile> = {}): GivenNodes {
  const sim = createSimulation(1);
  const merged: Profile = { ...conformanceProfile, ...profile };
  const apiServer = createApiServer({ sim, profile: merged, kinds });
  apiServer.load(merged.objects);
  const api = apiServer.as('test');
  const faults = createFaultBoard(() => sim.now());
  const why = createExplanations();
  const runner = fakeRunner(sim);
  const nodes = createNodes({ sim, apiServer, profile: merged, faults, runner: () => runner, messenger: () => NOBODY, explain: why.explain, settle: why.settle });
  faults.onChange(nodes.faultChanged);
  const rows: string[] = [];
  const order: string[] = [];
  apiServer.onChange(({ type, object }) => {
    if (object.kind === 'Event' && type === 'ADDED') order.push(object.metadata.name);
    if (object.kind !== 'Pod') return;
    const row = type === 'DELETED' ? `${object.metadata.name} gone` : rowOf(object as Pod);
    if (rows.at(-1) !== row) rows.push(row);
  });
  return {
    sim, apiServer, api, nodes, faults, why, rows,
    runFor: (ms) => {
      sim.runUntil(sim.now() + ms);
    },
    pod: (name) => api.get('Pod', 'default', name),
    events: (about) =>
      order
        .flatMap((name) => (api.get('Event', 'default', name) as Event | undefined) ?? [])
        .filter(({ involvedObject }) => involvedObject.name === about)
        .map(({ type, reason, message, count }) => `${type} ${reason} ${message}${count === undefined || count < 2 ? '' : ` x${count}`}`),
    create: (name, spec, metadata = {}) =>
      api.create<Pod>({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name, namespace: 'default', ...metadata },
        spec: { nodeName: 'centos7k8s2', containers: [{ name: 'nginx', image: 'nginx:1.25' }], ...spec },
      }),
  };
}

/** `web-0 0/1 ContainerCreating 0`: roughly what kubectl's table shows. */
function rowOf({ metadata, spec, status }: Pod): string {
  const statuses = status.containerStatuses ?? [];
  const ready = statuses.filter((each) => each.ready).length;
  const restarts = statuses.reduce((sum, each) => sum + each.restartCount, 0);
  const reason = statuses.map(({ state }) => state.waiting?.reason ?? state.terminated?.reason).find((each) => each !== undefined);
  const isTerminating = metadata.deletionTimestamp !== undefined && status.phase !== 'Succeeded' && status.phase !== 'Failed';
  const shown = isTerminating ? 'Terminating' : (status.reason ?? reason ?? status.phase ?? '');
  return `${metadata.name} ${ready}/${spec.containers.length} ${shown} ${restarts}`;
}

/** Knows `sleep N`, `true`, `false` and `sh -c 'exit N'`; as process 1 a sleep is deaf to SIGTERM. */
export function fakeRunner(sim: Simulation): ProgramRunner {
  let lastPid = 0;
  return {
    start: (request: StartRequest) => {
      const [name = '', ...rest] = request.argv;
      const words = name === 'sh' ? (rest[1] ?? '').split(' ') : request.argv;
      const [command = '', argument = '0'] = words;
      if (!['sleep', 'true', 'false', 'exit', 'sh', 'echo'].includes(command)) return { reason: 'not found', path: command };
      let isOver = false;
      const end = (code: number) => {
        if (isOver) return;
        isOver = true;
        request.onExit({ code });
      };
      if (command === 'echo') request.onOutput(`${words.slice(1).join(' ')}\n`, 'stdout');
      const runsMs = command === 'sleep' ? Number(argument) * 1000 : 0;
      sim.after(runsMs, 'fake program', () => end(command === 'false' ? 1 : command === 'exit' ? Number(argument) : 0));
      lastPid += 1;
      return {
        pid: lastPid,
        signal: (signal) => {
          if (signal === 'SIGKILL') end(137);
          if (signal === 'SIGTERM' && request.isInit !== true) end(143);
        },
        attach: () => ({ write: () => {}, closeInput: () => {}, resize: () => {}, detach: () => {} }),
      };
    },
  };
}

/** A network on which nobody answers. */
const NOBODY: Messenger = {
  resolve: () => ({ addresses: [], durationMs: 1 }),
  talk: () => ({ outcome: 'unreachable', durationMs: 1 }),
};
