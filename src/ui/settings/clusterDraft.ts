import type { Delays, Profile } from '#engine/profile.ts';
import { changeProfile } from '#engine/profiles/changeProfile.ts';
import { findProfile } from '#engine/profiles/index.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { changesOf, isSameDelay } from '#engine/profiles/profileChanges.ts';
import type { BindingMode, DelayName, ProfileChanges } from '#engine/profiles/profileChanges.ts';
import { profileProblems } from '#engine/profiles/profileProblems.ts';
import type { ProfileProblem } from '#engine/profiles/profileProblems.ts';

/** A cluster while it is being filled in: every field as it is typed. */
export interface ClusterDraft {
  /** The profile that ships from which this one differs. */
  readonly base: string;
  readonly seed: string;
  readonly nodeCount: string;
  readonly clusterDomain: string;
  readonly podCidr: string;
  readonly serviceCidr: string;
  readonly className: string;
  readonly bindingMode: BindingMode;
  readonly maxUnavailable: boolean;
  /** Least and most, in seconds. */
  readonly delays: Readonly<Record<DelayName, readonly [least: string, most: string]>>;
}

export type Problem = ProfileProblem | { readonly field: 'seed'; readonly code: 'seed'; readonly params: Readonly<Record<string, string | number>> };

const MOST_SEED = 4_294_967_295;

/** The draft that gives this cluster back. */
export function draftOf(profile: Profile, seed: number): ClusterDraft {
  const changes = changesOf(profile);
  return {
    base: baseOf(profile).name,
    seed: String(seed),
    nodeCount: String(changes.nodeCount),
    clusterDomain: changes.clusterDomain,
    podCidr: changes.podCidr,
    serviceCidr: changes.serviceCidr,
    className: changes.className,
    bindingMode: changes.bindingMode,
    maxUnavailable: changes.maxUnavailable,
    delays: Object.fromEntries(Object.entries(changes.delays).map(([name, { minMs, maxMs }]) => [name, [seconds(minMs), seconds(maxMs)]])) as unknown as ClusterDraft['delays'],
  };
}

/** The cluster that a draft stands for, or everything that is wrong with it. */
export function clusterFrom(draft: ClusterDraft): { readonly profile: Profile; readonly seed: number } | { readonly problems: readonly Problem[] } {
  const base = findProfile(draft.base) ?? labProfile;
  const changes = changesFrom(draft, base);
  const seed = numberOf(draft.seed);
  const isSeed = Number.isInteger(seed) && seed >= 0 && seed <= MOST_SEED;
  const problems: readonly Problem[] = [...profileProblems(base, changes), ...(isSeed ? [] : [{ field: 'seed', code: 'seed', params: { most: MOST_SEED } } as const])];
  if (problems.length > 0) return { problems };
  return { profile: isChanged(base, changes) ? changeProfile(base, changes) : base, seed };
}

function changesFrom(draft: ClusterDraft, base: Profile): ProfileChanges {
  return {
    nodeCount: numberOf(draft.nodeCount),
    clusterDomain: draft.clusterDomain.trim(),
    podCidr: draft.podCidr.trim(),
    serviceCidr: draft.serviceCidr.trim(),
    className: draft.className.trim() === '' ? changesOf(base).className : draft.className.trim(),
    bindingMode: draft.bindingMode,
    maxUnavailable: draft.maxUnavailable,
    delays: Object.fromEntries(Object.entries(draft.delays).map(([name, [least, most]]) => [name, { minMs: millis(least), maxMs: millis(most) }])) as unknown as Delays,
  };
}

function isChanged(base: Profile, changes: ProfileChanges): boolean {
  const { delays, ...rest } = changes;
  const { delays: before, ...restBefore } = changesOf(base);
  const names = Object.keys(delays) as DelayName[];
  return JSON.stringify(rest) !== JSON.stringify(restBefore) || names.some((name) => !isSameDelay(delays[name], before[name]));
}

function baseOf({ name }: Profile): Profile {
  return findProfile(name) ?? labProfile;
}

/** An empty field is no number. */
function numberOf(text: string): number {
  return text.trim() === '' ? Number.NaN : Number(text);
}

/** Thousandths of a millisecond are kept: round trips are that short. */
function millis(text: string): number {
  return Math.round(numberOf(text) * 1_000_000) / 1000;
}

function seconds(ms: number): string {
  return String(ms / 1000);
}
