import { labelsText } from '#engine/kinds/labelSelector.ts';
import type { ReplicationController } from '#engine/kinds/replicationController.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeLabelsAndAnnotations, writeName } from './heading.ts';
import { podsStatus } from './podsStatus.ts';
import { writePodTemplate } from './podTemplate.ts';

/** k8s: describe describeReplicationController */
export const describeReplicationController: Describer<ReplicationController> = (layout, controller, context) => {
  const { spec, status } = controller;
  writeName(layout, controller);
  layout.write(0, `Selector:\t${labelsText(spec.selector)}`);
  writeLabelsAndAnnotations(layout, controller);
  layout.write(0, `Replicas:\t${status.replicas} current / ${spec.replicas ?? 1} desired`);
  layout.write(0, `Pods Status:\t${podsStatus(context.api, controller)}`);
  writePodTemplate(layout, spec.template);
  writeOwnEvents(layout, context);
};
