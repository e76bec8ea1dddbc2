import { ageSince } from '#engine/kinds/duration.ts';
import type { Node } from '#engine/kinds/node.ts';
import { isFinished, type Pod, type ResourceList } from '#engine/kinds/pod.ts';
import { canonicalQuantity, quantityMilliValue, quantityValue } from '#engine/kinds/quantity.ts';
import { byCodeUnit } from '../json.ts';
import type { DescribeContext } from './describer.ts';
import type { Layout } from './layout.ts';
import { podResources, sumResources } from './podResources.ts';

const ALWAYS_SHOWN = ['cpu', 'memory', 'ephemeral-storage'];

/** The pods of a node and what they take of it. k8s: describe describeNodeResource */
export function writeNodePods(layout: Layout, node: Node, { api, nowUnixMs }: DescribeContext): void {
  const pods = api.list('Pod', { fieldSelector: `spec.nodeName=${node.metadata.name}` }).filter((pod) => !isFinished(pod));
  const allocatable = node.status.allocatable ?? node.status.capacity ?? {};
  const share = (name: string, list: ResourceList) => shareText(name, list, allocatable);
  layout.write(0, `Non-terminated Pods:\t(${pods.length} in total)`);
  layout.write(1, 'Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge');
  layout.write(1, '---------\t----\t\t------------\t----------\t---------------\t-------------\t---');
  for (const pod of pods) {
    const { requests, limits } = podResources(pod);
    const cells = [share('cpu', requests), share('cpu', limits), share('memory', requests), share('memory', limits), ageSince(pod.metadata.creationTimestamp, nowUnixMs)];
    layout.write(1, `${pod.metadata.namespace ?? ''}\t${pod.metadata.name}\t\t${cells.join('\t')}`);
  }
  writeTotals(layout, pods, allocatable);
}

function writeTotals(layout: Layout, pods: readonly Pod[], allocatable: ResourceList): void {
  const requests = sumResources(pods.map((pod) => podResources(pod).requests));
  const limits = sumResources(pods.map((pod) => podResources(pod).limits));
  layout.write(0, 'Allocated resources:');
  layout.write(1, '(Total limits may be over 100 percent, i.e., overcommitted.)');
  layout.write(1, 'Resource\tRequests\tLimits');
  layout.write(1, '--------\t--------\t------');
  const others = Object.keys(allocatable).filter((name) => !ALWAYS_SHOWN.includes(name) && name !== 'pods').toSorted(byCodeUnit);
  const hugePages = others.filter((name) => name.startsWith('hugepages-'));
  for (const name of [...ALWAYS_SHOWN, ...hugePages]) layout.write(1, `${name}\t${shareText(name, requests, allocatable)}\t${shareText(name, limits, allocatable)}`);
  for (const name of others.filter((other) => !hugePages.includes(other))) layout.write(1, `${name}\t${amountText(requests[name])}\t${amountText(limits[name])}`);
}

/** `250m (6%)`: the per cent are cut, not rounded. */
function shareText(name: string, list: ResourceList, allocatable: ResourceList): string {
  const value = name === 'cpu' ? quantityMilliValue : quantityValue;
  const all = value(allocatable[name]);
  const percent = all === 0 ? 0 : Math.trunc((value(list[name]) / all) * 100);
  return `${amountText(list[name])} (${percent}%)`;
}

function amountText(amount: string | undefined): string {
  return amount === undefined ? '0' : canonicalQuantity(amount);
}
