import type { Host } from '../machine/host.ts';
import { parseIpv4 } from './addresses.ts';
import type { DnsAnswer, DnsRecord, Resolution } from './network.ts';
import { candidatesOf, lookUpHosts, parseResolvConf, type ResolvConf } from './resolvConf.ts';

type Query = (from: Host, server: string, name: string, type: DnsRecord['type'], timeoutMs: number) => DnsAnswer;

/**
 * Asks for a name as the C library does: an address stays itself, then /etc/hosts, then the name servers in
 * order, with the search list. The first positive answer wins; a refusal by all servers ends the walk.
 * simplified: every machine has glibc's resolver; musl asks all servers at once.
 */
export function resolveName(from: Host, name: string, query: Query): Resolution {
  if (parseIpv4(name) !== undefined) return known([name], name, false);
  const inHosts = lookUpHosts(from.hostsFile(), name);
  if (inHosts !== undefined) return known(inHosts.addresses, inHosts.canonicalName, true);
  return askServers(from, name, parseResolvConf(from.resolvConf()), query);
}

function known(addresses: readonly string[], canonicalName: string, fromHostsFile: boolean): Resolution {
  return { status: 'ok', addresses, canonicalName, fromHostsFile, tried: [], durationMs: 0 };
}

function askServers(from: Host, name: string, conf: ResolvConf, query: Query): Resolution {
  const tried: { name: string; status: DnsAnswer['status'] }[] = [];
  let durationMs = 0;
  let sawNoData = false;
  const end = (status: Resolution['status'], addresses: readonly string[] = [], canonicalName = name) => ({
    status, addresses, canonicalName, fromHostsFile: false, tried, durationMs,
  });
  for (const candidate of candidatesOf(name, conf)) {
    const answer = askOne(from, candidate, conf, query);
    durationMs += answer.durationMs;
    tried.push({ name: candidate, status: answer.status });
    const addresses = answer.answers.filter(({ type }) => type === 'A').map(({ data }) => data);
    if (addresses.length > 0) return end('ok', addresses, canonicalNameOf(candidate, answer));
    if (answer.status === 'TIMEOUT' || answer.status === 'REFUSED' || answer.status === 'UNREACHABLE') return end('tryagain');
    sawNoData ||= answer.status === 'NOERROR';
  }
  return end(sawNoData ? 'nodata' : 'notfound');
}

/** The servers in order, as often as there are attempts, until one says something final. */
function askOne(from: Host, name: string, { nameservers, attempts, timeoutMs }: ResolvConf, query: Query): DnsAnswer {
  let durationMs = 0;
  let last: DnsAnswer | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    for (const server of nameservers) {
      last = query(from, server, name, 'A', timeoutMs);
      durationMs += last.durationMs;
      if (last.status === 'NOERROR' || last.status === 'NXDOMAIN') return { ...last, durationMs };
    }
    if (last !== undefined && last.status !== 'TIMEOUT') break;
  }
  return { ...(last as DnsAnswer), durationMs };
}

/** The name at the end of the chain of CNAMEs. */
function canonicalNameOf(asked: string, { answers }: DnsAnswer): string {
  const alias = answers.findLast(({ type }) => type === 'CNAME');
  return alias === undefined ? asked : alias.data.replace(/\.$/, '');
}
