// Serves the built page: `node scripts/serve.mjs [--port N] [--base /path/]`. Files only, this machine only.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { createGzip } from 'node:zlib';
import { root } from './install.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.webmanifest': 'application/manifest+json', '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.svg', '.webmanifest', '.txt']);

/** Starts the server; resolves to its address once it listens. Port 0 takes a free one. */
export function serve({ port = 0, base = '/', folder = path.join(root, 'dist') } = {}) {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (url.pathname === base.slice(0, -1)) return redirect(response, base);
    if (!url.pathname.startsWith(base)) return refuse(response);
    const file = path.join(folder, path.normalize(decodeURIComponent(url.pathname.slice(base.length)) || 'index.html'));
    if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return refuse(response);
    return send(request, response, file);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve({ server, address: `http://127.0.0.1:${server.address().port}${base}` });
    });
  });
}

function send(request, response, file) {
  const ending = path.extname(file);
  response.setHeader('Content-Type', TYPES[ending] ?? 'application/octet-stream');
  response.setHeader('Cache-Control', file.includes(`${path.sep}assets${path.sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache');
  const compress = COMPRESSED.has(ending) && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  if (!compress) return createReadStream(file).pipe(response);
  response.setHeader('Content-Encoding', 'gzip');
  return createReadStream(file).pipe(createGzip()).pipe(response);
}

function refuse(response) {
  response.statusCode = 404;
  response.end('Not found\n');
}

function redirect(response, to) {
  response.statusCode = 301;
  response.setHeader('Location', to);
  response.end();
}

if (process.argv[1] === import.meta.filename || process.argv[1]?.endsWith('serve.mjs')) {
  const option = (name, otherwise) => {
    const index = process.argv.indexOf(name);
    return index < 0 ? otherwise : process.argv[index + 1];
  };
  const { address } = await serve({ port: Number(option('--port', '0')), base: option('--base', '/') });
  console.log(address);
}
