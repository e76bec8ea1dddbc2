import { alpineBuild } from './alpine.ts';
import { debianBuild } from './debian.ts';
import type { Daemon, DaemonContext, Image } from './image.ts';
import { httpDate } from './nginx/httpDate.ts';
import { quietDaemon } from './quietDaemon.ts';

/** The test image of Kubernetes: `pause`, `netexec` and `serve-hostname`. */
const agnhostDaemon: Daemon = {
  path: '/agnhost',
  start: (context) => {
    const command = context.argv.find((word) => !word.startsWith('-') && !word.endsWith('agnhost')) ?? 'pause';
    if (command === 'pause') context.log('Paused');
    else serveHostname(context, command === 'serve-hostname' ? 9376 : 8080);
    return {
      onSignal: (signal) => {
        if (signal === 'SIGTERM' || signal === 'SIGINT') context.exit(0);
      },
    };
  },
};

function serveHostname(context: DaemonContext, defaultPort: number): void {
  const port = Number(/--(?:http-)?port=(\d+)/.exec(context.argv.join(' '))?.[1] ?? defaultPort);
  context.listen({
    port,
    protocol: 'TCP',
    speaks: 'http',
    http: (request) => {
      const body = answer(context, request.path);
      return { status: 200, reason: 'OK', headers: [['Date', httpDate(context.unixNow())], ['Content-Length', String(body.length)], ['Content-Type', 'text/plain; charset=utf-8']], body };
    },
  });
}

function answer(context: DaemonContext, path: string): string {
  if (path.startsWith('/hostname') || !path.startsWith('/hostName') && context.argv.includes('serve-hostname')) return context.machine.hostname;
  if (path.startsWith('/hostName')) return context.machine.hostname;
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
  build: () => ({ ...alpineBuild(), entrypoint: ['/pause'], cmd: [], daemons: [quietDaemon({ path: '/pause' })] }),
};
