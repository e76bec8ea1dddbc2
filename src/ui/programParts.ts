import { laterImages, laterPrograms } from '#session/parts/first.ts';
import { serveExplainTexts } from './explainTexts.ts';
import { serveHelpTexts } from './helpTexts.ts';
import { serve } from './serve.ts';

const fetchServers = () => import('#session/parts/servers.ts');

/** Together where all are waited for; one after the other where the one that is wanted first is not to be held up. */
export type PartsOrder = 'together' | 'one by one';

/** Brings programs, servers and texts when a session asks for them. Answers how to bring programs and servers ahead of that. */
export function serveParts(): (order: PartsOrder) => Promise<void> {
  serveExplainTexts();
  serveHelpTexts();
  const bring = [
    serve(laterPrograms.kubectl, () => import('#session/parts/kubectl.ts').then(({ kubectl }) => kubectl)),
    serve(laterPrograms.tools, () => import('#session/parts/tools.ts').then(({ tools }) => tools)),
    serve(laterPrograms.clients, () => fetchServers().then(({ clients }) => clients)),
    serve(laterImages, () => fetchServers().then(({ deepImages }) => deepImages)),
  ];
  return async (order) => {
    if (order === 'together') await Promise.all(bring.map((one) => one()));
    else for (const one of bring) await one();
  };
}
