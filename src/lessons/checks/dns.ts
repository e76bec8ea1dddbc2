import type { Traffic } from '#engine/network/network.ts';
import { oneOf, optional, text } from '../format/shape.ts';
import { definePredicate } from './definition.ts';
import { globMatcher } from './glob.ts';
import { podsName, podsOf } from './pick.ts';
import { countShape, podsRef, sinceShape, trafficEnd } from './shapes.ts';
import { isFrom } from './trafficEnds.ts';

export const dnsCheck = definePredicate<'dns'>({
  name: 'dns',
  fields: { name: text({ most: 253 }), pods: optional(podsRef), answers: optional(countShape) },
  read: ({ name, pods, answers }, { view }) => {
    const addresses = new Set(view.recordsFor(name).filter(({ type }) => type === 'A').map(({ data }) => data));
    if (pods === undefined) {
      const want = answers ?? 1;
      return { have: addresses.size, want, isMet: answers === undefined ? addresses.size > 0 : addresses.size === answers, key: want === 0 ? 'dns.none' : 'dns.count', params: { name } };
    }
    const ips = podsOf(view, pods).flatMap(({ status }) => status.podIP ?? []);
    const have = ips.filter((ip) => addresses.has(ip)).length;
    return { have, want: answers ?? ips.length, isMet: have === (answers ?? ips.length) && addresses.size === have && have > 0, key: 'dns.pods', params: { name, pods: podsName(pods) } };
  },
});

export const askedCheck = definePredicate<'asked'>({
  name: 'asked',
  fields: {
    name: text({ most: 253 }), addressesOf: optional(podsRef), outcome: optional(oneOf('ok', 'nxdomain', 'nodata', 'servfail', 'timeout', 'refused', 'unreachable')), from: optional(trafficEnd),
    count: optional(countShape), since: optional(sinceShape),
  },
  read: ({ name, addressesOf, outcome, from, count = 1, since }, { view, since: at }) => {
    const matches = globMatcher(name);
    const isIt = (each: Traffic) => each.kind === 'dns' && matches(askedName(each)) && (outcome === undefined || each.outcome === outcome) && (from === undefined || isFrom(each, from));
    const questions = view.traffic.slice(at(since).traffic).filter(isIt);
    if (addressesOf === undefined) return { have: Math.min(questions.length, count), want: count, key: outcome === undefined ? 'asked' : `asked.${outcome}`, params: { name } };
    const ips = podsOf(view, addressesOf).flatMap(({ status }) => status.podIP ?? []);
    const found = new Set(questions.flatMap(({ answer }) => answer.split(', ')));
    const want = Math.max(count, ips.length);
    return { have: ips.filter((ip) => found.has(ip)).length, want, key: 'asked.addresses', params: { name: podsName(addressesOf) } };
  },
});

/** `A? web-0.nginx.default.svc.cluster.local` without the type. */
function askedName({ label }: Traffic): string {
  return label.slice(label.indexOf(' ') + 1).replace(/\.$/, '');
}
