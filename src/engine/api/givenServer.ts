import { createSimulation, type Simulation } from '../core/simulation.ts';
import { kinds } from '../kinds/index.ts';
import type { KubeObject, NewMeta, NewObject } from '../kinds/object.ts';
import type { Pod, PodSpec } from '../kinds/pod.ts';
import type { Profile } from '../profile.ts';
import type { Api, ApiServer } from './api.ts';
import { isApiError } from './errors.ts';
import { createApiServer } from './server.ts';

/** A server for tests: every kind, the namespaces default and dev, three milliseconds from a write to a watcher. */
export interface GivenServer {
  readonly sim: Simulation;
  readonly server: ApiServer;
  /** A client that acts as a controller: nothing is checked field by field. */
  readonly api: Api;
  /** A client that acts as kubectl. */
  readonly user: Api;
}

/** Starts such a server at 2026-11-23T07:00:00Z. */
export function givenServer(changes: Partial<Profile> = {}): GivenServer {
  const sim = createSimulation(1);
  const server = createApiServer({ sim, profile: { ...PROFILE, ...changes } as Profile, kinds });
  const api = server.as('test-controller');
  api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'dev' } });
  return { sim, server, api, user: server.as('kubectl') };
}

const PROFILE: Partial<Profile> = {
  startTime: '2026-11-23T07:00:00Z',
  serviceCidr: '10.200.0.0/16',
  apiServerIp: '10.200.0.1',
  dnsIp: '10.200.0.10',
  nodes: [],
  gates: { MaxUnavailableStatefulSet: false },
  delays: { watch: { minMs: 3, maxMs: 3 } } as Profile['delays'],
  pins: { claimUids: {}, serviceIps: {} },
};

/** A pod as a controller would create it. */
export function aPod(name: string, metadata: NewMeta = {}, spec: Partial<PodSpec> = {}): NewObject<Pod> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'default', name, ...metadata },
    spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }], ...spec },
  };
}

/** Any object from its JSON. */
export function anObject(value: unknown): NewObject {
  return value as NewObject;
}

/** A StatefulSet `web` that is complete. */
export function aSet(spec: Record<string, unknown> = {}): NewObject {
  return anObject({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'web', namespace: 'default' },
    spec: {
      serviceName: 'web',
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'nginx', image: 'nginx:1.25' }] } },
      ...spec,
    },
  });
}

/** What the server answers when it refuses: reason and message, as kubectl shows them; `''` when it does not refuse. */
export function refusalOf(write: () => unknown): string {
  try {
    write();
  } catch (error) {
    if (isApiError(error)) return `${error.status.reason ?? ''}: ${error.message}`;
    throw error;
  }
  return '';
}

/** `default/web-0`: names of objects in the order of a list. */
export function namesOf(objects: readonly KubeObject[]): readonly string[] {
  return objects.map(({ metadata: { namespace, name } }) => (namespace === undefined ? name : `${namespace}/${name}`));
}
