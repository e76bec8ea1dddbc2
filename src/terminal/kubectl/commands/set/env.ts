import type { Container, EnvVar, EnvVarSource, PodSpec } from '#engine/kinds/pod.ts';
import { decodeBase64 } from '#engine/core/base64.ts';
import { readAll } from '../../../process/waits.ts';
import type { Wait } from '../../../process/process.ts';
import { arrayFlag, boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, listFlag, OUTPUT_FLAGS, textFlag } from '../../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../../command.ts';
import { dryRunOf } from '../../dryRun.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { NO_RESOURCES } from '../../pairs.ts';
import { podTemplateOf, withPodSpec } from '../../podSpec.ts';
import { containerResource } from '../../printers/describe/containerResource.ts';
import { textAt, recordAt } from '../../printers/values.ts';
import type { Info } from '../../resources/info.ts';
import { findTargets } from '../../resources/targets.ts';
import { visit, flatten, NOTHING_GIVEN } from '../../resources/visit.ts';
import { createReport } from '../../results.ts';
import { formToChange } from '../../typedForm.ts';
import { envNameFault } from '../../envName.ts';
import { changeEach } from '../../workloadChange.ts';
import { refuseOther } from './templateOnly.ts';

const FLAGS = {
  all: boolFlag('If true, select all resources in the namespace of the specified resource types'),
  containers: textFlag('The names of containers in the selected pod templates to change - may use wildcards', { short: 'c', default: '*' }),
  ...DRY_RUN_FLAG,
  env: arrayFlag('Specify a key-value pair for an environment variable to set into each container.', { short: 'e' }),
  ...FIELD_MANAGER_FLAG('kubectl-set'),
  ...FILENAME_FLAGS('the resource to update the env'),
  from: textFlag('The name of a resource from which to inject environment variables'),
  keys: listFlag('Comma-separated list of keys to import from specified resource'),
  list: boolFlag('If true, display the environment and any changes in the standard format. this flag will removed when we have kubectl view env.'),
  local: boolFlag('If true, set env will NOT contact api-server but run locally.'),
  ...OUTPUT_FLAGS,
  overwrite: boolFlag('If true, allow environment to be overwritten, otherwise reject updates that overwrite existing environment.', { default: true }),
  prefix: textFlag('Prefix to append to variable names'),
  resolve: boolFlag('If true, show secret or configmap references when listing variables'),
  ...LABEL_SELECTOR_FLAG,
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** Variables to set, in order, and names to take away. */
interface EnvChange {
  readonly set: readonly EnvVar[];
  readonly removed: readonly string[];
}

/** k8s: kubectl set env */
export const setEnv = defineKubectl({
  path: ['set', 'env'],
  usage: 'RESOURCE/NAME KEY_1=VAL_1 ... KEY_N=VAL_N',
  short: 'Update environment variables on a pod template',
  long: 'Update environment variables on a pod template.\n\n List environment variable definitions in one or more pods, pod templates. Add, update, or remove container environment variable definitions in one or more pod templates (within replication controllers or deployment configurations). View or modify the environment variable definitions on all containers in the specified pods or pod templates, or just those that match a wildcard.\n\n If "--env -" is passed, environment variables can be read from STDIN using the standard env syntax.\n\n Possible resources include (case insensitive):\n\n  pod (po), replicationcontroller (rc), deployment (deploy), daemonset (ds), statefulset (sts), cronjob (cj), replicaset (rs)',
  examples: `# Set a variable of a set
kubectl set env sts/web MODE=prod

# List the variables of all containers
kubectl set env sts/web --list

# Take a variable away
kubectl set env sts/web MODE-

# Import all keys of a config map
kubectl set env --from=configmap/settings sts/web`,
  flags: FLAGS,
  fieldManager: 'kubectl-set',
  *run(context) {
    const { flags } = context;
    const { resources, changes } = splitEnv(context);
    const dryRun = dryRunOf(context);
    if (flags.all && flags.selector !== '') throw new KubectlError('cannot set --all and --selector at the same time');
    if (flags.list && flags.output !== '') throw new KubectlError('--list and --output may not be specified together');
    const change = yield* readChange(context, changes);
    const { infos, errors } = yield* findTargets(context, { args: resources, files: flags, isLocal: flags.local, localWithoutFile: NOTHING_GIVEN, all: flags.all, labelSelector: flags.selector });
    throwAll(errors);
    if (flags.list) return listAll(context, infos, change);
    const options = { dryRun: flags.local ? ('client' as const) : dryRun, operation: 'env updated', report: createReport(context, flags, dryRun, { isTyped: true }), failure: 'failed to patch env update to pod template' };
    throwAll(
      changeEach(context, infos, options, (info) => {
        if (podTemplateOf(info.object) === undefined) throw refuseOther(info, context.flags.local);
        return withPodSpec(formToChange(info.object, flags.local), (spec) => withEnv(context, info, spec, change));
      }),
    );
  },
});

/** k8s: envutil SplitEnvironmentFromResources */
function splitEnv(context: Context): { readonly resources: readonly string[]; readonly changes: readonly string[] } {
  const { args, flags } = context;
  const isEnv = (arg: string) => arg.includes('=') || arg.endsWith('-');
  const first = args.findIndex(isEnv);
  const resources = first < 0 ? args : args.slice(0, first);
  const changes = first < 0 ? [] : args.slice(first);
  if (!changes.every(isEnv)) throw new KubectlError(`all resources must be specified before environment changes: ${args.join(' ')}`);
  if (resources.length === 0 && flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError(NO_RESOURCES);
  return { resources, changes };
}

function* readChange(context: Context, changes: readonly string[]): Generator<Wait, EnvChange, void> {
  const set: EnvVar[] = [];
  const removed: string[] = [];
  for (const text of [...context.flags.env, ...changes]) {
    if (text === '-') {
      const lines = (yield* readAll(context.process.stdin)).split('\n').map((line) => line.trim());
      set.push(...lines.filter((line) => line !== '' && !line.startsWith('#')).map(variableOf));
    } else if (text.includes('=')) {
      set.push(variableOf(text));
    } else if (text.endsWith('-')) {
      removed.push(text.slice(0, -1));
    } else {
      throw new KubectlError(`unknown environment variable spec: ${text}`);
    }
  }
  if (context.flags.from !== '') set.push(...importVariables(context));
  return { set, removed };
}

function variableOf(text: string): EnvVar {
  const equals = text.indexOf('=');
  const name = text.slice(0, equals);
  const fault = envNameFault(name);
  if (fault !== undefined) throw new KubectlError(`"${name}" is not a valid key name: ${fault}`);
  return { name, value: text.slice(equals + 1) };
}

/** One variable for each key of a ConfigMap or Secret. */
function importVariables(context: Context): readonly EnvVar[] {
  const { flags } = context;
  const { found, errors } = visit(context, { args: [flags.from] });
  throwAll(errors);
  const [info] = flatten(found);
  if (info === undefined || (info.object.kind !== 'ConfigMap' && info.object.kind !== 'Secret')) {
    throw new KubectlError(`unsupported resource specified in --from`);
  }
  const isMeant = (key: string) => flags.keys.length === 0 || flags.keys.includes(key);
  const nameOf = (key: string) => {
    const name = key.toUpperCase().replace(/[^A-Z0-9_]/g, '_');
    if (name !== key) context.err(`Warning: key ${key} transferred to ${name}\n`);
    return flags.prefix + name;
  };
  return Object.keys(recordAt(info.object, 'data')).filter(isMeant).map((key) => ({
    name: nameOf(key),
    valueFrom: info.object.kind === 'Secret' ? { secretKeyRef: { key, name: info.name } } : { configMapKeyRef: { key, name: info.name } },
  }));
}

function isSelected(context: Context, container: Container): boolean {
  const pattern = context.flags.containers.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
  return new RegExp(`^${pattern}$`).test(container.name);
}

function withEnv(context: Context, info: Info, spec: PodSpec, change: EnvChange): PodSpec {
  const all = [...spec.containers, ...(spec.initContainers ?? [])];
  if (!all.some((container) => isSelected(context, container))) {
    context.err(`Warning: ${info.object.kind}/${info.name} does not have any containers matching "${context.flags.containers}"\n`);
    return spec;
  }
  const update = (container: Container): Container => (isSelected(context, container) ? updated(context, info, container, change) : container);
  return { ...spec, ...(spec.initContainers === undefined ? {} : { initContainers: spec.initContainers.map(update) }), containers: spec.containers.map(update) };
}

function updated(context: Context, info: Info, container: Container, { set, removed }: EnvChange): Container {
  const before = container.env ?? [];
  if (!context.flags.overwrite) refuseOverwrite(info, before, set);
  const kept = before.filter((variable) => !removed.includes(variable.name)).map((variable) => set.find((next) => next.name === variable.name) ?? variable);
  const added = set.filter((variable) => !before.some((known) => known.name === variable.name));
  const env = [...kept, ...added];
  if (env.length > 0) return { ...container, env };
  const { env: _, ...rest } = container;
  return rest;
}

function refuseOverwrite({ resource, name }: Info, before: readonly EnvVar[], set: readonly EnvVar[]): void {
  for (const variable of set) {
    const known = before.find((each) => each.name === variable.name);
    if (known !== undefined && known.value !== variable.value) throw new KubectlError(`error: ${resource.plural}/${name} '${variable.name}' already has a value (${known.value ?? ''}), and --overwrite is false`);
  }
}

function listAll(context: Context, infos: readonly Info[], change: EnvChange): void {
  for (const info of infos) {
    const spec = podTemplateOf(info.object)?.spec;
    if (spec === undefined) throw refuseOther(info, context.flags.local);
    for (const container of [...spec.containers, ...(spec.initContainers ?? [])].filter((container) => isSelected(context, container))) {
      context.out(`# ${info.object.kind} ${info.name}, container ${container.name}\n`);
      for (const variable of updated(context, info, container, change).env ?? []) context.out(`${variableText(context, info, container, variable)}\n`);
    }
  }
}

function variableText(context: Context, info: Info, container: Container, { name, value = '', valueFrom }: EnvVar): string {
  if (valueFrom === undefined) return `${name}=${value}`;
  if (!context.flags.resolve) return `# ${name} from ${sourceText(valueFrom)}`;
  return `${name}=${resolved(context, info, container, valueFrom)}`;
}

function sourceText({ fieldRef, configMapKeyRef, secretKeyRef, resourceFieldRef }: EnvVarSource): string {
  if (configMapKeyRef !== undefined) return `configmap ${configMapKeyRef.name ?? ''}, key ${configMapKeyRef.key}`;
  if (secretKeyRef !== undefined) return `secret ${secretKeyRef.name ?? ''}, key ${secretKeyRef.key}`;
  if (fieldRef !== undefined) return `field path ${fieldRef.fieldPath}`;
  if (resourceFieldRef === undefined) return 'invalid valueFrom';
  const { containerName = '', resource } = resourceFieldRef;
  return `resource field ${containerName === '' ? '' : `${containerName}/`}${resource}`;
}

function resolved(context: Context, info: Info, container: Container, { fieldRef, configMapKeyRef, secretKeyRef, resourceFieldRef }: EnvVarSource): string {
  if (fieldRef !== undefined) return textAt(info.object, ...fieldRef.fieldPath.split('.'));
  if (resourceFieldRef !== undefined) return resolvedResource(info, container, resourceFieldRef);
  const ref = configMapKeyRef ?? secretKeyRef;
  if (ref === undefined) return '';
  const object = context.api.get(configMapKeyRef === undefined ? 'Secret' : 'ConfigMap', info.namespace, ref.name ?? '');
  const value = textAt(object, 'data', ref.key);
  return secretKeyRef === undefined ? value : (decodeBase64(value) ?? '');
}

function resolvedResource({ object }: Info, container: Container, ref: NonNullable<EnvVarSource['resourceFieldRef']>): string {
  const { containers = [] } = podTemplateOf(object)?.spec ?? {};
  return containerResource(containers.find((each) => each.name === ref.containerName) ?? container, ref);
}
