import { formatRfc3339 } from '../../core/time.ts';
import type { Condition } from '../../kinds/object.ts';
import { withCondition } from '../conditions.ts';

/** What is left of one kind in a namespace that is being deleted. */
export interface Remainder {
  /** `pods`, `statefulsets.apps`. */
  readonly resource: string;
  readonly count: number;
  /** How many of them are held by each finalizer. */
  readonly finalizers: Readonly<Record<string, number>>;
}

/** The conditions of a namespace under deletion. k8s: namespaceConditionUpdater */
export function planConditions(before: readonly Condition[] | undefined, remainders: readonly Remainder[], nowUnixMs: number): readonly Condition[] {
  const lastTransitionTime = formatRfc3339(nowUnixMs);
  const rest = remainders.filter(({ count }) => count > 0);
  const conditions: readonly Condition[] = [
    { type: 'NamespaceDeletionDiscoveryFailure', status: 'False', reason: 'ResourcesDiscovered', message: 'All resources successfully discovered', lastTransitionTime },
    { type: 'NamespaceDeletionGroupVersionParsingFailure', status: 'False', reason: 'ParsedGroupVersions', message: 'All legacy kube types successfully parsed', lastTransitionTime },
    { type: 'NamespaceDeletionContentFailure', status: 'False', reason: 'ContentDeleted', message: 'All content successfully deleted, may be waiting on finalization', lastTransitionTime },
    contentCondition(rest, lastTransitionTime),
    finalizerCondition(rest, lastTransitionTime),
  ];
  return conditions.reduce<readonly Condition[]>((all, condition) => withCondition(all, condition), before ?? []);
}

function contentCondition(rest: readonly Remainder[], lastTransitionTime: string): Condition {
  const type = 'NamespaceContentRemaining';
  if (rest.length === 0) return { type, status: 'False', reason: 'ContentRemoved', message: 'All content successfully removed', lastTransitionTime };
  const texts = rest.map(({ resource, count }) => `${resource} has ${count} resource instances`).sort();
  return { type, status: 'True', reason: 'SomeResourcesRemain', message: `Some resources are remaining: ${texts.join(', ')}`, lastTransitionTime };
}

function finalizerCondition(rest: readonly Remainder[], lastTransitionTime: string): Condition {
  const type = 'NamespaceFinalizersRemaining';
  const counts = new Map<string, number>();
  for (const { finalizers } of rest) for (const [name, count] of Object.entries(finalizers)) counts.set(name, (counts.get(name) ?? 0) + count);
  if (counts.size === 0) return { type, status: 'False', reason: 'ContentHasNoFinalizers', message: 'All content-preserving finalizers finished', lastTransitionTime };
  const texts = [...counts].map(([name, count]) => `${name} in ${count} resource instances`).sort();
  return { type, status: 'True', reason: 'SomeFinalizersRemain', message: `Some content in the namespace has finalizers remaining: ${texts.join(', ')}`, lastTransitionTime };
}

/** When to look again, in milliseconds, when pods with this much grace are left. k8s: ResourcesRemainingError */
export function pauseFor(longestGraceSeconds: number): number {
  return (Math.floor(longestGraceSeconds / 2) + 1) * 1000;
}
