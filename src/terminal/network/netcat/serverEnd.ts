import type { Simulation } from '#engine/core/simulation.ts';
import { utf8Length } from '#engine/core/utf8.ts';
import type { HttpResponse, Listener, StreamEnd } from '#engine/machine/host.ts';
import { packRequest, unpack, type RedisReply } from '#engine/node/images/redis/reply.ts';

/**
 * The server's end of a raw connection to a listener: what a person types into nc or telnet is understood as the
 * protocol says. simplified: HTTP, ZooKeeper's four letters and redis answer; other servers stay silent.
 */
export function serverEnd(listener: Listener, clientIp: string, client: StreamEnd, sim: Simulation): StreamEnd {
  if (listener.stream !== undefined) return listener.stream(clientIp, client);
  if (listener.speaks === 'http' && listener.http !== undefined) return httpEnd(listener.http, clientIp, client, sim);
  if (listener.speaks === 'zookeeper' && listener.talk !== undefined) return zookeeperEnd(listener.talk, clientIp, client);
  if (listener.speaks === 'redis' && listener.talk !== undefined) return redisEnd(listener.talk, clientIp, client);
  return { write: () => {}, end: () => client.end() };
}

/** How long a server keeps a connection on which nothing is asked. */
const KEEP_ALIVE_MS = 65_000;

function httpEnd(answer: NonNullable<Listener['http']>, clientIp: string, client: StreamEnd, sim: Simulation): StreamEnd {
  let text = '';
  let hasEnded = false;
  const close = () => {
    if (!hasEnded) client.end();
    hasEnded = true;
  };
  let timer = sim.after(KEEP_ALIVE_MS, 'keep-alive', close);
  return {
    write: (more) => {
      text += more;
      for (let request = takeRequest(text); request !== undefined; request = request.closes ? undefined : takeRequest(text)) {
        text = request.rest;
        sim.cancel(timer);
        timer = sim.after(KEEP_ALIVE_MS, 'keep-alive', close);
        const response = request.isValid ? answer({ method: request.method, path: request.path, host: request.headers['Host'] ?? '', headers: request.headers, body: request.body }, clientIp) : BAD_REQUEST;
        client.write(responseText(response, request));
        if (!request.closes) continue;
        sim.cancel(timer);
        close();
      }
    },
    end: () => {
      sim.cancel(timer);
      close();
    },
  };
}

const BAD_REQUEST: HttpResponse = {
  status: 400, reason: 'Bad Request', headers: [['Content-Type', 'text/html'], ['Connection', 'close']],
  body: '<html>\r\n<head><title>400 Bad Request</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n</body>\r\n</html>\r\n',
};

interface RawRequest {
  readonly isValid: boolean;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly closes: boolean;
  readonly rest: string;
}

/** The first whole request of a text; undefined until its empty line, and its body, have come. */
function takeRequest(text: string): RawRequest | undefined {
  const firstLine = /^[^\n]*\n/.exec(text)?.[0];
  if (firstLine === undefined) return undefined;
  const [, method = '', path = '', version] = /^([A-Z]+) (\S+)(?: HTTP\/(1\.[01]))?\r?\n/.exec(firstLine) ?? [];
  const bad = { isValid: false, method: '', path: '', headers: {}, body: '', closes: true, rest: '' };
  if (method === '') return bad;
  // The oldest form of a request is one line.
  if (version === undefined) return { ...bad, isValid: true, method, path, rest: text.slice(firstLine.length) };
  const end = /\r?\n\r?\n/.exec(text);
  if (end === null) return undefined;
  const head = text.slice(0, end.index).split(/\r?\n/).slice(1);
  const headers = Object.fromEntries(head.map((line) => [canonical(line.slice(0, Math.max(0, line.indexOf(':')))), line.slice(line.indexOf(':') + 1).trim()]));
  const from = end.index + end[0].length;
  const length = Number(headers['Content-Length'] ?? 0) || 0;
  if (text.length < from + length) return undefined;
  if (version === '1.1' && headers['Host'] === undefined) return bad;
  const closes = version === '1.0' ? headers['Connection'] !== 'keep-alive' : headers['Connection'] === 'close';
  return { isValid: true, method, path, headers, body: text.slice(from, from + length), closes, rest: text.slice(from + length) };
}

function canonical(name: string): string {
  return name.toLowerCase().replaceAll(/(^|-)[a-z]/g, (part) => part.toUpperCase());
}

function responseText({ status, reason, headers, body }: HttpResponse, { method, closes }: RawRequest): string {
  const hasLength = headers.some(([name]) => name.toLowerCase() === 'content-length');
  const lines = [`HTTP/1.1 ${status} ${reason}`, ...headers.map(([name, value]) => `${name}: ${closes && name === 'Connection' ? 'close' : value}`), ...(hasLength ? [] : [`Content-Length: ${utf8Length(body)}`]), '', ''];
  return lines.join('\r\n') + (method === 'HEAD' ? '' : body);
}

function zookeeperEnd(talk: NonNullable<Listener['talk']>, clientIp: string, client: StreamEnd): StreamEnd {
  return {
    write: (text) => {
      const word = text.trim().slice(0, 4);
      // Whatever else begins a connection is no message of its protocol.
      if (/^[a-z]{4}$/.test(word)) client.write(talk(word, clientIp));
      client.end();
    },
    end: () => client.end(),
  };
}

function redisEnd(talk: NonNullable<Listener['talk']>, clientIp: string, client: StreamEnd): StreamEnd {
  let text = '';
  let password: string | undefined;
  const answer = (argv: readonly string[]) => {
    if (argv.length === 0) return;
    if (argv[0]?.toLowerCase() === 'auth') password = argv.at(-1);
    client.write(resp(unpack<RedisReply>(talk(packRequest({ argv, database: 0, password }), clientIp))));
    if (argv[0]?.toLowerCase() === 'quit') client.end();
  };
  return {
    write: (more) => {
      text += more;
      for (let taken = takeCommand(text); taken !== undefined; taken = takeCommand(text)) {
        text = taken.rest;
        answer(taken.argv);
      }
    },
    end: () => client.end(),
  };
}

/** A command as a line of words, or in redis' own form of lengths and texts. */
function takeCommand(text: string): { readonly argv: readonly string[]; readonly rest: string } | undefined {
  const line = /^[^\n]*\n/.exec(text)?.[0];
  if (line === undefined) return undefined;
  const count = /^\*(\d+)\r?\n$/.exec(line)?.[1];
  if (count === undefined) return { argv: line.trim().split(/\s+/).filter((word) => word !== ''), rest: text.slice(line.length) };
  const parts = text.slice(line.length).split(/\r?\n/);
  const needed = Math.min(Number(count), 1000) * 2;
  if (parts.length <= needed) return undefined;
  return { argv: parts.slice(0, needed).filter((_, index) => index % 2 === 1), rest: parts.slice(needed).join('\r\n') };
}

function resp(reply: RedisReply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return bulk(reply);
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  return 'text' in reply ? bulk(reply.text) : `*${reply.length}\r\n${reply.map(resp).join('')}`;
}

function bulk(text: string): string {
  return `$${utf8Length(text)}\r\n${text}\r\n`;
}
