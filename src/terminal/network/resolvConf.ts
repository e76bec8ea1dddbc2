import type { Host } from '#engine/machine/host.ts';

/** What /etc/resolv.conf says. */
export interface Resolver {
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
}

/** Reads a host's resolv.conf as libc does: the last search or domain line counts. */
export function resolverOf(host: Host): Resolver {
  const nameservers: string[] = [];
  let search: readonly string[] = [];
  let ndots = 1;
  for (const line of host.resolvConf().split('\n')) {
    const [keyword, ...values] = line.trim().split(/\s+/);
    if (keyword === 'nameserver' && values[0] !== undefined) nameservers.push(values[0]);
    if (keyword === 'search' || keyword === 'domain') search = values;
    if (keyword === 'options') ndots = Number(values.find((value) => value.startsWith('ndots:'))?.slice('ndots:'.length) ?? ndots);
  }
  return { nameservers, search, ndots };
}
