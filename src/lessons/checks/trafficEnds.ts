import type { Hop, Traffic } from '#engine/network/network.ts';
import type { TrafficEnd } from '../check.ts';

/** Did it start there? */
export function isFrom({ path }: Traffic, end: TrafficEnd): boolean {
  return path[0] !== undefined && isHop(path[0], end);
}

/** Did it end there, or go through that Service? */
export function isTo({ path }: Traffic, end: TrafficEnd): boolean {
  if ('service' in end || 'ip' in end) return path.slice(1).some((hop) => isHop(hop, end));
  const last = path.at(-1);
  return last !== undefined && isHop(last, end);
}

function isHop({ kind, name, ip }: Hop, end: TrafficEnd): boolean {
  if ('ip' in end) return ip === end.ip;
  if ('node' in end) return kind === 'node' && name === end.node;
  if ('pod' in end) return kind === 'pod' && name === `${end.namespace ?? 'default'}/${end.pod}`;
  return (kind === 'service' || kind === 'dns') && name === `${end.namespace ?? 'default'}/${end.service}`;
}

/** What an end is called in a sentence. */
export function endName(end: TrafficEnd): string {
  if ('ip' in end) return end.ip;
  if ('node' in end) return end.node;
  return 'pod' in end ? end.pod : end.service;
}
