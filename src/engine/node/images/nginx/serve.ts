import { FileError, type FileSystem, type TreeNode } from '../../../machine/files.ts';
import { headerOf, type HttpRequest, type HttpResponse } from '../../../machine/host.ts';
import { utf8Length } from '../../../core/utf8.ts';
import type { NginxLocation, NginxServer } from './config.ts';
import { httpDate } from './httpDate.ts';

export interface Served {
  readonly status: number;
  /** Bytes of the body as it is sent. */
  readonly size: number;
  /** The whole answer: made only for who reads it. */
  readonly response: () => HttpResponse;
  /** A line for the error log. */
  readonly error?: string;
}

export interface ServeOptions {
  readonly files: FileSystem;
  readonly server: NginxServer;
  /** `1.27.4`. */
  readonly version: string;
  readonly unixNow: number;
}

type Header = readonly [string, string];

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK', 204: 'No Content', 301: 'Moved Permanently', 302: 'Moved Temporarily', 304: 'Not Modified', 400: 'Bad Request', 401: 'Unauthorized', 403: 'Forbidden', 404: 'Not Found',
  405: 'Not Allowed', 414: 'Request-URI Too Large', 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Temporarily Unavailable', 504: 'Gateway Time-out',
};

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html', htm: 'text/html', css: 'text/css', xml: 'text/xml', gif: 'image/gif', jpg: 'image/jpeg', jpeg: 'image/jpeg', js: 'application/javascript',
  txt: 'text/plain', png: 'image/png', svg: 'image/svg+xml', ico: 'image/x-icon', json: 'application/json', pdf: 'application/pdf', zip: 'application/zip', wasm: 'application/wasm',
};

/** Answers a request for a static file, or what a location returns, as nginx does. */
export function serveStatic(request: HttpRequest, options: ServeOptions): Served {
  const path = decodedPath(request.path);
  if (path === undefined) return failure(request, options, 400);
  const location = locationFor(options.server.locations, path);
  if (location?.returns !== undefined) return returned(request, options, location, location.returns);
  const root = location?.root ?? options.server.root;
  const filePath = location?.alias === undefined ? `${root}${path}` : `${location.alias}${path.slice(location.path.length)}`;
  return servePath(request, options, { path, filePath, index: location?.index ?? options.server.index, showsList: location?.showsList === true });
}

/** The longest prefix wins; an exact one before all. */
function locationFor(locations: readonly NginxLocation[], path: string): NginxLocation | undefined {
  const exact = locations.find((location) => location.isExact && location.path === path);
  if (exact !== undefined) return exact;
  return locations
    .filter((location) => !location.isExact && path.startsWith(location.path))
    .reduce<NginxLocation | undefined>((best, location) => (best === undefined || location.path.length > best.path.length ? location : best), undefined);
}

function decodedPath(target: string): string | undefined {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  if (!path.startsWith('/')) return undefined;
  if (path === '/') return path;
  try {
    const decoded = decodeURIComponent(path);
    const names: string[] = [];
    for (const name of decoded.split('/')) {
      if (name === '..') {
        if (names.length <= 1) return undefined;
        names.pop();
      } else if (name !== '.') names.push(name);
    }
    return names.join('/').replace(/\/+/g, '/');
  } catch {
    return undefined;
  }
}

interface Wanted {
  readonly path: string;
  readonly filePath: string;
  readonly index: readonly string[];
  readonly showsList: boolean;
}

function servePath(request: HttpRequest, options: ServeOptions, wanted: Wanted): Served {
  const { path, filePath } = wanted;
  const isDirectory = path.endsWith('/');
  // Files cannot be written, whether they are there or not.
  if (!isDirectory && !['GET', 'HEAD', 'POST'].includes(request.method)) return failure(request, options, 405);
  const found = nodeAt(options.files, isDirectory ? filePath.slice(0, -1) : filePath);
  if (!isDirectory) {
    if (found instanceof FileError) return missing(request, options, filePath, found);
    if (found.type === 'directory') return redirectToDirectory(request, options, path);
    return serveFile(request, options, found);
  }
  if (found instanceof FileError || found.type !== 'directory') return failure(request, options, 404, `"${filePath}index.html" is not found (2: No such file or directory)`);
  for (const name of wanted.index) {
    if (!found.entries.has(name)) continue;
    const file = nodeAt(options.files, `${filePath}${name}`);
    if (!(file instanceof FileError) && file.type !== 'directory') return serveFile(request, options, file);
  }
  if (wanted.showsList) return list(request, options, wanted);
  return failure(request, options, 403, `directory index of "${filePath}" is forbidden`);
}

function nodeAt(files: FileSystem, path: string): TreeNode | FileError {
  try {
    return files.node(path);
  } catch (error) {
    if (error instanceof FileError) return error;
    throw error;
  }
}

function missing(request: HttpRequest, options: ServeOptions, filePath: string, { code, text }: FileError): Served {
  return failure(request, options, code === 'EACCES' ? 403 : 404, `open() "${filePath}" failed (2: ${text})`);
}

function serveFile(request: HttpRequest, options: ServeOptions, file: TreeNode): Served {
  if (request.method !== 'GET' && request.method !== 'HEAD') return failure(request, options, 405);
  if (file.type !== 'file') return failure(request, options, 404);
  const body = file.device === undefined ? file.content : file.device.read();
  const size = utf8Length(body);
  const etag = () => `"${Math.floor(file.mtimeMs / 1000).toString(16)}-${size.toString(16)}"`;
  const known: () => readonly Header[] = () => [['Last-Modified', httpDate(file.mtimeMs)], ['Connection', 'keep-alive'], ['ETag', etag()]];
  const asked = headerOf(request, 'if-none-match');
  if (asked !== undefined && asked === etag()) return respond(request, options, { status: 304, body: '', size: 0, headers: known });
  return respond(request, options, {
    status: 200, body, size, headers: () => [['Content-Type', typeOf(request.path)], ['Content-Length', String(size)], ...known(), ['Accept-Ranges', 'bytes']],
  });
}

/** By the ending of the path; a directory's index page is a page. */
function typeOf(target: string): string {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  if (path.endsWith('/')) return 'text/html';
  const dot = path.lastIndexOf('.');
  return (dot > path.lastIndexOf('/') ? TYPES[path.slice(dot + 1)] : undefined) ?? 'application/octet-stream';
}

function redirectToDirectory(request: HttpRequest, options: ServeOptions, path: string): Served {
  const body = page(options.version, 301);
  return respond(request, options, {
    status: 301, body, size: body.length,
    headers: () => [['Content-Type', 'text/html'], ['Content-Length', String(body.length)], ['Location', `http://${request.host}${path}/`], ['Connection', 'keep-alive']],
  });
}

function returned(request: HttpRequest, options: ServeOptions, location: NginxLocation, { status, text }: { readonly status: number; readonly text: string }): Served {
  const isRedirect = status >= 300 && status < 400 && status !== 304;
  const body = isRedirect ? page(options.version, status) : text === '' && status >= 400 ? page(options.version, status) : expandVariables(text, request);
  const type = isRedirect || (text === '' && status >= 400) ? 'text/html' : (location.contentType ?? 'application/octet-stream');
  const size = utf8Length(body);
  return respond(request, options, {
    status, body, size,
    headers: () => [['Content-Type', type], ['Content-Length', String(size)], ...(isRedirect ? ([['Location', expandVariables(text, request)]] as const) : []), ['Connection', 'keep-alive']],
  });
}

function expandVariables(text: string, request: HttpRequest): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced: string | undefined, plain: string | undefined) => {
    const name = braced ?? plain;
    if (name === 'host') return request.host.split(':')[0] ?? '';
    if (name === 'request_uri' || name === 'uri') return request.path;
    if (name === 'request_method') return request.method;
    return name === 'hostname' || name === 'server_addr' || name === 'remote_addr' ? '' : all;
  });
}

function list(request: HttpRequest, options: ServeOptions, { path, filePath }: Wanted): Served {
  const rows = options.files.list(filePath).map((name) => {
    const shown = options.files.isDirectory(`${filePath}${name}`) ? `${name}/` : name;
    return `<a href="${shown}">${shown}</a>\r\n`;
  });
  const body = `<html>\r\n<head><title>Index of ${path}</title></head>\r\n<body>\r\n<h1>Index of ${path}</h1><hr><pre><a href="../">../</a>\r\n${rows.join('')}</pre><hr></body>\r\n</html>\r\n`;
  return respond(request, options, { status: 200, body, size: utf8Length(body), headers: () => [['Content-Type', 'text/html'], ['Connection', 'keep-alive']] });
}

function failure(request: HttpRequest, options: ServeOptions, status: number, error?: string): Served {
  const body = page(options.version, status);
  const served = respond(request, options, {
    status, body, size: body.length, headers: () => [['Content-Type', 'text/html'], ['Content-Length', String(body.length)], ['Connection', 'keep-alive']],
  });
  return error === undefined ? served : { ...served, error };
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly size: number;
  readonly headers: () => readonly Header[];
}

function respond(request: HttpRequest, { version, unixNow }: ServeOptions, { status, body, size, headers }: Answer): Served {
  const hasBody = request.method !== 'HEAD' && status !== 304 && status !== 204;
  const closes = headerOf(request, 'connection')?.toLowerCase() === 'close';
  return {
    status,
    size: hasBody ? size : 0,
    response: () => ({
      status,
      reason: REASONS[status] ?? '',
      headers: [['Server', `nginx/${version}`], ['Date', httpDate(unixNow)], ...headers().map(([name, value]): Header => (name === 'Connection' && closes ? [name, 'close'] : [name, value]))],
      body: hasBody ? body : '',
    }),
  };
}

/** nginx's own page for a status. Up to 1.13 it has a background colour. */
export function page(version: string, status: number): string {
  const text = `${status} ${REASONS[status] ?? ''}`;
  const minor = Number(version.split('.')[1]);
  const body = minor <= 13 ? '<body bgcolor="white">' : '<body>';
  return `<html>\r\n<head><title>${text}</title></head>\r\n${body}\r\n<center><h1>${text}</h1></center>\r\n<hr><center>nginx/${version}</center>\r\n</body>\r\n</html>\r\n`;
}
