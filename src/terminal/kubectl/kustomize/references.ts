import { kindOf, nameOf, type Kustomized } from './kustomized.ts';
import { mapAt, type Path } from './paths.ts';
import { podSpecPath } from './workloads.ts';
import { textAt, type JsonRecord } from '../printers/values.ts';

/** Where pods name objects of a kind, below their spec. */
const IN_PODS: readonly (readonly [string, Path])[] = [
  ...['containers', 'initContainers'].flatMap((list): readonly (readonly [string, Path])[] => [
    ['ConfigMap', [list, '*', 'env', '*', 'valueFrom', 'configMapKeyRef', 'name']],
    ['ConfigMap', [list, '*', 'envFrom', '*', 'configMapRef', 'name']],
    ['Secret', [list, '*', 'env', '*', 'valueFrom', 'secretKeyRef', 'name']],
    ['Secret', [list, '*', 'envFrom', '*', 'secretRef', 'name']],
  ]),
  ['ConfigMap', ['volumes', '*', 'configMap', 'name']],
  ['ConfigMap', ['volumes', '*', 'projected', 'sources', '*', 'configMap', 'name']],
  ['Secret', ['volumes', '*', 'secret', 'secretName']],
  ['Secret', ['volumes', '*', 'projected', 'sources', '*', 'secret', 'name']],
  ['Secret', ['imagePullSecrets', '*', 'name']],
  ['PersistentVolumeClaim', ['volumes', '*', 'persistentVolumeClaim', 'claimName']],
  ['ServiceAccount', ['serviceAccountName']],
  ['PriorityClass', ['priorityClassName']],
];

/** Where objects of other kinds name one. */
const ELSEWHERE: Readonly<Record<string, readonly (readonly [string, Path])[]>> = {
  StatefulSet: [['Service', ['spec', 'serviceName']], ['StorageClass', ['spec', 'volumeClaimTemplates', '*', 'spec', 'storageClassName']]],
  PersistentVolumeClaim: [['PersistentVolume', ['spec', 'volumeName']], ['StorageClass', ['spec', 'storageClassName']]],
  PersistentVolume: [['StorageClass', ['spec', 'storageClassName']]],
  ServiceAccount: [['Secret', ['imagePullSecrets', '*', 'name']], ['Secret', ['secrets', '*', 'name']]],
  Ingress: [
    ['Service', ['spec', 'rules', '*', 'http', 'paths', '*', 'backend', 'service', 'name']],
    ['Service', ['spec', 'defaultBackend', 'service', 'name']],
    ['Secret', ['spec', 'tls', '*', 'secretName']],
  ],
};

/** Makes every object call the others by their present names. k8s: kustomize nameReference */
export function followNames(objects: readonly Kustomized[]): readonly Kustomized[] {
  const moved = objects.filter(({ names }) => names.length > 1);
  if (moved.length === 0) return objects;
  const nameFor = (kind: string, name: unknown) => {
    const target = moved.find((object) => kindOf(object) === kind && object.names.includes(String(name)));
    return target === undefined ? name : nameOf(target);
  };
  return objects.map((object) => ({ ...object, value: follow(object.value, nameFor) }));
}

function follow(value: JsonRecord, nameFor: (kind: string, name: unknown) => unknown): JsonRecord {
  const kind = textAt(value, 'kind');
  const pod = podSpecPath(kind);
  const places: readonly (readonly [string, Path])[] = [
    ...(pod === undefined ? [] : IN_PODS.map(([target, path]) => [target, [...pod, ...path]] as const)),
    ...(ELSEWHERE[kind] ?? []),
  ];
  const followed = places.reduce<unknown>((result, [target, path]) => mapAt(result, path, (name) => nameFor(target, name)), value);
  return followKinds(followed, nameFor) as JsonRecord;
}

/** Fields that say beside the name which kind they mean. */
function followKinds(value: unknown, nameFor: (kind: string, name: unknown) => unknown): unknown {
  const byKind = (reference: unknown) => mapAt(reference, ['name'], (name) => nameFor(textAt(reference, 'kind'), name));
  return [['roleRef'], ['subjects', '*'], ['spec', 'scaleTargetRef']].reduce<unknown>((result, path) => mapAt(result, path, byKind), value);
}
