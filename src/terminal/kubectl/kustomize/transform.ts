import { isRecord, listAt, recordAt, textAt, valueAt, type JsonRecord } from '../printers/values.ts';
import { kindOf, nameOf, renamed, type Kustomized } from './kustomized.ts';
import { mapAt, type Path } from './paths.ts';
import { podSpecPath, templatePath } from './workloads.ts';

/** Is a kind kept in namespaces? */
export type IsNamespaced = (apiVersion: string, kind: string) => boolean;

/** What a kustomization changes in all objects of its own and of what it builds on. */
export function transform(fields: JsonRecord, objects: readonly Kustomized[], isNamespaced: IsNamespaced): readonly Kustomized[] {
  return objects
    .map((object) => inNamespace(object, textAt(fields, 'namespace'), isNamespaced))
    .map((object) => withAffixes(object, textAt(fields, 'namePrefix'), textAt(fields, 'nameSuffix')))
    .map((object) => withLabels(object, fields))
    .map((object) => withAnnotations(object, recordAt(fields, 'commonAnnotations')))
    .map((object) => changed(object, (value) => withImages(value, listAt(fields, 'images'))))
    .map((object) => withReplicas(object, listAt(fields, 'replicas')));
}

function changed(object: Kustomized, change: (value: JsonRecord) => unknown): Kustomized {
  return { ...object, value: change(object.value) as JsonRecord };
}

function inNamespace(object: Kustomized, namespace: string, isNamespaced: IsNamespaced): Kustomized {
  if (namespace === '') return object;
  if (kindOf(object) === 'Namespace') return renamed(object, namespace);
  const isOwn = isNamespaced(textAt(object.value, 'apiVersion'), kindOf(object));
  const placed = isOwn ? changed(object, (value) => mapAt(value, ['metadata', 'namespace'], () => namespace, { create: true })) : object;
  if (!kindOf(object).endsWith('RoleBinding')) return placed;
  return changed(placed, (value) => mapAt(value, ['subjects', '*'], (subject) => (textAt(subject, 'kind') === 'ServiceAccount' && isRecord(subject) ? { ...subject, namespace } : subject)));
}

/** Namespaces and the like keep their names. */
function withAffixes(object: Kustomized, prefix: string, suffix: string): Kustomized {
  if (['Namespace', 'CustomResourceDefinition', 'APIService'].includes(kindOf(object))) return object;
  return renamed(object, `${prefix}${nameOf(object)}${suffix}`);
}

function withLabels(object: Kustomized, fields: JsonRecord): Kustomized {
  const common = recordAt(fields, 'commonLabels');
  const groups = [
    ...(Object.keys(common).length === 0 ? [] : [{ pairs: common, selectors: true, templates: true }]),
    ...listAt(fields, 'labels').map((group) => {
      const selectors = valueAt(group, 'includeSelectors') === true;
      return { pairs: recordAt(group, 'pairs'), selectors, templates: selectors || valueAt(group, 'includeTemplates') === true };
    }),
  ];
  return groups.reduce((current, { pairs, selectors, templates }) => {
    const paths = [['metadata', 'labels'], ...(templates ? templateLabelPaths(current) : []), ...(selectors ? selectorPaths(current) : [])];
    return changed(current, (value) => paths.reduce<unknown>((result, path) => addPairs(result, path, pairs), value));
  }, object);
}

function addPairs(value: unknown, path: Path, pairs: JsonRecord): unknown {
  return mapAt(value, path, (found) => ({ ...(isRecord(found) ? found : {}), ...pairs }), { create: true });
}

function templateLabelPaths(object: Kustomized): readonly Path[] {
  const template = templatePath(kindOf(object));
  const claims = listAt(object.value, 'spec', 'volumeClaimTemplates').length === 0 ? [] : [['spec', 'volumeClaimTemplates', '*', 'metadata', 'labels']];
  return [...(template === undefined ? [] : [[...template, 'metadata', 'labels']]), ...claims];
}

function selectorPaths(object: Kustomized): readonly Path[] {
  const kind = kindOf(object);
  if (kind === 'Service') return recordAt(object.value, 'spec', 'selector') === undefined || Object.keys(recordAt(object.value, 'spec', 'selector')).length === 0 ? [] : [['spec', 'selector']];
  if (kind === 'ReplicationController') return [['spec', 'selector']];
  if (['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].includes(kind)) return [['spec', 'selector', 'matchLabels']];
  const isGiven = valueAt(object.value, 'spec', 'selector', 'matchLabels') !== undefined;
  return isGiven && ['Job', 'PodDisruptionBudget', 'PersistentVolumeClaim'].includes(kind) ? [['spec', 'selector', 'matchLabels']] : [];
}

function withAnnotations(object: Kustomized, pairs: JsonRecord): Kustomized {
  if (Object.keys(pairs).length === 0) return object;
  const template = templatePath(kindOf(object));
  const paths: readonly Path[] = [['metadata', 'annotations'], ...(template === undefined ? [] : [[...template, 'metadata', 'annotations']])];
  return changed(object, (value) => paths.reduce<unknown>((result, path) => addPairs(result, path, pairs), value));
}

function withImages(value: JsonRecord, images: readonly unknown[]): unknown {
  const spec = podSpecPath(textAt(value, 'kind'));
  if (spec === undefined || images.length === 0) return value;
  return ['containers', 'initContainers'].reduce<unknown>(
    (result, list) => mapAt(result, [...spec, list, '*', 'image'], (image) => (typeof image === 'string' ? images.reduce<string>(imageFor, image) : image)),
    value,
  );
}

/** `{name: nginx, newName: registry/nginx, newTag: 1.26}` for images of that name. */
function imageFor(image: string, change: unknown): string {
  const { name, tag, digest } = imageParts(image);
  if (name !== textAt(change, 'name')) return image;
  const newName = textAt(change, 'newName');
  const [newTag, newDigest] = [valueAt(change, 'newTag'), textAt(change, 'digest')];
  const base = newName === '' ? name : newName;
  if (newDigest !== '') return `${base}@${newDigest}`;
  if (newTag !== undefined) return `${base}:${String(newTag)}`;
  return `${base}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
}

function imageParts(image: string): { readonly name: string; readonly tag: string; readonly digest: string } {
  const [rest = '', digest = ''] = image.split('@');
  const colon = rest.lastIndexOf(':');
  const hasTag = colon > rest.lastIndexOf('/');
  return { name: hasTag ? rest.slice(0, colon) : rest, tag: hasTag ? rest.slice(colon + 1) : '', digest };
}

function withReplicas(object: Kustomized, replicas: readonly unknown[]): Kustomized {
  if (!['Deployment', 'StatefulSet', 'ReplicaSet', 'ReplicationController'].includes(kindOf(object))) return object;
  const wanted = replicas.find((entry) => object.names.includes(textAt(entry, 'name')));
  return wanted === undefined ? object : changed(object, (value) => mapAt(value, ['spec', 'replicas'], () => valueAt(wanted, 'count'), { create: true }));
}
