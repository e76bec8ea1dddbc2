import { encodeBase64 } from '#engine/core/base64.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { isRecord, listAt, recordAt, textAt, valueAt, type JsonRecord } from '../printers/values.ts';
import { kindOf, kustomized, type Kustomized } from './kustomized.ts';
import type { Kustomization } from './kustomization.ts';

/** Adds the ConfigMaps and Secrets that a kustomization generates, or merges them into those that its resources brought. */
export function generate(context: KubectlContext, kustomization: Kustomization, objects: readonly Kustomized[]): readonly Kustomized[] {
  const { fields } = kustomization;
  const generators = [
    ...listAt(fields, 'configMapGenerator').map((generator) => ({ generator, kind: 'ConfigMap' as const })),
    ...listAt(fields, 'secretGenerator').map((generator) => ({ generator, kind: 'Secret' as const })),
  ];
  let result = objects;
  for (const { generator, kind } of generators) {
    const object = generated(context, kustomization, generator, kind);
    const behavior = textAt(generator, 'behavior');
    result = behavior === 'merge' || behavior === 'replace' ? mergedInto(result, object, behavior) : [...result, object];
  }
  return result;
}

function generated(context: KubectlContext, kustomization: Kustomization, generator: unknown, kind: 'ConfigMap' | 'Secret'): Kustomized {
  const common = recordAt(kustomization.fields, 'generatorOptions');
  const own = recordAt(generator, 'options');
  const option = (name: string) => own[name] ?? common[name];
  const pairs = (name: string) => ({ ...recordAt(common, name), ...recordAt(own, name) });
  const data = sourcesOf(context, kustomization.directory, generator, kind);
  const stored = kind === 'Secret' ? Object.fromEntries(Object.entries(data).map(([key, text]) => [key, encodeBase64(text)])) : data;
  const namespace = textAt(generator, 'namespace');
  const [labels, annotations] = [pairs('labels'), pairs('annotations')];
  const type = textAt(generator, 'type');
  const value: JsonRecord = {
    apiVersion: 'v1',
    kind,
    metadata: {
      name: textAt(generator, 'name'),
      ...(namespace === '' ? {} : { namespace }),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    ...(Object.keys(stored).length === 0 ? {} : { data: stored }),
    ...(kind === 'Secret' ? { type: type === '' ? 'Opaque' : type } : {}),
    ...(option('immutable') === true ? { immutable: true } : {}),
  };
  return kustomized(value, option('disableNameSuffixHash') !== true);
}

function sourcesOf(context: KubectlContext, directory: string, generator: unknown, kind: string): Readonly<Record<string, string>> {
  const data: Record<string, string> = {};
  const add = (key: string, value: string) => {
    if (data[key] !== undefined) throw new KubectlError(`configmap ${textAt(generator, 'name')} illegally repeats the key \`${key}\``);
    data[key] = value;
  };
  const envs = [...listAt(generator, 'envs'), ...(valueAt(generator, 'env') === undefined ? [] : [valueAt(generator, 'env')])];
  for (const file of envs) for (const [key, value] of envPairs(readFile(context, directory, String(file), kind))) add(key, value);
  for (const file of listAt(generator, 'files')) addFile(context, directory, String(file), kind, add);
  for (const literal of listAt(generator, 'literals')) {
    const text = String(literal);
    const equals = text.indexOf('=');
    if (equals <= 0) throw new KubectlError(`loading KV pairs: literal source ${text}: literal values must be of the form 'key=value'`);
    add(text.slice(0, equals), unquoted(text.slice(equals + 1)));
  }
  return data;
}

function addFile(context: KubectlContext, directory: string, source: string, kind: string, add: (key: string, value: string) => void): void {
  const equals = source.indexOf('=');
  const path = source.slice(equals + 1);
  add(equals < 0 ? path.slice(path.lastIndexOf('/') + 1) : source.slice(0, equals), readFile(context, directory, path, kind));
}

function readFile(context: KubectlContext, directory: string, name: string, kind: string): string {
  const { files } = context.process.machine;
  const path = files.resolve(directory, name);
  if (!files.exists(path)) throw new KubectlError(`loading KV pairs: ${kind === 'Secret' ? 'file' : 'file'} sources: [${name}]: evalsymlink failure on '${path}' : lstat ${path}: no such file or directory`);
  return files.read(path);
}

function envPairs(text: string): readonly (readonly [string, string])[] {
  const lines = text.split('\n').map((line) => line.replace(/^\s+/, '')).filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => [line.split('=')[0] ?? '', line.includes('=') ? line.slice(line.indexOf('=') + 1) : '']);
}

function unquoted(text: string): string {
  return text.length >= 2 && /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

function mergedInto(objects: readonly Kustomized[], added: Kustomized, behavior: 'merge' | 'replace'): readonly Kustomized[] {
  const [name = ''] = added.names;
  const target = objects.find((object) => kindOf(object) === kindOf(added) && object.names.includes(name));
  if (target === undefined) throw new KubectlError(`merging from generator: id resid.ResId{${kindOf(added)} ${name}} does not exist; cannot merge or replace`);
  const before = isRecord(target.value['data']) ? target.value['data'] : {};
  const data = { ...(behavior === 'merge' ? before : {}), ...recordAt(added.value, 'data') };
  return objects.map((object) => (object === target ? { ...target, value: { ...target.value, data }, wantsDigest: added.wantsDigest } : object));
}
