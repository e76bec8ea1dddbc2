import { assert } from '../core/assert.ts';
import type { Simulation } from '../core/simulation.ts';
import { parseRfc3339 } from '../core/time.ts';
import type { Profile } from '../profile.ts';
import type { Api, EventRecorder } from './api.ts';
import { createCountingRecorder } from './events/countingRecorder.ts';
import { createMoments } from './events/eventSink.ts';
import { createSeriesRecorder } from './events/seriesRecorder.ts';

export interface RecorderOptions {
  readonly sim: Simulation;
  readonly api: Api;
  readonly profile: Profile;
  /** Who posts: `kubelet`, `statefulset-controller` … */
  readonly component: string;
  /** The node it runs on, where that is told: for kubelets. */
  readonly host?: string;
}

/**
 * Posts events of one component. The scheduler uses events.k8s.io with its series; everyone else the core API with
 * counts. What the API server refuses is dropped, as upstream does. k8s: client-go tools/record, tools/events
 */
export function createRecorder({ sim, api, profile, component, host }: RecorderOptions): EventRecorder {
  const startUnixMs = parseRfc3339(profile.startTime);
  assert(startUnixMs !== undefined, `the profile starts at "${profile.startTime}", which is no RFC 3339 time`);
  const unixNow = () => startUnixMs + sim.now();
  const sink = { sim, api, unixNow, moment: createMoments(unixNow, sim.random.fork(`events of ${component} ${host ?? ''}`)), component };
  if (component === 'default-scheduler') return createSeriesRecorder(sink, `${component}-${host ?? schedulerHost(profile)}`);
  return createCountingRecorder(sink, host);
}

function schedulerHost({ nodes }: Profile): string {
  return (nodes.find(({ roles }) => roles.includes('control-plane')) ?? nodes[0])?.name ?? '';
}
