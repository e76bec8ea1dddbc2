import type { CSINode } from '#engine/kinds/csi.ts';
import { listAt, valueAt } from '../values.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeLabelsAndAnnotations } from './heading.ts';
import { longTime } from './layout.ts';

/** k8s: describe describeCSINode */
export const describeCsiNode: Describer<CSINode> = (layout, node, context) => {
  layout.write(0, `Name:\t${node.metadata.name}`);
  writeLabelsAndAnnotations(layout, node);
  layout.write(0, `CreationTimestamp:\t${longTime(node.metadata.creationTimestamp)}`);
  layout.write(0, 'Spec:');
  if (node.spec.drivers.length > 0) layout.write(1, 'Drivers:');
  for (const driver of node.spec.drivers) {
    const [count, keys] = [valueAt(driver, 'allocatable', 'count'), listAt(driver, 'topologyKeys')];
    layout.write(2, `${driver.name}:`);
    layout.write(3, `Node ID:\t${driver.nodeID}`);
    if (count !== undefined) {
      layout.write(3, 'Allocatables:');
      layout.write(4, `Count:\t${String(count)}`);
    }
    if (keys.length > 0) layout.write(3, `Topology Keys:\t[${keys.join(' ')}]`);
  }
  writeOwnEvents(layout, context);
};
