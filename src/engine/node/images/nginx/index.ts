import type { Image, ImageBuild } from '../image.ts';
import { versionTags } from '../tags.ts';
import { nginxDaemon } from './daemon.ts';

/** The newest of each series; a shorter tag stands for it. */
const NEWEST_PATCH: Readonly<Record<string, string>> = {
  '1.7': '1.7.12', '1.8': '1.8.1', '1.9': '1.9.15', '1.10': '1.10.3', '1.11': '1.11.13', '1.12': '1.12.2', '1.13': '1.13.12', '1.14': '1.14.2', '1.15': '1.15.12', '1.16': '1.16.1',
  '1.17': '1.17.10', '1.18': '1.18.0', '1.19': '1.19.10', '1.20': '1.20.2', '1.21': '1.21.6', '1.22': '1.22.1', '1.23': '1.23.4', '1.24': '1.24.0', '1.25': '1.25.5', '1.26': '1.26.3',
  '1.27': '1.27.5', '1.28': '1.28.0', '1.29': '1.29.3',
};
const LATEST = '1.29';
const STABLE = '1.28';

/** Since this minor version the Debian image has curl. */
const FIRST_WITH_CURL = 17;

const WELCOME = `<!DOCTYPE html>
<html>
<head>
<title>Welcome to nginx!</title>
<style>
html { color-scheme: light dark; }
body { width: 35em; margin: 0 auto;
font-family: Tahoma, Verdana, Arial, sans-serif; }
</style>
</head>
<body>
<h1>Welcome to nginx!</h1>
<p>If you see this page, the nginx web server is successfully installed and
working. Further configuration is required.</p>

<p>For online documentation and support please refer to
<a href="http://nginx.org/">nginx.org</a>.<br/>
Commercial support is available at
<a href="http://nginx.com/">nginx.com</a>.</p>

<p><em>Thank you for using nginx.</em></p>
</body>
</html>
`;

const ERROR_PAGE = `<!DOCTYPE html>
<html>
<head>
<title>Error</title>
</head>
<body>
<h1>An error occurred.</h1>
<p>Sorry, the page you are looking for is currently unavailable.<br/>
Please try again later.</p>
</body>
</html>
`;

const DEFAULT_CONF = `server {
    listen       80;
    server_name  localhost;

    location / {
        root   /usr/share/nginx/html;
        index  index.html index.htm;
    }

    error_page   500 502 503 504  /50x.html;
    location = /50x.html {
        root   /usr/share/nginx/html;
    }
}
`;

const NGINX_CONF = `user  nginx;
worker_processes  auto;

error_log  /var/log/nginx/error.log notice;
pid        /run/nginx.pid;

events {
    worker_connections  1024;
}

http {
    include       /etc/nginx/mime.types;
    default_type  application/octet-stream;

    access_log  /var/log/nginx/access.log  main;
    sendfile        on;
    keepalive_timeout  65;

    include /etc/nginx/conf.d/*.conf;
}
`;

interface NginxOptions {
  readonly version: string;
  readonly flavour: ImageBuild['flavour'];
  readonly programs?: readonly string[];
  readonly page?: string;
}

/** An image that runs nginx in the foreground. */
export function nginxBuild({ version, flavour, programs = [], page = WELCOME }: NginxOptions): ImageBuild {
  return {
    flavour,
    ...(flavour === 'alpine' ? { busybox: '1.36' } : {}),
    entrypoint: ['/docker-entrypoint.sh'],
    cmd: ['nginx', '-g', 'daemon off;'],
    env: { PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin', NGINX_VERSION: version },
    workdir: '/',
    user: 'root',
    files: {
      '/usr/share/nginx/html/index.html': page,
      '/usr/share/nginx/html/50x.html': ERROR_PAGE,
      '/etc/nginx/nginx.conf': NGINX_CONF,
      '/etc/nginx/conf.d/default.conf': DEFAULT_CONF,
      '/docker-entrypoint.sh': '#!/bin/sh\nexec "$@"\n',
    },
    programs,
    daemons: [nginxDaemon(version)],
    wrappers: ['/docker-entrypoint.sh'],
  };
}

/** `1.25.5` for `1.25-alpine`. */
function versionOf(tag: string): string {
  const number = /\d+(?:\.\d+)*/.exec(tag)?.[0];
  if (number === undefined || number === '1') return NEWEST_PATCH[tag.startsWith('stable') ? STABLE : LATEST] ?? '';
  return NEWEST_PATCH[number] ?? (number.split('.').length === 2 ? `${number}.0` : number);
}

/** docker.io/library/nginx: Debian, and Alpine with the ending. */
export const nginx: Image = {
  repository: 'nginx',
  hasTag: versionTags({ versions: { 1: [7, 29] }, names: ['latest', 'stable', 'mainline', 'bookworm', 'trixie'], endings: ['-alpine', '-alpine-slim', '-bookworm', '-perl', '-alpine-perl', '-trixie', '-bullseye', '-otel', '-alpine-otel'] }),
  sizeBytes: 72_080_558,
  build: (tag) => {
    const version = versionOf(tag);
    const isAlpine = tag.includes('alpine');
    const hasCurl = isAlpine || Number(version.split('.')[1]) >= FIRST_WITH_CURL;
    return nginxBuild({ version, flavour: isAlpine ? 'alpine' : 'debian', programs: hasCurl ? ['curl'] : [] });
  },
};

/** registry.k8s.io/nginx-slim: what the StatefulSet tutorial runs. */
export const nginxSlim: Image = {
  repository: 'nginx-slim',
  hasTag: (tag) => ['0.1', '0.2', '0.3', '0.4', '0.5', '0.6', '0.7', '0.8', '0.9', '0.20', '0.21', '0.22', '0.23', '0.24', '0.25', '0.26', '0.27', '0.28', '0.29', 'latest', 'v1'].includes(tag),
  sizeBytes: 43_219_840,
  build: (tag) => nginxBuild({ version: SLIM_VERSIONS[tag] ?? '1.27.2', flavour: 'debian', programs: ['curl'] }),
};

const SLIM_VERSIONS: Readonly<Record<string, string>> = { '0.8': '1.11.1', '0.9': '1.11.1', v1: '1.11.1', '0.20': '1.13.12', '0.21': '1.19.1', '0.24': '1.25.3' };

/** harbor.myharbor.com/myharbor/nginx: three versions that say which they are. */
export const myharborNginx: Image = {
  repository: 'myharbor/nginx',
  hasTag: (tag) => /^v[123]\.0-my$/.test(tag),
  sizeBytes: 16_032_814,
  build: (tag) => nginxBuild({ version: '1.20.1', flavour: 'alpine', programs: ['curl'], page: `<h1>myweb ${tag.slice(0, 2)}.you see</h1>\n` }),
};
