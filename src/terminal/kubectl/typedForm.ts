import { decodeJson } from '#engine/api/decode.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { Container, PodSpec } from '#engine/kinds/pod.ts';
import { schemaOf } from '#engine/kinds/schemaOf.ts';
import { KubectlError } from './errors.ts';
import { podTemplateOf, withPodSpec } from './podSpec.ts';
import { isRecord, type JsonRecord } from './printers/values.ts';

/** What Go's structs of a kind write even where nothing was said. */
const ALWAYS: Readonly<Record<string, JsonRecord>> = {
  CronJob: { status: {} },
  DaemonSet: { spec: { updateStrategy: {} }, status: { currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0 } },
  Deployment: { spec: { strategy: {} }, status: {} },
  Job: { status: {} },
  Pod: { status: {} },
  ReplicaSet: { status: { replicas: 0 } },
  ReplicationController: { status: { replicas: 0 } },
  Service: { status: { loadBalancer: {} } },
  StatefulSet: { spec: { updateStrategy: {} }, status: { availableReplicas: 0, replicas: 0 } },
};

/**
 * An object as it comes out of Go's typed structs, which some commands take it through: without unknown fields, and with
 * those that are never left out. Throws when a value has the wrong type.
 */
export function typedForm(object: KubeObject): KubeObject {
  const { kind, apiVersion } = object;
  const schema = schemaOf(kind);
  if (Object.keys(schema.fields).length === 0) throw new KubectlError(`no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/scheme/scheme.go:28"`);
  const decoded = decodeJson({ kind, schema }, object);
  if (typeof decoded === 'string') throw new KubectlError(decoded);
  const filled = filledIn(decoded.object as unknown as JsonRecord, ALWAYS[kind] ?? {}) as unknown as KubeObject;
  return withTypedParts(podTemplateOf(filled) === undefined ? filled : withPodSpec(filled, withResources));
}

/** What `kubectl set` changes: the object of the server as it is, and with `--local` that of a file as Go's structs hold it. */
export function formToChange(object: KubeObject, isLocal: boolean): KubeObject {
  return isLocal ? typedForm(object) : object;
}

/** The second where the first says nothing. */
function filledIn(value: JsonRecord, always: JsonRecord): JsonRecord {
  const added = Object.entries(always).map(([key, inner]) => {
    const own = value[key];
    return [key, isRecord(own) && isRecord(inner) ? filledIn(own, inner) : (own ?? inner)] as const;
  });
  return { ...value, ...Object.fromEntries(added) };
}

function withResources(spec: PodSpec): PodSpec {
  const typed = (container: Container): Container => ({ ...container, resources: container.resources ?? {} });
  return { ...spec, containers: spec.containers.map(typed), ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(typed) }) };
}

/** Lists whose items have such fields too. */
function withTypedParts(object: KubeObject): KubeObject {
  const spec = (object as unknown as JsonRecord)['spec'];
  if (!isRecord(spec)) return object;
  const each = (key: string, always: JsonRecord) => {
    const list = spec[key];
    return Array.isArray(list) ? { [key]: list.map((item: unknown) => (isRecord(item) ? filledIn(item, always) : item)) } : {};
  };
  const parts = object.kind === 'Service' ? each('ports', { targetPort: 0 }) : each('volumeClaimTemplates', { spec: { resources: {} }, status: {} });
  return { ...object, spec: { ...spec, ...parts } } as KubeObject;
}
