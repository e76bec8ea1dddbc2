import type { Namespace } from '#engine/kinds/namespace.ts';
import type { Describer } from './describer.ts';
import { writeHeading } from './heading.ts';
import { longTime, type Layout } from './layout.ts';
import { writeLimitRanges } from './limitRange.ts';
import { writeQuotas } from './resourceQuota.ts';

/** k8s: describe describeNamespace */
export const describeNamespace: Describer<Namespace> = (layout, namespace, { api }) => {
  const { name } = namespace.metadata;
  writeHeading(layout, namespace);
  layout.write(0, `Status:\t${namespace.status.phase ?? ''}`);
  writeConditions(layout, namespace);
  layout.write(0, '');
  writeQuotas(layout, api.list('ResourceQuota', { namespace: name }));
  layout.write(0, '');
  writeLimitRanges(layout, api.list('LimitRange', { namespace: name }));
};

function writeConditions(layout: Layout, { status: { conditions = [] } }: Namespace): void {
  if (conditions.length === 0) return;
  layout.write(0, 'Conditions:');
  layout.write(1, 'Type\tStatus\tLastTransitionTime\tReason\tMessage');
  layout.write(1, '----\t------\t------------------\t------\t-------');
  for (const { type, status, lastTransitionTime, reason = '', message = '' } of conditions) {
    layout.write(1, `${type}\t${status}\t${longTime(lastTransitionTime)}\t${reason}\t${message}`);
  }
}
