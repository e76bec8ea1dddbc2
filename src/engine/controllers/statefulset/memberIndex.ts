import type { Pod } from '../../kinds/pod.ts';
import { startOrdinal, type StatefulSet } from '../../kinds/statefulSet.ts';
import { byOrdinalDescending, memberOf, splitMembers, type Member, type Members } from './members.ts';
import { belongingOf } from './membership.ts';

/** The members of one set, kept up to date with the pods that it owns at the cost of what has changed. */
export interface MemberIndex {
  /** `owned` are all pods that name the set as owner, sorted by name; the list must not change afterwards. */
  read(set: StatefulSet, owned: readonly Pod[]): Reading;
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
  /** All but strays and those that others manage, by name. */
  let byName = new Map<string, Member>();
  let strays = new Map<string, Pod>();
  let members: { replicas: (Member | undefined)[]; condemned: Member[] } = { replicas: [], condemned: [] };
  /** Two names can stand for one ordinal (`web-1`, `web-01`): then places are given out anew each time. */
  let oddNames = 0;

  const drop = (set: StatefulSet, pod: Pod) => {
    const { name } = pod.metadata;
    strays.delete(name);
    const member = byName.get(name);
    if (member === undefined) return;
    byName.delete(name);
    if (!isCanonical(set, member)) oddNames -= 1;
    const place = member.ordinal - startOrdinal(set);
    if (members.replicas[place] === member) members.replicas[place] = undefined;
    else members.condemned = members.condemned.filter((condemned) => condemned !== member);
  };

  const add = (set: StatefulSet, pod: Pod) => {
    const belonging = belongingOf(set, pod);
    if (belonging === 'release') strays.set(pod.metadata.name, pod);
    if (belonging !== 'keep') return;
    const member = memberOf(set, pod);
    byName.set(member.name, member);
    if (!isCanonical(set, member)) oddNames += 1;
    const place = member.ordinal - startOrdinal(set);
    if (place >= 0 && place < members.replicas.length) members.replicas[place] = member;
    else if (member.ordinal >= 0) members.condemned = [...members.condemned, member].sort(byOrdinalDescending);
  };

  const rebuild = (set: StatefulSet, owned: readonly Pod[]) => {
    byName = new Map();
    strays = new Map();
    oddNames = 0;
    members = { ...splitMembers(set, []) } as typeof members;
    for (const pod of owned) add(set, pod);
  };

  return {
    read: (set, owned) => {
      if (set.metadata.generation !== generation || oddNames > 0) rebuild(set, owned);
      else if (owned !== seen) forEachChange(seen, owned, (pod) => { drop(set, pod); }, (pod) => { add(set, pod); });
      if (oddNames > 0) rebuild(set, owned);
      generation = set.metadata.generation;
      seen = owned;
      return { members, strays: [...strays.values()] };
    },
  };
}

function isCanonical(set: StatefulSet, { name, ordinal }: Member): boolean {
  return name.length === set.metadata.name.length + 1 + String(ordinal).length;
}

/** Walks two lists that are sorted by name. A pod that changed is dropped and added. */
function forEachChange(before: readonly Pod[], after: readonly Pod[], drop: (pod: Pod) => void, add: (pod: Pod) => void): void {
  let old = 0;
  let fresh = 0;
  while (old < before.length || fresh < after.length) {
    const gone = before[old];
    const come = after[fresh];
    if (gone === come) {
      old += 1;
      fresh += 1;
      continue;
    }
    const order = come === undefined ? -1 : gone === undefined ? 1 : compareNames(gone, come);
    if (order <= 0 && gone !== undefined) {
      drop(gone);
      old += 1;
    }
    if (order >= 0 && come !== undefined) {
      add(come);
      fresh += 1;
    }
  }
}

function compareNames(a: Pod, b: Pod): number {
  const [first, second] = [a.metadata.name, b.metadata.name];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
