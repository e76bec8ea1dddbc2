import { labelSelectorText } from '#engine/api/selectors.ts';
import type { DaemonSet } from '#engine/kinds/daemonSet.ts';
import { labelsText } from '#engine/kinds/labelSelector.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeLabelsAndAnnotations, writeName } from './heading.ts';
import { podsStatus } from './podsStatus.ts';
import { writePodTemplate } from './podTemplate.ts';

/** k8s: describe describeDaemonSet */
export const describeDaemonSet: Describer<DaemonSet> = (layout, set, context) => {
  const { spec, status } = set;
  writeName(layout, set);
  layout.write(0, `Selector:\t${labelSelectorText(spec.selector)}`);
  layout.write(0, `Node-Selector:\t${labelsText(spec.template.spec.nodeSelector)}`);
  writeLabelsAndAnnotations(layout, set);
  layout.write(0, `Desired Number of Nodes Scheduled: ${status.desiredNumberScheduled}`);
  layout.write(0, `Current Number of Nodes Scheduled: ${status.currentNumberScheduled}`);
  layout.write(0, `Number of Nodes Scheduled with Up-to-date Pods: ${status.updatedNumberScheduled ?? 0}`);
  layout.write(0, `Number of Nodes Scheduled with Available Pods: ${status.numberAvailable ?? 0}`);
  layout.write(0, `Number of Nodes Misscheduled: ${status.numberMisscheduled}`);
  layout.write(0, `Pods Status:\t${podsStatus(context.api, set)}`);
  writePodTemplate(layout, spec.template);
  writeOwnEvents(layout, context);
};
