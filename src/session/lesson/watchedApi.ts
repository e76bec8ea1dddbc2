import type { Api, ApiServer } from '#engine/api/api.ts';
import type { ViewRequest } from '#lessons/view.ts';

/** The API server as programs of the terminal see it; what kubectl reads is told, as an audit log has it. */
export function watchedApi(server: ApiServer, onRequest: (request: Omit<ViewRequest, 'atMs'>) => void): ApiServer {
  return {
    as: (fieldManager) => (fieldManager.startsWith('kubectl') ? watchedClient(server.as(fieldManager), onRequest) : server.as(fieldManager)),
    onChange: server.onChange,
    resourceVersion: server.resourceVersion,
    load: server.load,
    get latencyMs() {
      return server.latencyMs;
    },
    set latencyMs(ms: number) {
      server.latencyMs = ms;
    },
  };
}

function watchedClient(api: Api, onRequest: (request: Omit<ViewRequest, 'atMs'>) => void): Api {
  return {
    ...api,
    get: (kind, namespace, name) => {
      onRequest({ verb: 'get', kind, name });
      return api.get(kind, namespace, name);
    },
    list: (kind, options) => {
      onRequest({ verb: 'list', kind });
      return api.list(kind, options);
    },
    watch: (kind, options) => {
      onRequest({ verb: 'watch', kind });
      return api.watch(kind, options);
    },
  };
}
