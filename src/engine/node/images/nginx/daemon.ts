import { headerOf, type HttpRequest } from '../../../machine/host.ts';
import type { Daemon, DaemonContext, RunningDaemon } from '../image.ts';
import { DEFAULT_SERVER, readNginxConfig, type NginxServer } from './config.ts';
import { accessLogDate, errorLogDate } from './httpDate.ts';
import { serveStatic, type Served } from './serve.ts';

const WORKER_PID = 29;

/** nginx: serves the files below its root, logs each request, and ends in good order when told to. */
export function nginxDaemon(version: string): Daemon {
  return {
    path: '/usr/sbin/nginx',
    start: (context) => startNginx(context, version),
    shows: (argv) => ({
      argv: [`nginx: master process ${argv.join(' ')}`],
      footprint: { residentKb: 7432, virtualKb: 11_468, cpuShare: 0, threads: 1 },
      workers: [{ pid: WORKER_PID, argv: ['nginx: worker process'], user: 'nginx', footprint: { residentKb: 2784, virtualKb: 11_920, cpuShare: 0.0001, threads: 1 } }],
    }),
    detaches: (argv) => !/\bdaemon\s+off\b/.test(argv.join(' ')),
    portTaken,
  };
}

/** It tries five times before it gives up. */
function portTaken(port: number, unixMs: number): string {
  const said = (text: string) => `${errorLogDate(unixMs)} [emerg] 1#1: ${text}\nnginx: [emerg] ${text}`;
  return [...Array.from({ length: 5 }, () => said(`bind() to 0.0.0.0:${port} failed (98: Address already in use)`)), said('still could not bind()')].join('\n');
}

function startNginx(context: DaemonContext, version: string): RunningDaemon {
  announce(context, version);
  let requests = 0;
  for (const server of serversOf(context)) {
    const serve = (request: HttpRequest, clientIp: string): Served => {
      requests += 1;
      const served = serveStatic(request, { files: context.machine.files, server, version, unixNow: context.unixNow() });
      if (served.error !== undefined) context.log(errorLine(context, { error: served.error, request, clientIp, number: requests }), 'stderr');
      context.log(accessLine(context, request, served, clientIp));
      return served;
    };
    for (const port of server.ports) {
      context.listen({
        port, protocol: 'TCP', speaks: 'http', answerMs: 1,
        http: (request, clientIp) => serve(request, clientIp).response(),
        probe: (request, clientIp) => serve(request, clientIp).status,
      });
    }
  }
  return {
    onSignal: (signal) => {
      if (signal === 'SIGHUP') context.log(notice(context, 'signal 1 (SIGHUP) received, reconfiguring'), 'stderr');
      if (signal !== 'SIGTERM' && signal !== 'SIGQUIT' && signal !== 'SIGINT') return;
      context.log(notice(context, signal === 'SIGQUIT' ? 'signal 3 (SIGQUIT) received, shutting down' : `signal ${signal === 'SIGTERM' ? '15 (SIGTERM)' : '2 (SIGINT)'} received, exiting`), 'stderr');
      context.log(notice(context, 'exit'), 'stderr');
      context.exit(0);
    },
  };
}

/** Reads the configuration only where somebody has mounted one: the image's own is known. */
function serversOf(context: DaemonContext): readonly NginxServer[] {
  if (!context.mountPaths.some((path) => path.startsWith('/etc/nginx'))) return [DEFAULT_SERVER];
  const { files } = context.machine;
  const readAll = (pattern: string): string => {
    const star = pattern.indexOf('*');
    if (star < 0) return files.exists(pattern) && !files.isDirectory(pattern) ? files.read(pattern) : '';
    const directory = pattern.slice(0, pattern.lastIndexOf('/', star));
    const ending = pattern.slice(star + 1);
    if (!files.isDirectory(directory)) return '';
    return files.list(directory).filter((name) => name.endsWith(ending)).map((name) => files.read(`${directory}/${name}`)).join('\n');
  };
  const main = files.exists('/etc/nginx/nginx.conf') ? files.read('/etc/nginx/nginx.conf') : 'include /etc/nginx/conf.d/*.conf;';
  return readNginxConfig(main, (pattern) => readAll(pattern.startsWith('/') ? pattern : `/etc/nginx/${pattern}`));
}

function announce(context: DaemonContext, version: string): void {
  const at = errorLogDate(context.unixNow());
  context.logLater(
    () =>
      [
        'using the "epoll" event method',
        `nginx/${version}`,
        'built by gcc 12.2.0 (Debian 12.2.0-14)',
        'OS: Linux 5.4.278-1.el7.elrepo.x86_64',
        'getrlimit(RLIMIT_NOFILE): 1048576:1048576',
        'start worker processes',
        `start worker process ${WORKER_PID}`,
      ].map((text) => `${at} [notice] 1#1: ${text}`),
    'stderr',
  );
}

function notice(context: DaemonContext, text: string): string {
  return `${errorLogDate(context.unixNow())} [notice] 1#1: ${text}`;
}

function errorLine(context: DaemonContext, from: { error: string; request: HttpRequest; clientIp: string; number: number }): string {
  const { error, request, clientIp, number } = from;
  return (
    `${errorLogDate(context.unixNow())} [error] ${WORKER_PID}#${WORKER_PID}: *${number} ${error}, client: ${clientIp}, server: localhost, ` +
    `request: "${request.method} ${request.path} HTTP/1.1", host: "${request.host}"`
  );
}

function accessLine(context: DaemonContext, request: HttpRequest, { status, size }: Served, clientIp: string): string {
  const { method, path } = request;
  const agent = headerOf(request, 'user-agent') ?? '-';
  const referer = headerOf(request, 'referer') ?? '-';
  const forwarded = headerOf(request, 'x-forwarded-for') ?? '-';
  return `${clientIp} - - [${accessLogDate(context.unixNow())}] "${method} ${path} HTTP/1.1" ${status} ${size} "${referer}" "${agent}" "${forwarded}"`;
}
