import type { Container, EnvVar, KeySelector } from '../kinds/pod.ts';
import type { ConfigMap } from '../kinds/configMap.ts';
import type { Secret } from '../kinds/secret.ts';
import type { Service } from '../kinds/service.ts';
import type { ObjectKey } from '../kinds/object.ts';
import { decodeBase64 } from '../core/base64.ts';
import { fieldValue, resourceValue, type PodFacts } from './fieldRef.ts';

export type Environment = Readonly<Record<string, string>>;

/** A container that cannot be made: `CreateContainerConfigError` with this message. */
export interface ConfigError {
  readonly message: string;
  readonly missing?: ObjectKey;
}

export interface EnvironmentSources {
  readonly facts: PodFacts;
  readonly configMap: (name: string) => ConfigMap | undefined;
  readonly secret: (name: string) => Secret | undefined;
  /** Variables of the Services that exist now. */
  readonly services: Environment;
}

type Result<T> = { readonly value: T } | { readonly error: ConfigError };

/** The variables that the pod gives a container, on top of its image's. k8s: kubelet makeEnvironmentVariables */
export function environmentOf(container: Container, sources: EnvironmentSources): Result<Environment> {
  const env: Record<string, string> = {};
  for (const source of container.envFrom ?? []) {
    const read = readEnvFrom(source, sources);
    if ('error' in read) return read;
    for (const [key, value] of Object.entries(read.value)) env[`${source.prefix ?? ''}${key}`] = value;
  }
  const isKnown = (name: string) => env[name] ?? sources.services[name];
  for (const variable of container.env ?? []) {
    const read = readVariable(variable, container, sources, isKnown);
    if ('error' in read) return read;
    if (read.value !== undefined) env[variable.name] = read.value;
  }
  return { value: { ...sources.services, ...env } };
}

function readEnvFrom(source: NonNullable<Container['envFrom']>[number], sources: EnvironmentSources): Result<Environment> {
  const { configMapRef, secretRef } = source;
  if (configMapRef !== undefined) {
    const name = configMapRef.name ?? '';
    const found = sources.configMap(name);
    if (found !== undefined) return { value: found.data ?? {} };
    return configMapRef.optional === true ? { value: {} } : missingObject('ConfigMap', sources, name);
  }
  if (secretRef !== undefined) {
    const name = secretRef.name ?? '';
    const found = sources.secret(name);
    if (found !== undefined) return { value: secretTexts(found) };
    return secretRef.optional === true ? { value: {} } : missingObject('Secret', sources, name);
  }
  return { value: {} };
}

function readVariable(variable: EnvVar, container: Container, sources: EnvironmentSources, known: (name: string) => string | undefined): Result<string | undefined> {
  const { valueFrom } = variable;
  if (valueFrom === undefined) return { value: expand(variable.value ?? '', known) };
  if (valueFrom.fieldRef !== undefined) return { value: fieldValue(sources.facts, valueFrom.fieldRef.fieldPath) ?? '' };
  if (valueFrom.resourceFieldRef !== undefined) return { value: resourceValue(sources.facts, container, valueFrom.resourceFieldRef) ?? '' };
  if (valueFrom.configMapKeyRef !== undefined) return readKey('ConfigMap', valueFrom.configMapKeyRef, sources);
  if (valueFrom.secretKeyRef !== undefined) return readKey('Secret', valueFrom.secretKeyRef, sources);
  return { value: '' };
}

function readKey(kind: 'ConfigMap' | 'Secret', { name = '', key, optional = false }: KeySelector, sources: EnvironmentSources): Result<string | undefined> {
  const object = kind === 'ConfigMap' ? sources.configMap(name) : sources.secret(name);
  if (object === undefined) return optional ? { value: undefined } : missingObject(kind, sources, name);
  const value = (kind === 'ConfigMap' ? object.data : secretTexts(object))?.[key];
  if (value !== undefined) return { value };
  if (optional) return { value: undefined };
  return { error: { message: `couldn't find key ${key} in ${kind} ${sources.facts.pod.metadata.namespace ?? ''}/${name}` } };
}

function missingObject(kind: 'ConfigMap' | 'Secret', { facts }: EnvironmentSources, name: string): { readonly error: ConfigError } {
  const { namespace } = facts.pod.metadata;
  return { error: { message: `${kind.toLowerCase()} "${name}" not found`, missing: { kind, ...(namespace === undefined ? {} : { namespace }), name } } };
}

/** The values of a Secret as text. */
export function secretTexts({ data = {} }: Secret): Environment {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, decodeBase64(value) ?? '']));
}

/** `$(NAME)` by its value, `$$` by `$`; a name that is not known stays as it is. k8s: expansion.Expand */
export function expand(text: string, known: (name: string) => string | undefined): string {
  if (!text.includes('$')) return text;
  return text.replace(/\$\$|\$\(([^)]*)\)/g, (all, name: string | undefined) => {
    if (name === undefined) return '$';
    return known(name) ?? all;
  });
}

/** The variables that tell of Services: those of the pod's namespace, and the API server's. k8s: envvars.FromServices */
export function serviceEnvironment(services: readonly Service[]): Environment {
  const env: Record<string, string> = {};
  for (const { metadata, spec } of services) {
    const { clusterIP } = spec;
    const [first] = spec.ports ?? [];
    if (clusterIP === undefined || clusterIP === '' || clusterIP === 'None' || first === undefined) continue;
    const name = metadata.name.toUpperCase().replaceAll('-', '_');
    env[`${name}_SERVICE_HOST`] = clusterIP;
    env[`${name}_SERVICE_PORT`] = String(first.port);
    for (const port of spec.ports ?? []) {
      if (port.name !== undefined && port.name !== '') env[`${name}_SERVICE_PORT_${port.name.toUpperCase().replaceAll('-', '_')}`] = String(port.port);
    }
    env[`${name}_PORT`] = `${(first.protocol ?? 'TCP').toLowerCase()}://${clusterIP}:${first.port}`;
    for (const port of spec.ports ?? []) {
      const protocol = port.protocol ?? 'TCP';
      const prefix = `${name}_PORT_${port.port}_${protocol}`;
      env[prefix] = `${protocol.toLowerCase()}://${clusterIP}:${port.port}`;
      env[`${prefix}_PROTO`] = protocol.toLowerCase();
      env[`${prefix}_PORT`] = String(port.port);
      env[`${prefix}_ADDR`] = clusterIP;
    }
  }
  return env;
}
