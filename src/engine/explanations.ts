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
  /** How many were noted or are over so far: the place in their course to which {@link asOf} goes back. */
  place(): number;
  /** `all` and `why` as they were at an earlier place. */
  asOf(place: number): Pick<Explanations, 'all' | 'why'>;
}

/** A reason that is over, or all of an object's. */
interface Settled {
  readonly over: ObjectKey;
  readonly actor: string | undefined;
}

/** Once there are more than this many, the older half is left out. */
const MOST = 20_000;

export function createExplanations(): Explanations {
  const course: (Explanation | Settled)[] = [];
  const log: Explanation[] = [];
  /** What `all` gave last: the same array until something is noted, and never written to. */
  let shown: readonly Explanation[] | undefined;
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
      course.push(explanation);
      shown = undefined;
    },
    settle: (about, actor) => {
      const key = textOf(about);
      const isOver = actor === undefined ? holding.delete(key) : holding.get(key)?.delete(actor);
      if (isOver === true) course.push({ over: about, actor });
    },
    all: () => (shown ??= log.slice(leftOut(log.length))),
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
    count: () => log.length,
    place: () => course.length,
    asOf: (place) => {
      const then = createExplanations();
      for (const step of course.slice(0, place)) {
        if ('over' in step) then.settle(step.over, step.actor);
        else then.explain(step);
      }
      return then;
    },
  };
}

/** How many of so many are too old to be shown. */
function leftOut(count: number): number {
  return Math.max(0, Math.ceil((count - MOST) / (MOST / 2))) * (MOST / 2);
}

function textOf({ kind, namespace, name }: ObjectKey): string {
  return `${kind}/${namespace ?? ''}/${name}`;
}

function isSameReason(a: Explanation, b: Explanation): boolean {
  if (a.code !== b.code || a.kind !== b.kind) return false;
  const names = Object.keys(a.params);
  return names.length === Object.keys(b.params).length && names.every((name) => a.params[name] === b.params[name]);
}
