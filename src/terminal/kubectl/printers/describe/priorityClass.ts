import { labelsText } from '#engine/kinds/labelSelector.ts';
import type { PriorityClass } from '#engine/kinds/priorityClass.ts';
import { writeOwnEvents, type Describer } from './describer.ts';

/** k8s: describe describePriorityClass */
export const describePriorityClass: Describer<PriorityClass> = (layout, priority, context) => {
  layout.write(0, `Name:\t${priority.metadata.name}`);
  layout.write(0, `Value:\t${priority.value}`);
  layout.write(0, `GlobalDefault:\t${priority.globalDefault === true}`);
  layout.write(0, `PreemptionPolicy:\t${priority.preemptionPolicy ?? ''}`);
  layout.write(0, `Description:\t${priority.description ?? ''}`);
  layout.write(0, `Annotations:\t${labelsText(priority.metadata.annotations)}`);
  writeOwnEvents(layout, context);
};
