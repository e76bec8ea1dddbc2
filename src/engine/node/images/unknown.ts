import { utf8Length } from '../../core/utf8.ts';
import { debianBuild } from './debian.ts';
import type { Daemon, DaemonContext, Image } from './image.ts';
import { httpDate } from './nginx/httpDate.ts';

/** Stands for the programs of images that are not simulated: it serves a page on the declared ports and says so once. */
const plainServer: Daemon = {
  path: '/server',
  start: (context) => {
    context.log(`The image ${context.image} is not part of this simulation: this container runs a plain server in its place.`);
    for (const port of context.ports.length === 0 ? [80] : context.ports) servePage(context, port);
    return {
      onSignal: (signal) => {
        if (signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGQUIT') context.exit(0);
      },
    };
  },
};

function servePage(context: DaemonContext, port: number): void {
  context.listen({
    port,
    protocol: 'TCP',
    speaks: 'http',
    http: () => {
      const body = `${context.machine.hostname}: a plain server in place of ${context.image}\n`;
      return {
        status: 200,
        reason: 'OK',
        headers: [['Date', httpDate(context.unixNow())], ['Content-Type', 'text/plain'], ['Content-Length', String(utf8Length(body))]],
        body,
      };
    },
  });
}

/** An image that nobody has described: a shell, and a plain server for whatever it would run. */
export const unknownImage: Image = {
  repository: '',
  hasTag: () => true,
  sizeBytes: 71_005_258,
  build: () => ({ ...debianBuild(), cmd: ['/server'], daemons: [plainServer], anyProgram: plainServer }),
};
