import { laterImages, laterPrograms } from '#session/parts/first.ts';
import { serveExplainTexts } from './explainTexts.ts';
import { serveHelpTexts } from './helpTexts.ts';
import { serve } from './serve.ts';

const fetchServers = () => import('#session/parts/servers.ts');

/**
 * Brings programs, servers and texts when a session asks for them. Answers how to bring programs and servers ahead of
 * that, one part after the other so that none holds up the one before.
 */
export function serveParts(): () => Promise<void> {
  serveExplainTexts();
  serveHelpTexts();
  const bring = [
    serve(laterPrograms.kubectl, () => import('#session/parts/kubectl.ts').then(({ kubectl }) => kubectl)),
    serve(laterPrograms.tools, () => import('#session/parts/tools.ts').then(({ tools }) => tools)),
    serve(laterPrograms.clients, () => fetchServers().then(({ clients }) => clients)),
    serve(laterImages, () => fetchServers().then(({ deepImages }) => deepImages)),
  ];
  return async () => {
    for (const one of bring) await one();
  };
}
