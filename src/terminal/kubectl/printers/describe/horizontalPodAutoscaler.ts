import type { HorizontalPodAutoscaler } from '#engine/kinds/horizontalPodAutoscaler.ts';
import { canonicalQuantity } from '#engine/kinds/quantity.ts';
import { isRecord, listAt, textAt, valueAt } from '../values.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeHeading } from './heading.ts';
import { longTime, type Layout } from './layout.ts';

/** k8s: describe describeHorizontalPodAutoscalerV2. simplified: metrics other than those of resources are named, not described. */
export const describeHorizontalPodAutoscaler: Describer<HorizontalPodAutoscaler> = (layout, scaler, context) => {
  const { metadata, spec, status } = scaler;
  writeHeading(layout, scaler);
  layout.write(0, `CreationTimestamp:\t${longTime(metadata.creationTimestamp)}`);
  layout.write(0, `Reference:\t${spec.scaleTargetRef.kind}/${spec.scaleTargetRef.name}`);
  layout.write(0, 'Metrics:\t( current / target )');
  writeMetrics(layout, scaler);
  layout.write(0, `Min replicas:\t${spec.minReplicas ?? '<unset>'}`);
  layout.write(0, `Max replicas:\t${spec.maxReplicas}`);
  writeBehavior(layout, scaler);
  layout.write(0, `${spec.scaleTargetRef.kind} pods:\t${status.currentReplicas ?? 0} current / ${status.desiredReplicas ?? 0} desired`);
  writeConditions(layout, scaler);
  writeOwnEvents(layout, context);
};

function writeMetrics(layout: Layout, { spec, status }: HorizontalPodAutoscaler): void {
  (spec.metrics ?? []).forEach(({ type, resource }, index) => {
    const target = resource?.target;
    const current = status.currentMetrics?.[index]?.resource?.current;
    if (resource === undefined) {
      layout.write(1, `<unknown metric type "${type}">`);
    } else if (target?.averageValue !== undefined) {
      const now = current?.averageValue === undefined ? '<unknown>' : canonicalQuantity(current.averageValue);
      layout.write(1, `resource ${resource.name} on pods:\t${now} / ${canonicalQuantity(target.averageValue)}`);
    } else {
      const now = current?.averageUtilization === undefined ? '<unknown>' : `${current.averageUtilization}% (${current.averageValue ?? '0'})`;
      const wanted = target?.averageUtilization === undefined ? '<auto>' : `${target.averageUtilization}%`;
      layout.write(1, `resource ${resource.name} on pods  (as a percentage of request):\t${now} / ${wanted}`);
    }
  });
}

/** How fast it may scale each way. k8s: printDirectionBehavior */
function writeBehavior(layout: Layout, { spec }: HorizontalPodAutoscaler): void {
  const behavior = valueAt(spec, 'behavior');
  if (!isRecord(behavior)) return;
  layout.write(0, 'Behavior:');
  writeDirection(layout, 'Scale Up', behavior['scaleUp']);
  writeDirection(layout, 'Scale Down', behavior['scaleDown']);
}

function writeDirection(layout: Layout, title: string, rules: unknown): void {
  if (!isRecord(rules)) return;
  layout.write(1, `${title}:`);
  const window = rules['stabilizationWindowSeconds'];
  if (typeof window === 'number') layout.write(2, `Stabilization Window: ${window} seconds`);
  const policies = listAt(rules, 'policies');
  if (policies.length === 0) return;
  layout.write(2, `Select Policy: ${textAt(rules, 'selectPolicy') || 'Max'}`);
  layout.write(2, 'Policies:');
  for (const policy of policies) layout.write(3, `- Type: ${textAt(policy, 'type')}\tValue: ${String(valueAt(policy, 'value'))}\tPeriod: ${String(valueAt(policy, 'periodSeconds'))} seconds`);
}

function writeConditions(layout: Layout, { status }: HorizontalPodAutoscaler): void {
  const conditions = listAt(status, 'conditions') as readonly { readonly type: string; readonly status: string; readonly reason?: string; readonly message?: string }[];
  if (conditions.length === 0) return;
  layout.write(0, 'Conditions:');
  layout.write(1, 'Type\tStatus\tReason\tMessage');
  layout.write(1, '----\t------\t------\t-------');
  for (const condition of conditions) layout.write(1, `${condition.type}\t${condition.status}\t${condition.reason ?? ''}\t${condition.message ?? ''}`);
}
