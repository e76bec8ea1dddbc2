/** What a server answers: a status, an error, a number, a text, nothing, or several of these. */
export type RedisReply = { readonly status: string } | { readonly error: string } | { readonly text: string } | number | string | null | readonly RedisReply[];

export interface RedisRequest {
  readonly argv: readonly string[];
  readonly database: number;
  readonly password: string | undefined;
}

export const OK: RedisReply = { status: 'OK' };

export function errorReply(text: string): RedisReply {
  return { error: text };
}

export function isError(reply: RedisReply): reply is { readonly error: string } {
  return typeof reply === 'object' && reply !== null && 'error' in reply;
}

/** The first line is what the picture shows; the rest is for the other side. */
export function packRequest(request: RedisRequest): string {
  return `${request.argv.join(' ').slice(0, 80).replace(/\s+/g, ' ')}\n${JSON.stringify(request)}`;
}

export function packReply(reply: RedisReply): string {
  return `${summaryOf(reply).replace(/\s+/g, ' ')}\n${JSON.stringify(reply)}`;
}

export function unpack<T>(message: string): T {
  return JSON.parse(message.slice(message.indexOf('\n') + 1)) as T;
}

function summaryOf(reply: RedisReply): string {
  if (reply === null) return '(nil)';
  if (typeof reply !== 'object') return String(reply).split('\n')[0] ?? '';
  if ('status' in reply) return reply.status;
  if ('error' in reply) return reply.error;
  return 'text' in reply ? (reply.text.split('\n')[0] ?? '').trim() : `${reply.length} elements`;
}

/** A reply as it goes over the wire. */
export function wireText(reply: RedisReply): string {
  if (reply === null) return '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (typeof reply === 'string') return `$${reply.length}\r\n${reply}\r\n`;
  if ('status' in reply) return `+${reply.status}\r\n`;
  if ('error' in reply) return `-${reply.error}\r\n`;
  return 'text' in reply ? `$${reply.text.length}\r\n${reply.text}\r\n` : `*${reply.length}\r\n${reply.map(wireText).join('')}`;
}
