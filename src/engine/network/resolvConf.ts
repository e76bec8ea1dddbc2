/** What /etc/resolv.conf says, as the C library reads it. */
export interface ResolvConf {
  /** At most three; the local machine when there is none. */
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  readonly ndots: number;
  readonly timeoutMs: number;
  readonly attempts: number;
}

const MAX_NAMESERVERS = 3;

/** Reads the text; lines that mean nothing are passed over, as the C library does. */
export function parseResolvConf(text: string): ResolvConf {
  const nameservers: string[] = [];
  let search: readonly string[] = [];
  const options = new Map<string, number>();
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || line.startsWith(';')) continue;
    const [word, ...rest] = line.split(/[ \t]+/).filter((part) => part !== '');
    if (word === 'nameserver' && rest[0] !== undefined) nameservers.push(rest[0]);
    else if (word === 'search') search = rest;
    else if (word === 'domain' && rest[0] !== undefined) search = [rest[0]];
    else if (word === 'options') for (const option of rest) options.set(option.split(':')[0] ?? '', Number(option.split(':')[1]));
  }
  const number = (name: string, otherwise: number) => {
    const value = options.get(name);
    return value === undefined || Number.isNaN(value) ? otherwise : value;
  };
  return {
    nameservers: nameservers.length === 0 ? ['127.0.0.1'] : nameservers.slice(0, MAX_NAMESERVERS),
    search: search.map((domain) => domain.replace(/\.$/, '')),
    ndots: Math.min(15, number('ndots', 1)),
    timeoutMs: Math.min(30, Math.max(1, number('timeout', 5))) * 1000,
    attempts: Math.min(5, Math.max(1, number('attempts', 2))),
  };
}

/** The names that are asked one after the other. k8s pods have ndots:5, so short names walk the search list first. */
export function candidatesOf(name: string, { search, ndots }: Pick<ResolvConf, 'search' | 'ndots'>): readonly string[] {
  if (name.endsWith('.')) return [name.slice(0, -1)];
  const dots = name.split('.').length - 1;
  const expanded = search.map((domain) => (domain === '' ? name : `${name}.${domain}`));
  return dots >= ndots ? [name, ...expanded] : [...expanded, name];
}

/** The address that a hosts file gives a name, with the name in its own spelling; the first line wins. */
export function lookUpHosts(text: string, name: string): { readonly addresses: readonly string[]; readonly canonicalName: string } | undefined {
  const wanted = name.replace(/\.$/, '').toLowerCase();
  const addresses: string[] = [];
  let canonicalName: string | undefined;
  for (const line of text.split('\n')) {
    const [ip, ...names] = line.replace(/#.*/, '').split(/[ \t]+/).filter((part) => part !== '');
    if (ip === undefined || ip.includes(':') || !names.some((candidate) => candidate.toLowerCase() === wanted)) continue;
    addresses.push(ip);
    canonicalName ??= names[0];
  }
  return canonicalName === undefined ? undefined : { addresses, canonicalName };
}
