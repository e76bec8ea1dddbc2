import { expect, it } from 'vitest';
import { createRandom } from '../../core/random.ts';
import type { Pod } from '../../kinds/pod.ts';
import type { StatefulSet } from '../../kinds/statefulSet.ts';
import { givenPod, givenSet } from './given.ts';
import { createMemberIndex, type MemberIndex } from './memberIndex.ts';
import type { Member } from './members.ts';

const isSettled = ({ isRunningAndReady, isTerminating }: Member) => isRunningAndReady && !isTerminating;

/** `missing | open | settled by revision | condemned | strays` */
function textOf(index: MemberIndex, set: StatefulSet, pods: readonly Pod[]): string {
  const { members, strays } = index.read(set, pods, isSettled);
  const { missing, open, settledByRevision, condemned } = members;
  const settled = [...settledByRevision].sort().map(([revision, count]) => `${revision}:${count}`);
  return [missing, open, settled, condemned.map(({ name }) => name), strays.map(({ metadata }) => metadata.name).sort()]
    .map((list) => list.join(' '))
    .join(' | ');
}

const sorted = (pods: Iterable<Pod>) => [...pods].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));

it('puts pods into their places', () => {
  const set = givenSet({ replicas: 4, ordinals: { start: 1 } });
  const pods = [
    givenPod(set, 0),
    givenPod(set, 1),
    givenPod(set, 2, { phase: 'Pending' }),
    givenPod(set, 4, { isTerminating: true }),
    givenPod(set, 7),
  ];
  expect(textOf(createMemberIndex(), set, sorted(pods))).toBe('2 | 1 3 | web-1:1 | web-7 web-0 | ');
});

it('gives a pod whose labels or name do not fit away', () => {
  const set = givenSet({ replicas: 1 });
  const pod = givenPod(set, 0);
  const stray = { ...pod, metadata: { ...pod.metadata, labels: { app: 'other' } } };
  expect(textOf(createMemberIndex(), set, [stray])).toBe('0 |  |  |  | web-0');
});

it('opens a settled pod again when it is told to', () => {
  const set = givenSet({ replicas: 1 });
  const index = createMemberIndex();
  const pods = [givenPod(set, 0)];
  const { members } = index.read(set, pods, isSettled);
  index.reopen(members.replicas[0] as Member);
  const { members: after } = index.read(set, pods, () => false);
  expect([after.open, after.settledByRevision.size]).toEqual([[0], 0]);
});

it('two names of one ordinal take turns as upstream’s list order has it', () => {
  const set = givenSet({ replicas: 2 });
  const pod = givenPod(set, 1);
  const padded = { ...pod, metadata: { ...pod.metadata, name: 'web-01' } };
  const index = createMemberIndex();
  expect(index.read(set, sorted([pod, padded]), isSettled).members.replicas[1]?.name).toBe('web-1');
  expect(index.read(set, [padded], isSettled).members.replicas[1]?.name).toBe('web-01');
  expect(index.read(set, [pod], isSettled).members.replicas[1]?.name).toBe('web-1');
});

it('comes, change by change, to what one look at everything finds', () => {
  const random = createRandom(5);
  let set = givenSet({ replicas: 12 });
  const pods = new Map<number, Pod>();
  const index = createMemberIndex();
  for (let step = 0; step < 2_000; step += 1) {
    for (let changes = random.integer(0, 3); changes > 0; changes -= 1) {
      const ordinal = random.integer(0, 15);
      if (random.integer(0, 3) === 0) pods.delete(ordinal);
      else
        pods.set(
          ordinal,
          givenPod(set, ordinal, {
            phase: random.pick(['Pending', 'Running', 'Failed']),
            revision: random.pick(['web-1', 'web-2']),
            isTerminating: random.integer(0, 5) === 0,
          }),
        );
    }
    if (random.integer(0, 50) === 0) {
      set = {
        ...set,
        metadata: { ...set.metadata, generation: (set.metadata.generation ?? 0) + 1 },
        spec: { ...set.spec, replicas: random.integer(0, 14), ordinals: { start: random.integer(0, 2) } },
      };
    }
    const owned = sorted(pods.values());
    expect(textOf(index, set, owned)).toBe(textOf(createMemberIndex(), set, owned));
  }
});
