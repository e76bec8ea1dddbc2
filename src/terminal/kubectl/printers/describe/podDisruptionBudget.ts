import { selectorText } from '#engine/kinds/labelSelector.ts';
import type { PodDisruptionBudget } from '#engine/kinds/podDisruptionBudget.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeName } from './heading.ts';

/** k8s: describe describePodDisruptionBudgetV1 */
export const describePodDisruptionBudget: Describer<PodDisruptionBudget> = (layout, budget, context) => {
  const { spec, status } = budget;
  writeName(layout, budget);
  if (spec.minAvailable !== undefined) layout.write(0, `Min available:\t${spec.minAvailable}`);
  else if (spec.maxUnavailable !== undefined) layout.write(0, `Max unavailable:\t${spec.maxUnavailable}`);
  layout.write(0, `Selector:\t${spec.selector === undefined ? '<unset>' : selectorText(spec.selector)}`);
  layout.write(0, 'Status:');
  layout.write(2, `Allowed disruptions:\t${status.disruptionsAllowed}`);
  layout.write(2, `Current:\t${status.currentHealthy}`);
  layout.write(2, `Desired:\t${status.desiredHealthy}`);
  layout.write(2, `Total:\t${status.expectedPods}`);
  writeOwnEvents(layout, context);
};
