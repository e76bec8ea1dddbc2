import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { exampleAt } from '../examples/index.ts';
import { flattenList, readDocuments } from '../manifests/documents.ts';
import { formatYaml } from '../printers/yaml.ts';
import { isRecord, listAt, textAt, type JsonRecord } from '../printers/values.ts';
import { apiVersion } from '../resources/discovery.ts';
import { contentDigest } from './digest.ts';
import { generate } from './generators.ts';
import { idText, kustomized, nameOf, renamed, type Kustomized } from './kustomized.ts';
import { readKustomization, type Kustomization } from './kustomization.ts';
import { inLegacyOrder } from './order.ts';
import { patched } from './patches.ts';
import { followNames } from './references.ts';
import { transform, type IsNamespaced } from './transform.ts';

/**
 * Builds the kustomization of a directory: one text with its objects. k8s: kustomize build
 * simplified: replacements, vars, components, plugins and Helm charts are read and left alone.
 */
export function buildKustomization(context: KubectlContext, directory: string): string {
  const { machine, cwd } = context.process;
  const path = machine.files.resolve(cwd, directory);
  if (!machine.files.exists(path)) throw new KubectlError(`must build at directory: not a valid directory: evalsymlink failure on '${directory}' : lstat ${path}: no such file or directory`);
  if (!machine.files.isDirectory(path)) throw new KubectlError(`must build at directory: '${directory}': file is not directory`);
  const kustomization = readKustomization(context, path);
  if (kustomization === undefined) throw new KubectlError(missingText(path));
  const objects = followNames(accumulate(context, kustomization)).map(withDigest);
  const ordered = textAt(kustomization.fields, 'sortOptions', 'order') === 'fifo' ? followNames(objects) : inLegacyOrder(followNames(objects));
  return ordered.map(({ value }) => formatYaml(value)).join('---\n');
}

function missingText(path: string): string {
  return `unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${path}'`;
}

/** Its name is no part of what is digested here; `create --append-hash` counts it in. */
function withDigest(object: Kustomized): Kustomized {
  return object.wantsDigest ? renamed(object, `${nameOf(object)}-${contentDigest({ ...object.value, metadata: {} })}`) : object;
}

function accumulate(context: KubectlContext, kustomization: Kustomization): readonly Kustomized[] {
  const { fields } = kustomization;
  const names = [...listAt(fields, 'resources'), ...listAt(fields, 'bases')].map(String);
  const own = names.reduce<readonly Kustomized[]>((objects, name) => joined(objects, resourcesOf(context, kustomization, name), name), []);
  const all = patched(context, kustomization, generate(context, kustomization, own));
  if (all.length === 0 && names.length === 0 && !['configMapGenerator', 'secretGenerator'].some((field) => fields[field] !== undefined)) throw new KubectlError('kustomization.yaml is empty');
  return transform(fields, all, namespacedIn(context));
}

/** Two objects of the same kind and name are a mistake. */
function joined(objects: readonly Kustomized[], added: readonly Kustomized[], source: string): readonly Kustomized[] {
  const known = new Set(objects.map(({ value }) => idText(value)));
  const twin = added.find(({ value }) => known.has(idText(value)));
  if (twin !== undefined) throw new KubectlError(`accumulating resources: accumulation err='merging resources from '${source}': may not add resource with an already registered id: ${idText(twin.value)}': must build at directory: '${source}': file is not directory`);
  return [...objects, ...added];
}

function resourcesOf(context: KubectlContext, { directory }: Kustomization, name: string): readonly Kustomized[] {
  const { files } = context.process.machine;
  if (/^https?:\/\//.test(name)) return objectsIn(remoteText(name), name);
  const path = files.resolve(directory, name);
  if (!files.exists(path)) {
    throw new KubectlError(`accumulating resources: accumulation err='accumulating resources from '${name}': open ${path}: no such file or directory': must build at directory: not a valid directory: evalsymlink failure on '${path}' : lstat ${path}: no such file or directory`);
  }
  if (!files.isDirectory(path)) return objectsIn(files.read(path), path);
  const base = readKustomization(context, path);
  if (base === undefined) throw new KubectlError(`accumulating resources: accumulation err='accumulating resources from '${name}': read ${path}: is a directory': couldn't make target for path '${path}': ${missingText(path)}`);
  return accumulate(context, base);
}

function remoteText(url: string): string {
  const text = exampleAt(url);
  if (text === undefined) throw new KubectlError(`accumulating resources: accumulation err='accumulating resources from '${url}': URL is a git repository': failed to run '/usr/bin/git fetch --depth=1 ${url} HEAD': exit status 128`);
  return text;
}

function objectsIn(text: string, source: string): readonly Kustomized[] {
  const { values, problem } = readDocuments(text);
  if (problem !== undefined) throw new KubectlError(`accumulating resources: accumulation err='accumulating resources from '${source}': MalformedYAMLError: ${problem.replace('error converting YAML to JSON: ', '')} in File: ${source}'`);
  return values.filter(isRecord).flatMap(flattenList).map((value: JsonRecord) => kustomized(value));
}

function namespacedIn(context: KubectlContext): IsNamespaced {
  return (version, kind) => context.discovery.all.find((resource) => resource.kind === kind && apiVersion(resource) === version)?.namespaced ?? true;
}
