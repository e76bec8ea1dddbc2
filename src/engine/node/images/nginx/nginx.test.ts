import { describe, expect, it } from 'vitest';
import { createFileSystem } from '../../../machine/fileSystem.ts';
import { createFileTree } from '../../../machine/fileTree.ts';
import type { HttpResponse } from '../../../machine/host.ts';
import { imageFor } from '../index.ts';
import { parseImageReference } from '../imageReference.ts';
import { DEFAULT_SERVER, readNginxConfig, type NginxServer } from './config.ts';
import { myharborNginx } from './index.ts';
import { serveStatic } from './serve.ts';

const files = () => {
  const made = createFileSystem(createFileTree({ now: () => Date.UTC(2026, 10, 23, 6, 51, 24) }));
  made.makeDirectory('/usr/share/nginx/html/sub/empty', { parents: true });
  made.write('/usr/share/nginx/html/index.html', 'sts0\n');
  made.write('/usr/share/nginx/html/a b.txt', 'text');
  return made;
};

function get(path: string, options: { method?: string; headers?: Record<string, string>; server?: NginxServer; version?: string } = {}): HttpResponse {
  const request = { method: options.method ?? 'GET', path, host: 'web-0', headers: options.headers ?? {}, body: '' };
  return serveStatic(request, { files: files(), server: options.server ?? DEFAULT_SERVER, version: options.version ?? '1.27.4', unixNow: Date.UTC(2026, 10, 23, 6, 52, 0) }).response();
}

describe('nginx', () => {
  it('answers with its headers in its order', () => {
    expect(get('/').headers).toEqual([
      ['Server', 'nginx/1.27.4'], ['Date', 'Mon, 23 Nov 2026 06:52:00 GMT'], ['Content-Type', 'text/html'], ['Content-Length', '5'],
      ['Last-Modified', 'Mon, 23 Nov 2026 06:51:24 GMT'], ['Connection', 'keep-alive'], ['ETag', '"6a8a9b2c-5"'.replace('6a8a9b2c', Math.floor(Date.UTC(2026, 10, 23, 6, 51, 24) / 1000).toString(16))], ['Accept-Ranges', 'bytes'],
    ]);
  });

  it.each([
    ['/', 200], ['/index.html', 200], ['/a%20b.txt', 200], ['/none', 404], ['/sub', 301], ['/sub/', 403], ['/none/', 404], ['/../etc/passwd', 400], ['/sub/../', 200], ['/?q=1', 200],
  ])('answers %s with %d', (path, status) => {
    expect(get(path).status).toBe(status);
  });

  it('shows its own pages, with a background colour up to 1.13', () => {
    expect(get('/sub/').body).toBe('<html>\r\n<head><title>403 Forbidden</title></head>\r\n<body>\r\n<center><h1>403 Forbidden</h1></center>\r\n<hr><center>nginx/1.27.4</center>\r\n</body>\r\n</html>\r\n');
    expect(get('/none', { version: '1.11.1' }).body).toContain('<body bgcolor="white">');
  });

  it('knows what a client has already, sends no body for HEAD, and takes no POST', () => {
    const etag = get('/').headers.find(([name]) => name === 'ETag')?.[1] ?? '';
    expect(get('/', { headers: { 'If-None-Match': etag } }).status).toBe(304);
    expect(get('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
    expect(get('/', { method: 'POST' }).status).toBe(405);
  });

  it('follows a configuration: ports, roots, returned texts', () => {
    const servers = readNginxConfig('events {}\nhttp { include conf.d/*.conf; }', () => 'server {\n  listen 8080; # here\n  root /usr/share/nginx/html;\n  location = /health { return 200 "ok\\n"; default_type text/plain; }\n  location /old { return 301 /new; }\n}\n');
    const [server] = servers;
    expect(server?.ports).toEqual([8080]);
    expect(get('/health', { server: server as NginxServer })).toMatchObject({ status: 200, body: 'ok\n' });
    expect(get('/old/x', { server: server as NginxServer }).headers).toContainEqual(['Location', '/new']);
    expect(get('/', { server: server as NginxServer }).body).toBe('sts0\n');
  });
});

describe('images', () => {
  it.each([
    ['nginx:1.25', true], ['nginx:1.161', false], ['nginx:1.7.9', true], ['nginx', true], ['nginx:alpine', true], ['nginx:1.25-alpine', true], ['nginx:nosuch', false],
    ['registry.k8s.io/nginx-slim:0.24', true], ['registry.k8s.io/nginx-slim:0.99', false], ['harbor.myharbor.com/myharbor/nginx:v2.0-my', true], ['harbor.myharbor.com/myharbor/nginx:v4.0-my', false],
    ['busybox:1.28', true], ['busybox:1.99', false], ['mysql:5.7', true], ['redis:7-alpine', true], ['somebody/anything:v9', true],
  ])('%s exists: %s', (image, exists) => {
    const reference = parseImageReference(image, 'docker.io');
    expect(reference === undefined ? false : imageFor(reference.path).hasTag(reference.tag)).toBe(exists);
  });

  it.each([
    ['nginx', 'docker.io/library/nginx:latest'],
    ['localhost:5000/x/y:1', 'localhost:5000/x/y:1'],
    ['harbor.myharbor.com/myharbor/nginx:v1.0-my', 'harbor.myharbor.com/myharbor/nginx:v1.0-my'],
    ['a/b', 'docker.io/a/b:latest'],
    ['Bad', undefined],
    ['nginx:::', undefined],
  ])('%s means %s', (image, canonical) => {
    expect(parseImageReference(image, 'docker.io')?.canonical).toBe(canonical);
  });

  it('myharbor’s nginx says its version', () => {
    expect(myharborNginx.build('v3.0-my', '').files['/usr/share/nginx/html/index.html']).toBe('<h1>myweb v3.you see</h1>\n');
  });
});
