import type { Traffic } from '#engine/network/network.ts';
import { listOf, oneOf, optional, text, wholeNumber } from '../format/shape.ts';
import { definePredicate } from './definition.ts';
import { countShape, sinceShape, trafficEnd } from './shapes.ts';
import { endName, isFrom, isTo } from './trafficEnds.ts';

export const pingCheck = definePredicate<'ping'>({
  name: 'ping',
  fields: { to: trafficEnd, from: optional(trafficEnd), count: countShape, outcome: optional(oneOf('ok', 'timeout', 'unreachable')), since: optional(sinceShape) },
  read: ({ to, from, count, outcome = 'ok', since }, { view, since: at }) => {
    const isIt = (each: Traffic) => each.kind === 'icmp' && each.outcome === outcome && isTo(each, to) && (from === undefined || isFrom(each, from));
    const have = view.traffic.slice(at(since).traffic).filter(isIt).length;
    return { have: Math.min(have, count), want: count, key: outcome === 'ok' ? 'ping.ok' : 'ping.lost', params: { name: endName(to), count } };
  },
});

export const httpCheck = definePredicate<'http'>({
  name: 'http',
  fields: {
    to: optional(trafficEnd), from: optional(trafficEnd), bodies: optional(listOf(text({ most: 80 }), { least: 1, most: 30 })), status: optional(wholeNumber({ least: 100, most: 599 })),
    outcome: optional(oneOf('ok', 'refused', 'timeout', 'unreachable')), count: optional(countShape), since: optional(sinceShape),
  },
  read: ({ to, from, bodies, status, outcome = 'ok', count = 1, since }, { view, since: at }) => {
    const isIt = (each: Traffic) =>
      each.kind === 'http' && each.outcome === outcome && (to === undefined || isTo(each, to)) && (from === undefined || isFrom(each, from)) && (status === undefined || statusOf(each) === status);
    const answers = view.traffic.slice(at(since).traffic).filter(isIt);
    const name = to === undefined ? '' : endName(to);
    if (bodies !== undefined) {
      const seen = new Set(answers.map(bodyOf));
      return { have: bodies.filter((body) => seen.has(body)).length, want: bodies.length, key: 'http.bodies', params: { name, bodies: bodies.join(', ') } };
    }
    const key = outcome !== 'ok' ? 'http.failed' : status === undefined ? 'http.count' : 'http.status';
    return { have: Math.min(answers.length, count), want: count, key, params: { name, status: status ?? '', count } };
  },
});

/** An answer reads `200 sts1`. */
function statusOf({ answer }: Traffic): number {
  return Number(answer.split(' ', 1)[0]);
}

function bodyOf({ answer }: Traffic): string {
  return answer.slice(answer.indexOf(' ') + 1);
}
