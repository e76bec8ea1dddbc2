import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { readDocuments } from '../manifests/documents.ts';
import { isRecord, type JsonRecord } from '../printers/values.ts';

const FILE_NAMES = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

const FIELDS = new Set([
  'apiVersion', 'kind', 'metadata', 'resources', 'bases', 'components', 'namePrefix', 'nameSuffix', 'namespace', 'commonLabels', 'labels', 'commonAnnotations',
  'images', 'replicas', 'configMapGenerator', 'secretGenerator', 'generatorOptions', 'patches', 'patchesStrategicMerge', 'patchesJson6902', 'sortOptions',
  'buildMetadata', 'configurations', 'crds', 'generators', 'transformers', 'validators', 'helmCharts', 'helmGlobals', 'openapi', 'replacements', 'vars',
]);

/** Fields of old and what to write instead. */
const DEPRECATED: Readonly<Record<string, string>> = { bases: 'resources', commonLabels: 'labels', patchesJson6902: 'patches', patchesStrategicMerge: 'patches', vars: 'replacements' };

/** A directory's kustomization. */
export interface Kustomization {
  /** The directory, absolute. */
  readonly directory: string;
  readonly fields: JsonRecord;
}

/** Reads the kustomization of a directory; undefined when it has none. */
export function readKustomization(context: KubectlContext, directory: string): Kustomization | undefined {
  const { files } = context.process.machine;
  const name = FILE_NAMES.find((file) => files.exists(`${directory}/${file}`));
  if (name === undefined) return undefined;
  const { values, problem } = readDocuments(files.read(`${directory}/${name}`));
  if (problem !== undefined) throw new KubectlError(`invalid Kustomization: ${problem.replace('error converting YAML to JSON: ', '')}`);
  const [fields] = values;
  if (fields === undefined) throw new KubectlError('kustomization.yaml is empty');
  if (!isRecord(fields)) throw new KubectlError('invalid Kustomization: json: cannot unmarshal into Go value of type types.Kustomization');
  const unknown = Object.keys(fields).find((field) => !FIELDS.has(field));
  if (unknown !== undefined) throw new KubectlError(`invalid Kustomization: json: unknown field "${unknown}"`);
  for (const [field, instead] of Object.entries(DEPRECATED)) {
    if (fields[field] !== undefined) context.err(`# Warning: '${field}' is deprecated. Please use '${instead}' instead. Run 'kustomize edit fix' to update your Kustomization automatically.\n`);
  }
  return { directory, fields };
}
