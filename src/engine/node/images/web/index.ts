import { alpineBuild } from '../alpine.ts';
import { debianBuild } from '../debian.ts';
import type { DaemonContext, Image, ImageBuild } from '../image.ts';
import { packRequest as packQuery, unpack as unpackQuery, type MysqlReply } from '../mysql/protocol.ts';
import { accessLogDate } from '../nginx/httpDate.ts';
import { packRequest, unpack, type RedisReply } from '../redis/reply.ts';
import { page, webApp, type WebApp } from './app.ts';

function appImage(repository: string, app: WebApp | ((tag: string) => WebApp), base: ImageBuild = alpineBuild()): Image {
  return {
    repository,
    hasTag: () => true,
    sizeBytes: 31_400_000,
    build: (tag) => {
      const made = typeof app === 'function' ? app(tag) : app;
      return { ...base, entrypoint: [], cmd: [made.path], daemons: [webApp(made)] };
    },
  };
}

/** ikubernetes/myapp: says its version, and on another page its host name. */
const myapp = appImage('ikubernetes/myapp', (tag) => ({
  path: '/usr/sbin/nginx', port: 80,
  answer: (request, context, clientIp) => {
    const isName = request.path.startsWith('/hostname.html');
    const isHome = request.path === '/' || request.path === '/index.html';
    const body = isName ? `${context.machine.hostname}\n` : isHome ? `Hello MyApp | Version: ${tag} | <a href="hostname.html">Pod Name</a>\n` : '<html>\r\n<head><title>404 Not Found</title></head>\r\n<body bgcolor="white">\r\n<center><h1>404 Not Found</h1></center>\r\n<hr><center>nginx/1.12.2</center>\r\n</body>\r\n</html>\r\n';
    context.log(`${clientIp} - - [${accessLogDate(context.unixNow())}] "${request.method} ${request.path} HTTP/1.1" ${isName || isHome ? 200 : 404} ${body.length} "-" "${request.headers['User-Agent'] ?? '-'}" "-"`);
    return page(context, body, isName || isHome ? { type: 'text/html' } : { status: 404, reason: 'Not Found', type: 'text/html' });
  },
}));

const KUBIA_FILE = '/var/data/kubia.txt';

/** luksa/kubia: tells its host name; kubia-pet also keeps what was posted last. */
const kubia = appImage('luksa/kubia', { path: '/usr/bin/node-app', port: 8080, says: () => ['Kubia server starting...'], answer: (_, context) => page(context, `You've hit ${context.machine.hostname}\n`) }, debianBuild(['curl']));
const kubiaPet = appImage('luksa/kubia-pet', {
  path: '/usr/bin/node-app', port: 8080,
  answer: (request, context) => {
    const { files, hostname } = context.machine;
    if (request.method === 'POST') {
      files.makeDirectory('/var/data', { parents: true });
      files.write(KUBIA_FILE, request.body);
      return page(context, `Data stored on pod ${hostname}\n`);
    }
    return page(context, `You've hit ${hostname}\nData stored on this pod: ${files.exists(KUBIA_FILE) ? files.read(KUBIA_FILE) : 'No data posted yet'}\n`);
  },
}, debianBuild(['curl']));

const serveHostname = appImage('serve_hostname', { path: '/serve_hostname', port: 9376, answer: (_, context) => page(context, context.machine.hostname) });
const helloApp = appImage('google-samples/hello-app', (tag) => ({ path: '/hello-app', port: (context) => Number(context.env['PORT'] ?? 8080), answer: (_, context) => page(context, `Hello, world!\nVersion: ${tag}.0\nHostname: ${context.machine.hostname}\n`) }));
const whoami = appImage('traefik/whoami', {
  path: '/whoami', port: (context) => Number(/--port[= ](\d+)/.exec(context.argv.join(' '))?.[1] ?? context.env['WHOAMI_PORT_NUMBER'] ?? 80),
  answer: (request, context, clientIp) => page(context, `Hostname: ${context.machine.hostname}\nIP: 127.0.0.1\nIP: ${context.machine.host.ip ?? ''}\nRemoteAddr: ${clientIp}:39184\n${request.method} ${request.path} HTTP/1.1\nHost: ${request.host}\nUser-Agent: ${request.headers['User-Agent'] ?? ''}\nAccept: */*\n\n`),
});
const httpEcho = {
  ...appImage('hashicorp/http-echo', {
    path: '/http-echo', port: (context: DaemonContext) => Number(/-listen[= ]:?(\d+)/.exec(context.argv.join(' '))?.[1] ?? 5678),
    answer: (_, context) => page(context, `${/-text[= ](.*)/s.exec(context.argv.join(' '))?.[1]?.replace(/\s+-listen.*$/, '') ?? context.env['ECHO_TEXT'] ?? ''}\n`),
  }),
};

/** Counts visits in a Redis cluster, and follows keys to the node that has them. */
const hitCounter = appImage('calinrus/api-redis-ha', {
  path: '/usr/local/bin/python', port: 5000,
  says: () => [' * Serving Flask app "app"', ' * Running on http://0.0.0.0:5000/ (Press CTRL+C to quit)'],
  answer: (_, context) => {
    const count = increment(context, context.env['REDIS_HOST'] ?? 'redis-cluster', 6379);
    return count === undefined ? page(context, '<title>500 Internal Server Error</title>\n', { status: 500, reason: 'INTERNAL SERVER ERROR', type: 'text/html' }) : page(context, `I have been hit ${count} times since deployment.\n`, { type: 'text/html' });
  },
});

function increment(context: DaemonContext, host: string, port: number, moves = 0): number | undefined {
  const ip = context.resolve(host, { isUnseen: true }).addresses[0];
  const { reply } = ip === undefined ? {} : context.talk(ip, port, packRequest({ argv: ['INCR', 'hits'], database: 0, password: context.env['REDIS_PASSWORD'] }));
  const answer = reply === undefined ? null : unpack<RedisReply>(reply);
  if (typeof answer === 'number') return answer;
  const moved = typeof answer === 'object' && answer !== null && 'error' in answer ? /^MOVED \d+ ([^:]+):(\d+)/.exec(answer.error) : null;
  return moved === null || moves > 3 ? undefined : increment(context, moved[1] ?? '', Number(moved[2]), moves + 1);
}

/** WordPress: asks its database before it shows anything. */
const wordpress: Image = {
  repository: 'wordpress',
  hasTag: () => true,
  sizeBytes: 221_000_000,
  build: () => ({
    ...debianBuild(['curl']),
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['apache2-foreground'],
    workdir: '/var/www/html',
    wrappers: ['docker-entrypoint.sh'],
    files: { '/usr/local/bin/docker-entrypoint.sh': '#!/usr/bin/env bash\nexec "$@"\n' },
    daemons: [
      webApp({
        path: '/usr/local/bin/apache2-foreground', port: 80, readyAfterMs: 2500,
        says: (context) => [
          'WordPress not found in /var/www/html - copying now...', 'Complete! WordPress has been successfully copied to /var/www/html',
          `AH00558: apache2: Could not reliably determine the server's fully qualified domain name, using ${context.machine.host.ip ?? ''}. Set the 'ServerName' directive globally to suppress this message`,
        ],
        answer: (request, context, clientIp) => {
          const isInstall = request.path.startsWith('/wp-admin/install.php');
          const problem = databaseProblem(context);
          const status = problem !== undefined ? 500 : isInstall ? 200 : 302;
          context.log(`${clientIp} - - [${accessLogDate(context.unixNow())}] "${request.method} ${request.path} HTTP/1.1" ${status} 389 "-" "${request.headers['User-Agent'] ?? '-'}"`);
          if (problem !== undefined) return page(context, `<!DOCTYPE html>\n<html>\n<head>\n\t<title>Database Error</title>\n</head>\n<body><h1>${problem}</h1></body>\n</html>\n`, { status, reason: 'Internal Server Error', type: 'text/html; charset=utf-8' });
          if (isInstall) return page(context, '<!DOCTYPE html>\n<html lang="en-US">\n<head>\n\t<title>WordPress &rsaquo; Installation</title>\n</head>\n<body class="wp-core-ui language-chooser"></body>\n</html>\n', { type: 'text/html; charset=utf-8' });
          return page(context, '', { status, reason: 'Found', type: 'text/html; charset=UTF-8', headers: [['Server', 'Apache/2.4.65 (Debian)'], ['X-Redirect-By', 'WordPress'], ['Location', `http://${request.host}/wp-admin/install.php`]] });
        },
      }),
    ],
  }),
};

function databaseProblem(context: DaemonContext): string | undefined {
  const { env } = context;
  const [host = 'mysql', port = '3306'] = (env['WORDPRESS_DB_HOST'] ?? 'mysql').split(':');
  const ip = context.resolve(host, { isUnseen: true }).addresses[0];
  const request = { user: env['WORDPRESS_DB_USER'] ?? 'root', password: env['WORDPRESS_DB_PASSWORD'] ?? '', database: env['WORDPRESS_DB_NAME'] ?? 'wordpress', sql: 'SELECT 1' };
  const { reply } = ip === undefined ? {} : context.talk(ip, Number(port), packQuery(request));
  const answer = reply === undefined ? undefined : unpackQuery<MysqlReply>(reply);
  return answer === undefined || answer.is === 'error' ? 'Error establishing a database connection' : undefined;
}

/** Small servers that courses use. */
export const webImages: readonly Image[] = [myapp, kubia, kubiaPet, serveHostname, helloApp, whoami, httpEcho, hitCounter, wordpress];
