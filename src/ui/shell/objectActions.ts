import type { ObjectKey } from '#engine/kinds/object.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { AppState } from '../store/store.ts';

/** Something to do with an object: the command that does it. */
export interface ObjectAction {
  readonly label: MessageKey;
  readonly line: string;
}

/** What is usually asked of an object and done with it, as commands. */
export function objectActions({ frame }: Pick<AppState, 'frame'>, target: ObjectKey): readonly ObjectAction[] {
  const { kind, name, namespace } = target;
  const flag = namespace === undefined || namespace === 'default' ? '' : ` -n ${namespace}`;
  switch (kind) {
    case 'Pod':
      return [
        { label: 'object.describe', line: `kubectl describe pod ${name}${flag}` },
        { label: 'object.logs', line: `kubectl logs ${name}${flag}` },
        { label: 'object.shell', line: `kubectl exec -it ${name}${flag} -- sh` },
      ];
    case 'StatefulSet':
    case 'Deployment':
      return workloadActions(frame, kind, target, flag);
    case 'Service':
      return [
        { label: 'object.describe', line: `kubectl describe svc ${name}${flag}` },
        { label: 'object.endpoints', line: `kubectl get endpointslices -l kubernetes.io/service-name=${name}${flag}` },
      ];
    case 'PersistentVolumeClaim':
      return [
        { label: 'object.describe', line: `kubectl describe pvc ${name}${flag}` },
        { label: 'object.deleteClaim', line: `kubectl delete pvc ${name}${flag} --wait=false` },
      ];
    case 'PersistentVolume':
      return [{ label: 'object.describe', line: `kubectl describe pv ${name}` }];
    case 'Node':
      return [
        { label: 'object.describe', line: `kubectl describe node ${name}` },
        { label: 'object.podsHere', line: `kubectl get pods -A -o wide --field-selector spec.nodeName=${name}` },
      ];
    default:
      return [];
  }
}

function workloadActions(frame: AppState['frame'], kind: 'StatefulSet' | 'Deployment', { name, namespace }: ObjectKey, flag: string): readonly ObjectAction[] {
  const workload = frame.get(kind, namespace, name);
  if (workload === undefined) return [];
  const short = `${kind === 'StatefulSet' ? 'sts' : 'deploy'}/${name}${flag}`;
  const replicas = workload.spec.replicas ?? 1;
  return [
    { label: 'object.scaleUp', line: `kubectl scale ${short} --replicas=${replicas + 1}` },
    ...(replicas > 0 ? [{ label: 'object.scaleDown', line: `kubectl scale ${short} --replicas=${replicas - 1}` } as const] : []),
    { label: 'object.restart', line: `kubectl rollout restart ${short}` },
    { label: 'object.status', line: `kubectl rollout status ${short} --timeout=30s` },
    { label: 'object.describe', line: `kubectl describe ${short}` },
  ];
}
