import { parseCidr, parseIpv4 } from '../network/addresses.ts';
import type { Cidr } from '../network/addresses.ts';
import type { Profile } from '../profile.ts';
import type { DelayName, ProfileChanges } from './profileChanges.ts';

/** Why a cluster cannot be as it is wanted: the field, and what is wrong with it. */
export interface ProfileProblem {
  readonly field: keyof ProfileChanges | DelayName;
  readonly code: 'nodeCount' | 'domain' | 'cidr' | 'cidrOverlap' | 'nodeInRange' | 'podRoom' | 'serviceRoom' | 'className' | 'delay';
  readonly params: Readonly<Record<string, string | number>>;
}

export const MOST_NODES = 100;
/** Each node has a /24 of the pods' range. */
export const NODE_BITS = 24;
/** Longer than this nobody waits, in milliseconds. */
export const LONGEST_DELAY_MS = 600_000;
const LONGEST_DOMAIN = 200;
/** The API server and DNS have fixed places in the services' range, and others need some. */
const LEAST_SERVICES = 64;

/** Everything that is wrong; empty when the cluster can be built. */
export function profileProblems(base: Profile, changes: ProfileChanges): readonly ProfileProblem[] {
  return [...nodeProblems(changes), ...domainProblems(changes), ...rangeProblems(base, changes), ...classProblems(changes), ...delayProblems(changes)];
}

function nodeProblems({ nodeCount }: ProfileChanges): readonly ProfileProblem[] {
  const isFine = Number.isInteger(nodeCount) && nodeCount >= 1 && nodeCount <= MOST_NODES;
  return isFine ? [] : [{ field: 'nodeCount', code: 'nodeCount', params: { most: MOST_NODES } }];
}

/** k8s: RFC 1123 subdomain. */
function isSubdomain(text: string): boolean {
  return text.length <= LONGEST_DOMAIN && text.split('.').every((label) => label.length <= 63 && /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/.test(label));
}

function domainProblems({ clusterDomain }: ProfileChanges): readonly ProfileProblem[] {
  return isSubdomain(clusterDomain) ? [] : [{ field: 'clusterDomain', code: 'domain', params: { value: clusterDomain } }];
}

function rangeProblems(base: Profile, { podCidr, serviceCidr, nodeCount }: ProfileChanges): readonly ProfileProblem[] {
  const [pods, services] = [exactCidr(podCidr), exactCidr(serviceCidr)];
  const problems: ProfileProblem[] = [];
  if (pods === undefined) problems.push({ field: 'podCidr', code: 'cidr', params: { value: podCidr } });
  if (services === undefined) problems.push({ field: 'serviceCidr', code: 'cidr', params: { value: serviceCidr } });
  if (pods !== undefined && services !== undefined && overlap(pods, services)) problems.push({ field: 'serviceCidr', code: 'cidrOverlap', params: { pods: podCidr, services: serviceCidr } });
  if (pods !== undefined && pods.size / 256 < nodeCount) problems.push({ field: 'podCidr', code: 'podRoom', params: { value: podCidr, nodes: nodeCount } });
  if (services !== undefined && services.size < LEAST_SERVICES) problems.push({ field: 'serviceCidr', code: 'serviceRoom', params: { value: serviceCidr, least: LEAST_SERVICES } });
  const machines = machineNetwork(base);
  if (pods !== undefined && machines !== undefined && overlap(pods, machines)) problems.push({ field: 'podCidr', code: 'nodeInRange', params: { value: podCidr } });
  if (services !== undefined && machines !== undefined && overlap(services, machines)) problems.push({ field: 'serviceCidr', code: 'nodeInRange', params: { value: serviceCidr } });
  return problems;
}

/** A range that is written by its first address, as Kubernetes wants it. */
function exactCidr(text: string): Cidr | undefined {
  const range = parseCidr(text);
  return range !== undefined && parseIpv4(text.split('/')[0] ?? '') === range.first && /\/(?:[89]|[12]\d|30)$/.test(text) ? range : undefined;
}

function overlap(a: Cidr, b: Cidr): boolean {
  return a.first < b.first + b.size && b.first < a.first + a.size;
}

/** The network that the machines themselves are in. */
function machineNetwork({ nodes }: Profile): Cidr | undefined {
  return nodes[0] === undefined ? undefined : parseCidr(`${nodes[0].ip}/${NODE_BITS}`);
}

function classProblems({ className }: ProfileChanges): readonly ProfileProblem[] {
  return className === '' || isSubdomain(className) ? [] : [{ field: 'className', code: 'className', params: { value: className } }];
}

function delayProblems({ delays }: ProfileChanges): readonly ProfileProblem[] {
  return (Object.keys(delays) as DelayName[]).flatMap((field): ProfileProblem[] => {
    const { minMs, maxMs } = delays[field];
    const isFine = minMs >= 0 && minMs <= maxMs && maxMs <= LONGEST_DELAY_MS;
    return isFine ? [] : [{ field, code: 'delay', params: { name: field, most: LONGEST_DELAY_MS / 1000 } }];
  });
}
