import type { HttpRequest } from '../../machine/host.ts';
import { alpineBuild } from './alpine.ts';
import { debianBuild } from './debian.ts';
import type { Daemon, DaemonContext, Image } from './image.ts';
import { httpDate } from './nginx/httpDate.ts';
import { quietDaemon } from './quietDaemon.ts';
import { page } from './web/app.ts';

/** The test image of Kubernetes: `pause`, `netexec`, `serve-hostname` and `liveness`. */
const agnhostDaemon: Daemon = {
  path: '/agnhost',
  start: (context) => {
    const command = context.argv.find((word) => !word.startsWith('-') && !word.endsWith('agnhost')) ?? 'pause';
    if (command === 'pause') context.log('Paused');
    else serve(context, command);
    return {
      onSignal: (signal) => {
        if (signal === 'SIGTERM' || signal === 'SIGINT') context.exit(0);
      },
    };
  },
};

/** How long the `liveness` server is well, in milliseconds. */
const LIVELY_MS = 10_000;

function serve(context: DaemonContext, command: string): void {
  const defaultPort = command === 'serve-hostname' ? 9376 : 8080;
  const port = Number(/--(?:http-)?port[= ](\d+)/.exec(context.argv.join(' '))?.[1] ?? defaultPort);
  const startedAtMs = context.now();
  context.log(command === 'netexec' ? `Started HTTP server on port ${port}` : `Listening on port ${port}`);
  context.listen({
    port,
    protocol: 'TCP',
    speaks: 'http',
    http: (request, clientIp) => {
      const tookMs = context.now() - startedAtMs;
      if (command === 'liveness' && request.path === '/healthz' && tookMs > LIVELY_MS) return page(context, `error: ${Math.floor(tookMs / 1000)}s`, { status: 500, reason: 'Internal Server Error', type: 'text/plain; charset=utf-8' });
      return page(context, answer(context, command, request, clientIp), { type: 'text/plain; charset=utf-8' });
    },
  });
}

function answer(context: DaemonContext, command: string, request: HttpRequest, clientIp: string): string {
  const path = request.path.split('?')[0] ?? '/';
  if (path === '/hostname' || path === '/hostName' || command === 'serve-hostname') return context.machine.hostname;
  if (path === '/clientip') return `${clientIp}:39184`;
  if (path === '/echo') return decodeURIComponent(/[?&]msg=([^&]*)/.exec(request.path)?.[1] ?? '');
  if (path === '/healthz') return 'ok';
  if (path === '/exit' || path === '/shutdown') {
    const code = Number(/[?&]code=(\d+)/.exec(request.path)?.[1] ?? 0);
    context.after(1, () => context.exit(code));
    return '';
  }
  return `NOW: ${httpDate(context.unixNow())}`;
}

const TOOLS = ['dig', 'nslookup', 'host', 'curl', 'ping', 'nc', 'wget', 'netstat', 'ip', 'ifconfig', 'traceroute'];

export const agnhost: Image = {
  repository: 'e2e-test-images/agnhost',
  hasTag: (tag) => /^2\.\d+$/.test(tag),
  sizeBytes: 51_100_000,
  build: () => ({ ...alpineBuild(TOOLS), entrypoint: ['/agnhost'], cmd: ['pause'], daemons: [agnhostDaemon] }),
};

/** The DNS debugging images: bind's tools, and nothing that runs by itself but a long sleep. */
export const jessieDnsutils: Image = {
  repository: 'e2e-test-images/jessie-dnsutils',
  hasTag: () => true,
  sizeBytes: 89_300_000,
  build: () => ({ ...debianBuild(TOOLS), cmd: ['sleep', '3600'] }),
};

export const tutumDnsutils: Image = { ...jessieDnsutils, repository: 'tutum/dnsutils', build: () => ({ ...debianBuild(TOOLS), cmd: ['bash'] }) };

export const netshoot: Image = { ...jessieDnsutils, repository: 'nicolaka/netshoot', build: () => ({ ...alpineBuild([...TOOLS, 'bash', 'tcpdump']), cmd: ['zsh'], programs: [...TOOLS, 'bash', 'zsh', 'tcpdump'] }) };

/** registry.k8s.io/pause: waits to be stopped. */
export const pause: Image = {
  repository: 'pause',
  hasTag: (tag) => /^[123]\.\d+(\.\d+)?$/.test(tag) || tag === 'latest',
  sizeBytes: 318_731,
  build: () => ({ ...alpineBuild(), isBare: true, entrypoint: ['/pause'], cmd: [], daemons: [quietDaemon({ path: '/pause' })] }),
};
