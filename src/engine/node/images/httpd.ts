import { utf8Length } from '../../core/utf8.ts';
import type { FileSystem } from '../../machine/files.ts';
import type { HttpRequest, HttpResponse } from '../../machine/host.ts';
import { alpineBuild } from './alpine.ts';
import { debianBuild } from './debian.ts';
import type { Daemon, DaemonContext, Image } from './image.ts';
import { accessLogDate, httpDate } from './nginx/httpDate.ts';
import { versionTags } from './tags.ts';

const ROOT = '/usr/local/apache2/htdocs';
const VERSION = '2.4.65';

interface Page {
  readonly status: number;
  readonly reason: string;
  readonly body: string;
}

const apache: Daemon = {
  path: '/usr/local/bin/httpd-foreground',
  start: (context) => {
    const say = (level: string, text: string) => context.log(`[${errorDate(context.unixNow())}] [${level}] [pid 1:tid 1] ${text}`, 'stderr');
    for (let line = 0; line < 2; line += 1) context.log(`AH00558: httpd: Could not reliably determine the server's fully qualified domain name, using ${context.machine.host.ip ?? '127.0.0.1'}. Set the 'ServerName' directive globally to suppress this message`, 'stderr');
    say('mpm_event:notice', `AH00489: Apache/${VERSION} (Unix) configured -- resuming normal operations`);
    say('core:notice', "AH00094: Command line: 'httpd -D FOREGROUND'");
    context.listen({ port: 80, protocol: 'TCP', speaks: 'http', answerMs: 1, http: (request, clientIp) => answer(context, request, clientIp) });
    return {
      onSignal: (signal) => {
        if (signal !== 'SIGTERM' && signal !== 'SIGINT' && signal !== 'SIGWINCH') return;
        say('mpm_event:notice', signal === 'SIGWINCH' ? 'AH00492: caught SIGWINCH, shutting down gracefully' : 'AH00491: caught SIGTERM, shutting down');
        context.exit(0);
      },
    };
  },
};

/** `Mon Nov 23 08:00:03.120000 2026` */
function errorDate(unixMs: number): string {
  const [, day = '', month = '', year = '', time = ''] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(httpDate(unixMs)) ?? [];
  return `${httpDate(unixMs).slice(0, 3)} ${month} ${day} ${time}.${String(Math.floor(unixMs) % 1000).padStart(3, '0')}000 ${year}`;
}

function answer(context: DaemonContext, request: HttpRequest, clientIp: string): HttpResponse {
  const { status, reason, body } = pageFor(context.machine.files, request);
  context.log(`${clientIp} - - [${accessLogDate(context.unixNow())}] "${request.method} ${request.path} HTTP/1.1" ${status} ${utf8Length(body)}`);
  return {
    status, reason, body,
    headers: [['Date', httpDate(context.unixNow())], ['Server', `Apache/${VERSION} (Unix)`], ['Content-Length', String(utf8Length(body))], ['Content-Type', status === 200 ? 'text/html' : 'text/html; charset=iso-8859-1']],
  };
}

/** A file, the index of a directory, or what there is in it: the image lists directories. */
function pageFor(files: FileSystem, { path, method }: HttpRequest): Page {
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return errorPage(405, 'Method Not Allowed', `The requested method ${method} is not allowed for this URL.`);
  const clean = (path.split('?')[0] ?? '/').replace(/\/{2,}/g, '/');
  const target = `${ROOT}${clean}`.replace(/(.)\/$/, '$1');
  if (!files.exists(target) || clean.includes('..')) return errorPage(404, 'Not Found', 'The requested URL was not found on this server.');
  if (!files.isDirectory(target)) return { status: 200, reason: 'OK', body: files.read(target) };
  if (files.exists(`${target}/index.html`)) return { status: 200, reason: 'OK', body: files.read(`${target}/index.html`) };
  const names = files.list(target).map((name) => (files.isDirectory(`${target}/${name}`) ? `${name}/` : name));
  const items = [...(clean === '/' ? [] : ['<li><a href="/"> Parent Directory</a></li>\n']), ...names.map((name) => `<li><a href="${name}"> ${name}</a></li>\n`)];
  return { status: 200, reason: 'OK', body: `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">\n<html>\n <head>\n  <title>Index of ${clean}</title>\n </head>\n <body>\n<h1>Index of ${clean}</h1>\n<ul>${items.join('')}</ul>\n</body></html>\n` };
}

function errorPage(status: number, reason: string, text: string): Page {
  return { status, reason, body: `<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>${status} ${reason}</title>\n</head><body>\n<h1>${reason}</h1>\n<p>${text}</p>\n</body></html>\n` };
}

/** Apache: serves its document root. */
export const httpd: Image = {
  repository: 'httpd',
  hasTag: versionTags({ versions: { 2: [2, 4] }, names: ['latest'], endings: ['-alpine', '-bookworm', '-trixie', '-bullseye'] }),
  sizeBytes: 58_300_000,
  build: (tag) => ({
    ...(tag.includes('alpine') ? alpineBuild() : debianBuild()),
    cmd: ['httpd-foreground'],
    workdir: '/usr/local/apache2',
    files: { [`${ROOT}/index.html`]: '<html><body><h1>It works!</h1></body></html>\n' },
    daemons: [apache],
  }),
};
