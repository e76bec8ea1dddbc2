import type { Frame, Session } from '#session/session.ts';

export interface KeptAnswer {
  readonly atMs: number;
  readonly ttlSeconds: number;
  readonly isMiss: boolean;
}

/** The newest answer a name got, for as long as a client may keep it. */
export type KeptAnswers = ReadonlyMap<string, KeptAnswer>;

export const NO_ANSWERS: KeptAnswers = new Map();

/** CoreDNS gives this time to live to what it says does not exist. */
const MISS_SECONDS = 30;

/** Notes the questions of a frame that came after those noted before. The same map comes back when there are none. */
export function keepAnswers(kept: KeptAnswers, { traffic }: Frame, session: Pick<Session, 'recordsFor'>): KeptAnswers {
  let next: Map<string, KeptAnswer> | undefined;
  for (const { kind, label, atMs, outcome } of traffic) {
    const name = /^A\? (\S+?)\.?$/.exec(label)?.[1];
    if (kind !== 'dns' || name === undefined || (kept.get(name)?.atMs ?? -1) >= atMs) continue;
    if (outcome !== 'ok' && outcome !== 'nxdomain') continue;
    next ??= new Map(kept);
    const ttlSeconds = outcome === 'ok' ? (session.recordsFor(name)[0]?.ttl ?? MISS_SECONDS) : MISS_SECONDS;
    next.set(name, { atMs, ttlSeconds, isMiss: outcome !== 'ok' });
  }
  return next ?? kept;
}
