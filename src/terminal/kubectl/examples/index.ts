import { BASICS } from './basics.ts';
import { CASSANDRA } from './cassandra.ts';
import { DNS } from './dns.ts';
import { MYSQL } from './mysql.ts';
import { WEB } from './web.ts';
import { WORDPRESS } from './wordpress.ts';
import { WORKLOADS } from './workloads.ts';
import { ZOOKEEPER } from './zookeeper.ts';

/** Manifests of our own for the official examples, by the part of their address that names them. */
export const EXAMPLES: Readonly<Record<string, string>> = { ...BASICS, ...CASSANDRA, ...DNS, ...MYSQL, ...WEB, ...WORDPRESS, ...WORKLOADS, ...ZOOKEEPER };

/** The official example behind an address, as a manifest of our own; undefined when there is none. */
export function exampleAt(url: string): string | undefined {
  const path = /^https?:\/\/(?:k8s\.io|kubernetes\.io)\/(?:docs\/)?examples\/(.+)$|^https:\/\/raw\.githubusercontent\.com\/kubernetes\/website\/(?:[^/]+|refs\/heads\/[^/]+)\/content\/[^/]+\/examples\/(.+)$/.exec(url);
  return path === null ? undefined : EXAMPLES[path[1] ?? path[2] ?? ''];
}
