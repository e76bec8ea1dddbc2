import type { Pod } from '../../kinds/pod.ts';
import { replicasOf, startOrdinal, type StatefulSet } from '../../kinds/statefulSet.ts';
import { insertSorted, removeSorted } from '../sortedNumbers.ts';
import { byOrdinalDescending, memberOf, type Member, type Members } from './members.ts';
import { membershipOf } from './membership.ts';

/** The members of one set, kept up to date with the pods that it owns at the cost of what has changed. */
export interface MemberIndex {
  /**
   * `owned` are all pods that name the set as owner, sorted by name; the list must not change afterwards.
   * `isSettled` is asked about pods that were not settled before.
   */
  read(set: StatefulSet, owned: readonly Pod[], isSettled: (member: Member) => boolean): Reading;
  /** The pod may no longer be settled although it has not changed: a claim of it has. */
  reopen(member: Member): void;
}

export interface Reading {
  /** Valid until the next reading. */
  readonly members: Members;
  /** Pods that are no longer the set's: wrong labels or a wrong name. */
  readonly strays: readonly Pod[];
}

export function createMemberIndex(): MemberIndex {
  let generation: number | undefined;
  let seen: readonly Pod[] = [];
  let places = createPlaces(0, 0);
  const strays = new Map<string, Pod>();
  const byPod = new Map<Pod, Member>();
  /** Two names can stand for one ordinal (`web-1`, `web-01`): then the places are given out anew each time. */
  let oddNames = 0;

  const add = (set: StatefulSet, pod: Pod): Member | undefined => {
    const belonging = membershipOf(set, pod);
    if (belonging === 'release') strays.set(pod.metadata.name, pod);
    if (belonging !== 'keep') return undefined;
    const member = memberOf(set, pod);
    byPod.set(pod, member);
    if (!isCanonical(set, member)) oddNames += 1;
    return member;
  };

  const drop = (pod: Pod): Member | undefined => {
    strays.delete(pod.metadata.name);
    const member = byPod.get(pod);
    byPod.delete(pod);
    return member;
  };

  const change = (set: StatefulSet, gone: Pod | undefined, come: Pod | undefined) => {
    const before = gone === undefined ? undefined : drop(gone);
    const after = come === undefined ? undefined : add(set, come);
    if (before !== undefined && after !== undefined) places.replace(before, after);
    else if (before !== undefined) places.drop(before);
    else if (after !== undefined) places.add(after);
  };

  const rebuild = (set: StatefulSet, owned: readonly Pod[]) => {
    places = createPlaces(startOrdinal(set), replicasOf(set));
    strays.clear();
    byPod.clear();
    oddNames = 0;
    for (const pod of owned) change(set, undefined, pod);
  };

  return {
    read: (set, owned, isSettled) => {
      if (set.metadata.generation !== generation || oddNames > 0) rebuild(set, owned);
      else if (owned !== seen)
        forEachChange(seen, owned, (gone, come) => {
          change(set, gone, come);
        });
      generation = set.metadata.generation;
      seen = owned;
      places.settle(isSettled);
      return { members: places.members(), strays: [...strays.values()] };
    },
    reopen: (member) => {
      places.reopen(member);
    },
  };
}

function isCanonical(set: StatefulSet, { name, ordinal }: Member): boolean {
  return name.length === set.metadata.name.length + 1 + String(ordinal).length;
}

interface Places {
  add(member: Member): void;
  drop(member: Member): void;
  /** The same pod, changed. */
  replace(before: Member, after: Member): void;
  reopen(member: Member): void;
  settle(isSettled: (member: Member) => boolean): void;
  members(): Members;
}

function createPlaces(start: number, count: number): Places {
  const replicas = Array.from<Member | undefined>({ length: count });
  const missing = Array.from({ length: count }, (_, place) => place);
  const settled = new Set<Member>();
  const settledByRevision = new Map<string, number>();
  let open: number[] = [];
  let condemned: readonly Member[] = [];

  const countSettled = ({ revision }: Member, change: 1 | -1) => {
    const count = (settledByRevision.get(revision) ?? 0) + change;
    if (count === 0) settledByRevision.delete(revision);
    else settledByRevision.set(revision, count);
  };

  const reopen = (member: Member) => {
    if (!settled.delete(member)) return;
    countSettled(member, -1);
    insertSorted(open, member.ordinal - start);
  };

  const add = (member: Member) => {
    const place = member.ordinal - start;
    if (place >= 0 && place < count) {
      replicas[place] = member;
      removeSorted(missing, place);
      insertSorted(open, place);
    } else if (member.ordinal >= 0) condemned = [...condemned, member].sort(byOrdinalDescending);
  };

  const drop = (member: Member) => {
    const place = member.ordinal - start;
    if (replicas[place] !== member) {
      condemned = condemned.filter((each) => each !== member);
      return;
    }
    reopen(member);
    replicas[place] = undefined;
    removeSorted(open, place);
    insertSorted(missing, place);
  };

  return {
    add,
    drop,
    replace: (before, after) => {
      const place = before.ordinal - start;
      if (replicas[place] === before) {
        reopen(before);
        replicas[place] = after;
      } else {
        drop(before);
        add(after);
      }
    },
    reopen,
    settle: (isSettled) => {
      const stillOpen: number[] = [];
      for (const place of open) {
        const member = replicas[place] as Member;
        if (isSettled(member)) {
          settled.add(member);
          countSettled(member, 1);
        } else stillOpen.push(place);
      }
      open = stillOpen;
    },
    members: () => ({ replicas, missing, open, settledByRevision, condemned }),
  };
}

/** Walks two lists that are sorted by name. `change` gets what went and what came under one name. */
function forEachChange(
  before: readonly Pod[],
  after: readonly Pod[],
  change: (gone: Pod | undefined, come: Pod | undefined) => void,
): void {
  let old = 0;
  while (old < before.length && before[old] === after[old]) old += 1;
  let fresh = old;
  // Mostly one pod has changed, so the two lists end alike as well.
  let oldEnd = before.length;
  let freshEnd = after.length;
  while (oldEnd > old && freshEnd > fresh && before[oldEnd - 1] === after[freshEnd - 1]) {
    oldEnd -= 1;
    freshEnd -= 1;
  }
  while (old < oldEnd || fresh < freshEnd) {
    const gone = old < oldEnd ? before[old] : undefined;
    const come = fresh < freshEnd ? after[fresh] : undefined;
    const order = come === undefined ? -1 : gone === undefined ? 1 : compareNames(gone, come);
    if (gone !== come) change(order <= 0 ? gone : undefined, order >= 0 ? come : undefined);
    if (order <= 0) old += 1;
    if (order >= 0) fresh += 1;
  }
}

function compareNames(a: Pod, b: Pod): number {
  const [first, second] = [a.metadata.name, b.metadata.name];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
