import { selectorText } from '#engine/kinds/labelSelector.ts';
import type { ReplicaSet } from '#engine/kinds/replicaSet.ts';
import { writeWorkloadConditions } from './conditions.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeController, writeLabelsAndAnnotations, writeName } from './heading.ts';
import { podsStatus } from './podsStatus.ts';
import { writePodTemplate } from './podTemplate.ts';

/** k8s: describe describeReplicaSet */
export const describeReplicaSet: Describer<ReplicaSet> = (layout, set, context) => {
  const { spec, status } = set;
  writeName(layout, set);
  layout.write(0, `Selector:\t${selectorText(spec.selector)}`);
  writeLabelsAndAnnotations(layout, set);
  writeController(layout, set);
  layout.write(0, `Replicas:\t${status.replicas} current / ${spec.replicas ?? 1} desired`);
  layout.write(0, `Pods Status:\t${podsStatus(context.api, set)}`);
  writePodTemplate(layout, spec.template);
  writeWorkloadConditions(layout, status.conditions);
  writeOwnEvents(layout, context);
};
