import type { ResourceQuota } from '#engine/kinds/resourceQuota.ts';
import { canonicalQuantity, formatQuantity, parseQuantity } from '#engine/kinds/quantity.ts';
import { byCodeUnit } from '../json.ts';
import type { Describer } from './describer.ts';
import { writeName } from './heading.ts';
import type { Layout } from './layout.ts';

const SCOPE_TEXTS: Readonly<Record<string, string>> = {
  Terminating: 'Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.',
  NotTerminating: 'Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.',
  BestEffort: 'Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.',
  NotBestEffort: 'Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.',
};

/** k8s: describe describeQuota */
export const describeResourceQuota: Describer<ResourceQuota> = (layout, quota) => {
  writeName(layout, quota);
  writeScopes(layout, 0, ' *', quota);
  layout.write(0, 'Resource\tUsed\tHard');
  layout.write(0, '--------\t----\t----');
  writeAmounts(layout, 0, quota);
};

/** All quotas of a namespace as one table. k8s: describe DescribeResourceQuotas */
export function writeQuotas(layout: Layout, quotas: readonly ResourceQuota[]): void {
  if (quotas.length === 0) {
    layout.write(0, 'No resource quota.');
    return;
  }
  layout.write(0, 'Resource Quotas');
  for (const quota of quotas.toSorted((a, b) => byCodeUnit(a.metadata.name, b.metadata.name))) {
    layout.write(1, `Name:\t${quota.metadata.name}`);
    writeScopes(layout, 1, '*', quota);
    layout.write(1, 'Resource\tUsed\tHard');
    layout.write(1, '--------\t---\t---');
    writeAmounts(layout, 1, quota);
  }
}

function writeScopes(layout: Layout, level: number, bullet: string, { spec: { scopes = [] } }: ResourceQuota): void {
  if (scopes.length === 0) return;
  const sorted = scopes.toSorted(byCodeUnit);
  layout.write(level, `Scopes:\t${sorted.join(', ')}`);
  for (const scope of sorted) if (SCOPE_TEXTS[scope] !== undefined) layout.write(level, `${bullet} ${SCOPE_TEXTS[scope]}`);
}

function writeAmounts(layout: Layout, level: number, { status: { hard = {}, used = {} } }: ResourceQuota): void {
  for (const name of Object.keys(hard).toSorted(byCodeUnit)) layout.write(level, `${name}\t${usedText(used[name], hard[name] ?? '0')}\t${canonicalQuantity(hard[name] ?? '0')}`);
}

/** What is used, in the units of the limit. */
function usedText(used: string | undefined, hard: string): string {
  const [amount, limit] = [parseQuantity(used ?? '0'), parseQuantity(hard)];
  if (amount === undefined || limit === undefined) return used ?? '0';
  return formatQuantity({ ...amount, format: limit.format });
}
