import type { RedisReply } from '#engine/node/images/redis/reply.ts';

/** A reply as a person sees it. */
export function shown(reply: RedisReply, indent = ''): string {
  if (reply === null) return '(nil)';
  if (typeof reply === 'number') return `(integer) ${reply}`;
  if (typeof reply === 'string') return quoted(reply);
  if ('status' in reply) return reply.status;
  if ('error' in reply) return `(error) ${reply.error}`;
  if ('text' in reply) return reply.text.replace(/\n$/, '');
  if (reply.length === 0) return '(empty array)';
  const width = String(reply.length).length;
  return reply.map((item, index) => `${index === 0 ? '' : indent}${String(index + 1).padStart(width)}) ${shown(item, `${indent}${' '.repeat(width + 2)}`)}`).join('\n');
}

/** A reply for a program that reads it: one item a line. */
export function raw(reply: RedisReply): string {
  if (reply === null) return '';
  if (typeof reply !== 'object') return String(reply);
  if ('status' in reply) return reply.status;
  // redis-cli ends an error with a line of its own.
  if ('error' in reply) return `${reply.error}\n`;
  return 'text' in reply ? reply.text.replace(/\n$/, '') : reply.map(raw).join('\n');
}

function quoted(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return `"${escaped}"`;
}
