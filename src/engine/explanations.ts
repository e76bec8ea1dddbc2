import type { ObjectKey } from './kinds/object.ts';
import type { Explanation } from './why.ts';

/** The reasons that controllers gave: all of them in order, and those that hold now by object. */
export interface Explanations {
  /** Notes a reason; one that only repeats what holds already is dropped. */
  explain(explanation: Explanation): void;
  /** The reasons that an actor gave about an object, or all of them, are over. */
  settle(about: ObjectKey, actor?: string): void;
  /** Oldest first; the oldest go once there are very many. */
  all(): readonly Explanation[];
  /** What holds now for an object and, through `blockedBy`, for what it waits for: nearest first, each object once. */
  why(about: ObjectKey): readonly Explanation[];
  /** How many were noted so far. */
  count(): number;
}

/** More than this many are thinned by dropping the older half. */
const MOST = 20_000;

export function createExplanations(): Explanations {
  let log: Explanation[] = [];
  /** What `all` gave last: the same array until something is noted, and never written to. */
  let shown: readonly Explanation[] | undefined;
  let noted = 0;
  /** By object, then by actor: the newest. */
  const holding = new Map<string, Map<string, Explanation>>();

  const of = (about: ObjectKey) => {
    const key = textOf(about);
    let byActor = holding.get(key);
    if (byActor === undefined) holding.set(key, (byActor = new Map()));
    return byActor;
  };

  return {
    explain: (explanation) => {
      const byActor = of(explanation.about);
      const before = byActor.get(explanation.actor);
      if (before !== undefined && isSameReason(before, explanation)) return;
      byActor.delete(explanation.actor);
      byActor.set(explanation.actor, explanation);
      log.push(explanation);
      noted += 1;
      shown = undefined;
      if (log.length > MOST) log = log.slice(MOST / 2);
    },
    settle: (about, actor) => {
      const byActor = holding.get(textOf(about));
      if (actor === undefined) holding.delete(textOf(about));
      else byActor?.delete(actor);
    },
    all: () => (shown ??= [...log]),
    why: (about) => {
      const seen = new Set<string>();
      const found: Explanation[] = [];
      const follow = (key: ObjectKey) => {
        if (seen.has(textOf(key))) return;
        seen.add(textOf(key));
        const reasons = [...(holding.get(textOf(key))?.values() ?? [])].reverse();
        found.push(...reasons);
        for (const { blockedBy } of reasons) if (blockedBy !== undefined) follow(blockedBy);
      };
      follow(about);
      return found;
    },
    count: () => noted,
  };
}

function textOf({ kind, namespace, name }: ObjectKey): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function isSameReason(a: Explanation, b: Explanation): boolean {
  if (a.code !== b.code || a.kind !== b.kind) return false;
  const names = Object.keys(a.params);
  return names.length === Object.keys(b.params).length && names.every((name) => a.params[name] === b.params[name]);
}
