import type { Kind } from '../kinds/kind.ts';
import type { KubeObject, LabelSelector, Labels } from '../kinds/object.ts';
import type { WriteOptions } from './api.ts';
import type { Writer } from './createObject.ts';
import type { FieldLedger } from './fields/ledger.ts';
import { labelSelectorText } from './selectors.ts';
import { invalid, noSuchPath } from './status.ts';
import { updateObject } from './updateObject.ts';

/** autoscaling/v1 Scale: the size of a workload, as the scale subresource shows it. */
export interface Scale extends KubeObject {
  readonly spec: { readonly replicas?: number };
  readonly status: { readonly replicas: number; readonly selector?: string };
}

interface Scalable extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly selector?: LabelSelector | Labels };
  readonly status?: { readonly replicas?: number };
}

/** The scale of an object, with those who manage its replicas. Throws 404 for kinds that have none. */
export function managedScaleOf(kind: Kind, object: KubeObject, fields: FieldLedger): Scale {
  const scale = scaleOf(kind, object);
  const entries = fields.entries(kind, object.metadata.uid).filter(({ fieldsV1 }) => fieldsV1['f:spec']?.['f:replicas'] !== undefined);
  if (entries.length === 0) return scale;
  const managedFields = entries.map(({ manager, operation, time, fieldsType }) => ({
    manager,
    operation,
    apiVersion: 'autoscaling/v1',
    time,
    fieldsType,
    fieldsV1: { 'f:spec': { 'f:replicas': {} } },
  }));
  return { ...scale, metadata: { ...scale.metadata, managedFields } };
}

/** The scale of an object. Throws 404 for kinds that have none. */
export function scaleOf(kind: Kind, object: KubeObject): Scale {
  if (!kind.hasScale) throw noSuchPath();
  const { metadata, spec, status } = object as Scalable;
  const { name, namespace, uid, resourceVersion, creationTimestamp } = metadata;
  return {
    apiVersion: 'autoscaling/v1',
    kind: 'Scale',
    metadata: { name, ...(namespace === undefined ? {} : { namespace }), uid, resourceVersion, creationTimestamp },
    spec: { replicas: spec.replicas ?? 0 },
    status: { replicas: status?.replicas ?? 0, ...selectorPart(spec.selector) },
  };
}

function selectorPart(selector: LabelSelector | Labels | undefined): { readonly selector?: string } {
  if (selector === undefined) return {};
  const isLabelSelector = 'matchLabels' in selector || 'matchExpressions' in selector;
  return { selector: labelSelectorText(isLabelSelector ? (selector as LabelSelector) : { matchLabels: selector as Labels }) };
}

/** Writes spec.replicas of a scale into its object, and returns that object. k8s: registry ScaleREST */
export function updateScale(writer: Writer, kind: Kind, stored: KubeObject, scale: Scale, options: WriteOptions): KubeObject {
  if (!kind.hasScale) throw noSuchPath();
  const replicas = scale.spec.replicas ?? 0;
  if (replicas < 0) {
    const message = `Invalid value: ${replicas}: must be greater than or equal to 0`;
    throw invalid({ group: 'autoscaling', kind: 'Scale' }, scale.metadata.name, [{ field: 'spec.replicas', reason: 'FieldValueInvalid', message }]);
  }
  const { resourceVersion } = scale.metadata;
  const sent = { ...stored, metadata: { ...stored.metadata, resourceVersion }, spec: { ...(stored as Scalable).spec, replicas } };
  return updateObject(writer, kind, sent, withoutSubresource(options), 'scale');
}

/** Seen from the object, a scaling is a plain update. */
function withoutSubresource({ subresource: _subresource, ...rest }: WriteOptions): WriteOptions {
  return rest;
}
