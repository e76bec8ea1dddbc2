import { debianBuild } from './debian.ts';
import type { Image } from './image.ts';
import { accessLogDate, httpDate } from './nginx/httpDate.ts';
import { versionTags } from './tags.ts';

const ROOT = '/usr/local/apache2/htdocs';

/** Apache: serves its document root. */
export const httpd: Image = {
  repository: 'httpd',
  hasTag: versionTags({ versions: { 2: [2, 4] }, names: ['latest'], endings: ['-alpine', '-bookworm'] }),
  sizeBytes: 58_300_000,
  build: () => ({
    ...debianBuild(),
    cmd: ['httpd-foreground'],
    workdir: '/usr/local/apache2',
    files: { [`${ROOT}/index.html`]: '<html><body><h1>It works!</h1></body></html>\n' },
    daemons: [
      {
        path: '/usr/local/bin/httpd-foreground',
        start: (context) => {
          context.log("AH00558: httpd: Could not reliably determine the server's fully qualified domain name. Set the 'ServerName' directive globally to suppress this message", 'stderr');
          context.listen({
            port: 80,
            protocol: 'TCP',
            speaks: 'http',
            answerMs: 1,
            http: (request, clientIp) => {
              const { files } = context.machine;
              const path = request.path.split('?')[0] ?? '/';
              const filePath = `${ROOT}${path.endsWith('/') ? `${path}index.html` : path}`;
              const isThere = files.exists(filePath) && !files.isDirectory(filePath);
              const body = isThere ? files.read(filePath) : NOT_FOUND;
              const status = isThere ? 200 : 404;
              context.log(`${clientIp} - - [${accessLogDate(context.unixNow())}] "${request.method} ${request.path} HTTP/1.1" ${status} ${body.length}`);
              return {
                status,
                reason: isThere ? 'OK' : 'Not Found',
                headers: [['Date', httpDate(context.unixNow())], ['Server', 'Apache/2.4.65 (Unix)'], ['Content-Length', String(body.length)], ['Content-Type', 'text/html']],
                body,
              };
            },
          });
          return {
            onSignal: (signal) => {
              if (signal === 'SIGTERM' || signal === 'SIGINT' || signal === 'SIGWINCH') context.exit(0);
            },
          };
        },
      },
    ],
  }),
};

const NOT_FOUND =
  '<!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">\n<html><head>\n<title>404 Not Found</title>\n</head><body>\n<h1>Not Found</h1>\n<p>The requested URL was not found on this server.</p>\n</body></html>\n';
