import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Explanation } from '#engine/why.ts';
import type { Frame } from '#session/session.ts';
import { faultLine, undoOf } from '#session/faultLine.ts';
import { isNodeReady } from '../stage/model/nodeModel.ts';
import { controllerOf, isSameKey } from '../stage/model/objectKeys.ts';
import { podStateOf } from '../stage/model/podState.ts';

const MOST = 4;

/** Lines that show or remove what an object waits for: the faults in force first, then what a person would type. */
export function unblockCommands(frame: Frame, target: ObjectKey, reasons: readonly Explanation[]): readonly string[] {
  const waits = reasons.filter(({ kind }) => kind === 'wait');
  const chain = [...waits.flatMap(({ blockedBy, about }) => (blockedBy === undefined ? [about] : [about, blockedBy])), target];
  const last = waits.at(-1)?.blockedBy ?? waits.at(-1)?.about ?? target;
  const lines = [...undoLines(frame, chain), ...linesFor(frame, last), ...(isSameKey(last, target) ? [] : linesFor(frame, target))];
  return [...new Set(lines)].slice(0, MOST);
}

/** A fault that concerns something in the chain is taken back by its own line. */
function undoLines(frame: Frame, chain: readonly ObjectKey[]): readonly string[] {
  const nodes = new Set(chain.flatMap((key) => (key.kind === 'Node' ? [key.name] : nodeOf(frame, key))));
  return frame.faults.flatMap(({ fault, about }) => {
    const undo = undoOf(fault);
    if (undo === undefined) return [];
    const concerns =
      (about !== undefined && chain.some((key) => isSameKey(key, about))) ||
      ('node' in fault && nodes.has(fault.node)) ||
      (fault.fault === 'provisioner' && chain.some(({ kind }) => kind === 'PersistentVolumeClaim')) ||
      (fault.fault === 'bad-image' && chain.some((key) => imagesOf(frame, key).includes(fault.image)));
    return concerns ? [faultLine(undo)] : [];
  });
}

function nodeOf(frame: Frame, key: ObjectKey): readonly string[] {
  const node = key.kind === 'Pod' ? frame.get('Pod', key.namespace, key.name)?.spec.nodeName : undefined;
  return node === undefined ? [] : [node];
}

function imagesOf(frame: Frame, key: ObjectKey): readonly string[] {
  const pod = key.kind === 'Pod' ? frame.get('Pod', key.namespace, key.name) : undefined;
  return pod?.spec.containers.map(({ image }) => image ?? '') ?? [];
}

function linesFor(frame: Frame, key: ObjectKey): readonly string[] {
  const flag = key.namespace === undefined || key.namespace === 'default' ? '' : ` -n ${key.namespace}`;
  switch (key.kind) {
    case 'Pod': {
      const pod = frame.get('Pod', key.namespace, key.name);
      return pod === undefined ? [] : podLines(frame, pod, flag);
    }
    case 'PersistentVolumeClaim':
      return [`kubectl describe pvc ${key.name}${flag}`, 'kubectl get sc,pv'];
    case 'PersistentVolume':
      return [`kubectl describe pv ${key.name}`];
    case 'Node':
      return [`kubectl describe node ${key.name}`];
    case 'StatefulSet':
      return [`kubectl describe sts ${key.name}${flag}`, `kubectl rollout status sts/${key.name}${flag} --timeout=30s`];
    case 'Deployment':
      return [`kubectl describe deploy ${key.name}${flag}`];
    case 'Service':
      return [`kubectl get svc,endpointslices${flag}`, `kubectl describe svc ${key.name}${flag}`];
    default:
      return [];
  }
}

function podLines(frame: Frame, pod: Pod, flag: string): readonly string[] {
  const { name } = pod.metadata;
  const node = pod.spec.nodeName === undefined ? undefined : frame.get('Node', undefined, pod.spec.nodeName);
  const describe = `kubectl describe pod ${name}${flag}`;
  switch (podStateOf(pod, { unixNowMs: frame.unixNowMs, minReadySeconds: 0, isNodeReady: isNodeReady(node) })) {
    case 'imageBackOff':
      return [describe, ...undoRollout(pod, flag)];
    case 'crashLoop':
    case 'failed':
      return [`kubectl logs ${name}${flag} --previous`, describe, ...undoRollout(pod, flag)];
    case 'terminating':
      return isNodeReady(node) ? [describe] : [`kubectl taint nodes ${pod.spec.nodeName} node.kubernetes.io/out-of-service=off:NoExecute`, `kubectl describe node ${pod.spec.nodeName}`];
    case 'nodeLost':
      return [`kubectl describe node ${pod.spec.nodeName}`];
    default:
      return [describe];
  }
}

/** An older revision does not replace a broken pod of an ordered set: the pod has to be deleted as well. */
function undoRollout(pod: Pod, flag: string): readonly string[] {
  const owner = controllerOf(pod);
  return owner?.kind === 'StatefulSet' ? [`kubectl rollout undo sts/${owner.name}${flag} && kubectl delete pod ${pod.metadata.name}${flag}`] : [];
}
