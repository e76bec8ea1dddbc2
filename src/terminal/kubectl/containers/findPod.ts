import type { KubeObject, LabelSelector } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { goTypeOf } from '../podSpec.ts';
import { isRecord, recordAt } from '../printers/values.ts';
import { getInfo } from '../resources/info.ts';
import { resourceOf, shapeOf } from '../resources/requests.ts';
import { bestPod } from './bestPod.ts';

/** The object that `POD` or `TYPE/NAME` names. */
export function findNamed(context: KubectlContext, name: string): KubeObject {
  const shape = shapeOf([name]);
  if (shape.by !== 'pair') return getInfo(context, resourceOf('pods', context.discovery), name, context.namespace).object;
  const [pair] = shape.pairs;
  const resource = resourceOf(pair?.type ?? '', context.discovery);
  return getInfo(context, resource, pair?.name ?? '', context.namespace).object;
}

/** The pods that an object runs, by its selector. k8s: polymorphichelpers SelectorsForObject */
export function podsOf(context: KubectlContext, object: KubeObject, what = 'attach to'): readonly Pod[] {
  const selector = recordAt(object, 'spec', 'selector');
  const isPlain = object.kind === 'Service' || object.kind === 'ReplicationController';
  if (Object.keys(selector).length === 0 || !isRecord(selector)) throw new KubectlError(`cannot ${what} ${goTypeOf(object)}: selector for ${goTypeOf(object)} not implemented`);
  const labelSelector = (isPlain ? { matchLabels: selector } : selector) as LabelSelector;
  return context.api.list('Pod', { namespace: object.metadata.namespace ?? '', labelSelector });
}

/** The pod to exec into or attach to; waits for one up to the time given. */
export function* attachablePod(context: KubectlContext, name: string, timeoutMs: number): Generator<Wait, Pod, void> {
  const object = findNamed(context, name);
  if (object.kind === 'Pod') return object as Pod;
  const { kernel } = context.process;
  const endAtMs = kernel.now() + timeoutMs;
  for (;;) {
    const pod = bestPod(podsOf(context, object), 'exec');
    if (pod !== undefined) return pod;
    if (kernel.now() >= endAtMs) throw new KubectlError('timed out waiting for the condition');
    yield sleep(Math.min(500, endAtMs - kernel.now()));
  }
}
