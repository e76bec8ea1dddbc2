import { afterEach, expect, it, vi } from 'vitest';
import type { Pod } from '../../kinds/pod.ts';
import { createGarbageCollector } from '../garbagecollector/controller.ts';
import { createClaimProtectionController } from '../volumeprotection/claimController.ts';
import type { StatefulSetPlan, Step } from './plan.ts';

// The walks are worth what they find: each rule that is broken here on purpose has to make one of them fail.

const MOST_WALKS = 160;

type Steps = readonly Step[];
type PlanModule = typeof import('./plan.ts');

/** A module in which one function is another; the rest is as it is. */
function replace(path: string, names: (original: Record<string, (...args: never[]) => unknown>) => Record<string, unknown>): void {
  vi.doMock(path, async (importOriginal) => {
    const original = (await importOriginal()) as Record<string, (...args: never[]) => unknown>;
    return { ...original, ...names(original) };
  });
}

/** The plan with its steps exchanged. */
function replan(change: (plan: StatefulSetPlan, situation: Parameters<PlanModule['planStatefulSet']>[0]) => StatefulSetPlan): void {
  replace('./plan.ts', (original) => ({
    planStatefulSet: (situation: Parameters<PlanModule['planStatefulSet']>[0]) => change((original as unknown as PlanModule).planStatefulSet(situation), situation),
  }));
}

const mapSteps = (plan: StatefulSetPlan, map: (step: Step) => Step): StatefulSetPlan => ({ ...plan, passes: plan.passes.map((steps: Steps) => steps.map(map)) });

const BROKEN: Readonly<Record<string, () => void>> = {
  'OrderedReady waits for nobody': () => replace('./situation.ts', () => ({ allowsBurst: () => true })),
  'the partition is not looked at': () => replace('./situation.ts', () => ({ partitionOf: () => 0 })),
  'one pod more than maxUnavailable is taken': () => replace('./situation.ts', ({ maxUnavailableOf }) => ({ maxUnavailableOf: (set: never) => (maxUnavailableOf?.(set) as number) + 1 })),
  'minReadySeconds is not looked at': () =>
    replace('./members.ts', () => ({
      isUnavailable: (member: { isTerminating: boolean; isRunningAndReady: boolean } | undefined) => member === undefined || member.isTerminating || !member.isRunningAndReady,
    })),
  'a pod below the partition comes up at the new revision': () => replace('./situation.ts', () => ({ revisionForNew: ({ update }: { update: unknown }) => update })),
  'owners of claims always count as right': () => replace('./claims.ts', () => ({ hasRightOwners: () => true })),
  'a new pod lacks the volumes of its claims': () =>
    replace('./identity.ts', ({ newPod }) => ({
      newPod: (...args: never[]) => {
        const pod = newPod?.(...args) as Pod;
        return { ...pod, spec: { ...pod.spec, volumes: [] } };
      },
    })),
  'a new pod lacks its pod-name label': () =>
    replace('./identity.ts', ({ newPod }) => ({
      newPod: (...args: never[]) => {
        const pod = newPod?.(...args) as Pod;
        const { 'statefulset.kubernetes.io/pod-name': _name, ...labels } = pod.metadata.labels ?? {};
        return { ...pod, metadata: { ...pod.metadata, labels } };
      },
    })),
  'orphans are not adopted': () => replace('./membership.ts', ({ membershipOf }) => ({ membershipOf: (...args: never[]) => (membershipOf?.(...args) === 'adopt' ? 'ignore' : membershipOf?.(...args)) })),
  'strays are not released': () => replace('./membership.ts', ({ membershipOf }) => ({ membershipOf: (...args: never[]) => (membershipOf?.(...args) === 'release' ? 'ignore' : membershipOf?.(...args)) })),
  'the start ordinal is not looked at when pods are created': () =>
    replan((plan, { set }) => mapSteps(plan, (step) => (step.do === 'createPod' ? { ...step, ordinal: step.ordinal - (set.spec.ordinals?.start ?? 0) } : step))),
  'the lowest pod is scaled away first': () =>
    replan((plan, { members: { condemned } }) => {
      const lowest = condemned.at(-1);
      return mapSteps(plan, (step) => (step.do === 'deletePod' && !step.forUpdate && lowest !== undefined && condemned.some(({ name }) => name === step.name) ? { ...step, name: lowest.name } : step));
    }),
  'an update takes pods although it is OnDelete': () =>
    replan((plan, { set, members, update }) => {
      const outdated = members.replicas.findLast((member) => member !== undefined && !member.isTerminating && member.isRunningAndReady && member.revision !== update.metadata.name);
      if (set.spec.updateStrategy?.type !== 'OnDelete' || outdated === undefined) return plan;
      return { ...plan, passes: [...plan.passes, [{ do: 'deletePod', place: 0, name: outdated.name, forUpdate: true, why: { kind: 'act', code: 'x', about: { kind: 'Pod', name: '' }, params: {} } as never }]] };
    }),
  'an update is called complete too early': () =>
    replace('./status.ts', ({ finishStatus }) => ({
      finishStatus: (...args: never[]) => {
        const status = finishStatus?.(...args) as { updateRevision?: string };
        return { ...status, currentRevision: status.updateRevision };
      },
    })),
};

afterEach(() => {
  for (const path of ['./situation.ts', './plan.ts', './members.ts', './claims.ts', './identity.ts', './membership.ts', './status.ts']) vi.doUnmock(path);
  vi.resetModules();
});

it.each(Object.keys(BROKEN))('a walk finds that %s', async (rule) => {
  vi.resetModules();
  BROKEN[rule]?.();
  const { walk } = await import('./walk.ts');
  expect(() => {
    for (let seed = 1; seed <= MOST_WALKS; seed += 1) walk(seed, [createGarbageCollector({ kinds: ['StatefulSet', 'Pod', 'PersistentVolumeClaim', 'ControllerRevision'] }), createClaimProtectionController()]);
  }).toThrow(/seed \d+/);
}, 60_000);
