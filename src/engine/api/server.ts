import type { KubeObject } from '../kinds/object.ts';
import { createAdmission } from './admission/admission.ts';
import { admissionPlugins } from './admission/index.ts';
import type { Api, ApiServer } from './api.ts';
import { createBackend, type ApiServerOptions, type Backend } from './backend.ts';
import { createClient } from './client.ts';
import { startEventExpiry } from './events/eventExpiry.ts';
import { createFieldLedger } from './fields/ledger.ts';
import { createUids } from './uids.ts';
import { createWatchHub } from './watchHub.ts';

/** The API server of one cluster: an empty storage until something is loaded or created. k8s: kube-apiserver */
export function createApiServer(options: ApiServerOptions): ApiServer {
  const { sim, profile } = options;
  const backend = createBackend(options);
  const admission = createAdmission(admissionPlugins(backend));
  const uids = createUids(profile, backend.random);
  const fields = createFieldLedger(backend.kind);
  const hub = createWatchHub({ sim, random: sim.random.fork('watch latency'), latency: profile.delays.watch });
  startEventExpiry(sim, backend);
  backend.onChange((change) => {
    if (change.type === 'ADDED') uids.take(change.object);
    if (change.type === 'DELETED') fields.forget(change.object.metadata.uid);
    admission.stored(change);
    hub.announce(change, server.latencyMs);
  });

  const clients = new Map<string, Api>();
  const clientOf = (by: string): Api => {
    let client = clients.get(by);
    if (client === undefined) clients.set(by, (client = createClient({ backend, admission, fields, uidFor: uids.next, by }, hub)));
    return client;
  };

  const server: ApiServer = {
    latencyMs: 0,
    as: clientOf,
    onChange: backend.onChange,
    resourceVersion: backend.resourceVersion,
    load: (objects) => {
      for (const object of objects) loadObject(backend, object);
    },
  };
  return server;
}

/** Stores an object as it is, under its own resourceVersion where that is later than all others. */
function loadObject(backend: Backend, object: KubeObject): void {
  const { namespace, name, resourceVersion } = object.metadata;
  const version = Number(resourceVersion ?? 0);
  if (Number.isInteger(version)) backend.skipTo(version - 1);
  backend.put(object, backend.store.get(object.kind, namespace, name), 'load');
}
