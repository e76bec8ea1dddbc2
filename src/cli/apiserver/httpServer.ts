import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { formatYaml } from '#terminal/kubectl/printers/yaml.ts';
import type { ApiError } from '#engine/api/errors.ts';
import { badRequest } from '#engine/api/status.ts';
import { wantedForm } from './accept.ts';
import { answerRequest, refusal, type Asked } from './answerRequest.ts';
import { BODY_LIMIT, mediaType, tooLarge } from './bodies.ts';
import { decodeProtobuf, ProtobufError } from './protobuf/decodeProtobuf.ts';
import { json, type Answer, type Served, type Sink } from './served.ts';
import { wireText } from './shown.ts';
import { serveUpgrade } from './upgrade.ts';

/** The API server on a port of this machine. */
export interface HttpServer {
  /** The port it listens on. Rejects when the port cannot be had. */
  listen(port: number): Promise<number>;
  /** Ends all connections. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** Speaks HTTP for a cluster, on the loopback interface only. No request stops it. */
export function createHttpServer(served: Served): HttpServer {
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    response.on('error', () => {});
    handle(served, request, response).catch(() => response.destroy());
  });
  server.on('clientError', (_error, socket: Duplex) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n400 Bad Request');
  });
  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    serveUpgrade(served, askedOf(request, ''), request, socket, head);
  });
  return {
    listen: (port) => listen(server, port),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function handle(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  if (body === undefined) {
    send(response, json(tooLarge(), 413), 'json');
    return;
  }
  const asked = askedOf(request, '');
  const text = textOf(body, request);
  if (typeof text !== 'string') {
    send(response, refusal(text, asked), 'json');
    return;
  }
  const { answer, warnings } = answerRequest(served, { ...asked, ...inJson(request), body: text });
  for (const text of warnings) response.appendHeader('Warning', `299 - ${quoted(text)}`);
  try {
    send(response, answer, formOf(request));
  } catch (error) {
    if (response.headersSent) response.destroy();
    else send(response, refusal(error, asked), 'json');
  }
}

function formOf({ headers }: IncomingMessage): 'json' | 'yaml' {
  try {
    return wantedForm(headers.accept ?? '').form;
  } catch {
    return 'json';
  }
}

/** The whole body; undefined for one that is too long, whose rest is thrown away. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length <= BODY_LIMIT) pieces.push(piece);
  }
  return length > BODY_LIMIT ? undefined : Buffer.concat(pieces);
}

const PROTOBUF = 'application/vnd.kubernetes.protobuf';

function isProtobuf({ headers }: IncomingMessage): boolean {
  return mediaType(headers['content-type'] ?? '') === PROTOBUF;
}

/** A body as text: protobuf, which kubectl sends where it knows the type, is told as JSON. */
function textOf(body: Buffer, request: IncomingMessage): string | ApiError {
  if (!isProtobuf(request) || body.length === 0) return body.toString('utf8');
  try {
    return JSON.stringify(decodeProtobuf(body));
  } catch (error) {
    return badRequest(error instanceof ProtobufError ? error.message : 'unexpected EOF');
  }
}

function inJson(request: IncomingMessage): Partial<Asked> {
  return isProtobuf(request) ? { headers: { ...request.headers, 'content-type': 'application/json' } } : {};
}

function askedOf({ method = 'GET', url = '/', headers }: IncomingMessage, body: string): Asked {
  const at = url.indexOf('?');
  return { method, path: at < 0 ? url : url.slice(0, at), query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)), headers, body };
}

/** A header's text in quotes; what a header cannot hold is left out. k8s: net.NewWarningHeader */
function quoted(text: string): string {
  const plain = text.replaceAll(/[^\t\u0020-\u007e\u00a0-\u00ff]/g, ' ');
  return `"${plain.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function send(response: ServerResponse, answer: Answer, form: 'json' | 'yaml'): void {
  if (answer.type === 'stream') {
    sendStream(response, answer);
    return;
  }
  const text = answer.type === 'text' ? answer.text : form === 'yaml' ? formatYaml(answer.value) : wireText(answer.value);
  const type = typeOf(answer, form);
  response.writeHead(answer.code, { 'Content-Type': type, 'Cache-Control': 'no-cache, private', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

function typeOf(answer: Exclude<Answer, { type: 'stream' }>, form: 'json' | 'yaml'): string {
  if (answer.type === 'text') return answer.text.startsWith('{') ? 'application/json' : 'text/plain';
  return form === 'yaml' ? 'application/yaml' : (answer.contentType ?? 'application/json');
}

function sendStream(response: ServerResponse, answer: Extract<Answer, { type: 'stream' }>): void {
  response.writeHead(200, { 'Content-Type': answer.contentType, 'Cache-Control': 'no-cache, private' });
  response.flushHeaders();
  const sink: Sink = {
    write: (text) => {
      if (text !== '' && response.writable) response.write(text);
    },
    end: () => response.end(),
  };
  response.on('close', answer.start(sink));
}
