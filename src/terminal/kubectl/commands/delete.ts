import { isApiError } from '#engine/api/errors.ts';
import type { DeleteOptions } from '#engine/api/api.ts';
import { notFound } from '#engine/api/status.ts';
import { forEachLine } from '../../process/waits.ts';
import type { Wait } from '../../process/process.ts';
import { cascadeOf, type Propagation } from '../cascade.ts';
import { ALL_NAMESPACES_FLAG, boolFlag, DRY_RUN_FLAG, durationFlag, FIELD_SELECTOR_FLAG, FILENAME_FLAGS, intFlag, LABEL_SELECTOR_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf, dryRunSuffix, type DryRun } from '../dryRun.ts';
import { KubectlError, throwAll, withSource } from '../errors.ts';
import { readManifests } from '../manifests/manifests.ts';
import { matchesSelector } from '../manifests/selected.ts';
import { groupKind, type Resource } from '../resources/discovery.ts';
import { isKept, keyOf } from '../resources/info.ts';
import { resolveRequest, shapeOf } from '../resources/requests.ts';
import { waitUntilGone, type Gone } from '../resources/waitUntilGone.ts';
import { flatten, visit } from '../resources/visit.ts';

const FLAGS = {
  all: boolFlag('Delete all resources, in the namespace of the specified resource types.'),
  ...ALL_NAMESPACES_FLAG,
  cascade: textFlag('Must be "background", "orphan", or "foreground". Selects the deletion cascading strategy for the dependents (e.g. Pods created by a ReplicationController). Defaults to background.', { default: 'background', alone: 'background' }),
  ...DRY_RUN_FLAG,
  ...FIELD_SELECTOR_FLAG,
  ...FILENAME_FLAGS('containing the resource to delete.'),
  force: boolFlag('If true, immediately remove resources from API and bypass graceful deletion. Note that immediate deletion of some resources may result in inconsistency or data loss and requires confirmation.'),
  'grace-period': intFlag('Period of time in seconds given to the resource to terminate gracefully. Ignored if negative. Set to 1 for immediate shutdown. Can only be set to 0 when --force is true (force deletion).', -1),
  'ignore-not-found': boolFlag('Treat "resource not found" as a successful delete. Defaults to "true" when --all is specified.'),
  interactive: boolFlag('If true, delete resource only when user confirms.', { short: 'i' }),
  now: boolFlag('If true, resources are signaled for immediate shutdown (same as --grace-period=1).'),
  output: textFlag('Output mode. Use "-o name" for shorter output (resource/name).', { short: 'o' }),
  raw: textFlag('Raw URI to DELETE to the server.  Uses the transport specified by the kubeconfig file.'),
  ...LABEL_SELECTOR_FLAG,
  timeout: durationFlag('The length of time to wait before giving up on a delete, zero means determine a timeout from the size of the object', 0),
  wait: boolFlag('If true, wait for resources to be gone before returning. This waits for finalizers.', { default: true }),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** One object to delete. Named ones are not looked up beforehand. */
interface Target {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly source?: string;
}

/** k8s: kubectl delete */
export const deleteCommand = defineKubectl({
  path: ['delete'],
  usage: '([-f FILENAME] | [-k DIRECTORY] | TYPE [(NAME | -l label | --all)])',
  short: 'Delete resources by file names, stdin, resources and names, or by resources and label selector',
  long: 'Delete resources by file names, stdin, resources and names, or by resources and label selector.\n\n JSON and YAML formats are accepted. Only one type of argument may be specified: file names, resources and names, or resources and label selector.\n\n Some resources, such as pods, support graceful deletion. These resources define a default period before they are forcibly terminated (the grace period) but you may override that value with the --grace-period flag, or pass --now to set a grace-period of 1.',
  examples: `# Delete the objects of a file
kubectl delete -f ./web.yaml

# Delete pods and services by name
kubectl delete pod,service web-0 web

# Delete what a label picks
kubectl delete pods,services -l app=web

# Delete a pod with minimal delay
kubectl delete pod web-0 --now

# Force delete a pod on a dead node
kubectl delete pod web-0 --force

# Delete a set and keep its pods
kubectl delete sts web --cascade=orphan`,
  flags: FLAGS,
  interrupt: 'fail',
  *run(context) {
    const { flags } = context;
    const plan = planOf(context);
    const { targets, errors } = yield* find(context);
    if (plan.isForced) context.err('Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated. The resource may continue to run on the cluster indefinitely.\n');
    warnOfScope(context, targets);
    if (flags.interactive && targets.length > 0 && !(yield* confirm(context, targets))) return;
    const failures: unknown[] = [...errors];
    const gone = deleteAll(context, targets, plan, failures);
    if (targets.length === 0 && failures.length === 0) context.out('No resources found\n');
    if (plan.dryRun === 'none' && flags.wait) yield* waitUntilGone(context, gone, flags.timeout === 0 ? undefined : flags.timeout, failures);
    throwAll(failures);
  },
});

interface Plan {
  readonly dryRun: DryRun;
  readonly propagation: Propagation;
  readonly graceSeconds: number;
  readonly isForced: boolean;
  readonly ignoresNotFound: boolean;
}

function planOf(context: Context): Plan {
  const { flags, given } = context;
  const propagation = cascadeOf(context, flags.cascade);
  const dryRun = dryRunOf(context);
  if (flags.output !== '' && flags.output !== 'name') throw new KubectlError(`unexpected -o output mode: ${flags.output}. We only support '-o name'`);
  if (flags.all && flags.selector !== '') throw new KubectlError("setting 'all' parameter but found a non empty selector. ");
  let graceSeconds = flags['grace-period'];
  if (flags.now) {
    if (graceSeconds !== -1) throw new KubectlError('--now and --grace-period cannot be specified together');
    graceSeconds = 1;
  }
  if (graceSeconds === 0 && !flags.force) graceSeconds = 1;
  if (flags.force && graceSeconds < 0) graceSeconds = 0;
  if (flags.force && graceSeconds > 0) throw new KubectlError('--force and --grace-period greater than 0 cannot be specified together');
  const isSelection = flags.all || flags.selector !== '' || flags['field-selector'] !== '';
  const ignoresNotFound = given.has('ignore-not-found') ? flags['ignore-not-found'] : isSelection;
  return { dryRun, propagation, graceSeconds, isForced: flags.force && graceSeconds === 0, ignoresNotFound };
}

function* find(context: Context): Generator<Wait, { readonly targets: readonly Target[]; readonly errors: readonly unknown[] }, void> {
  const { flags, args } = context;
  if (flags.filename.length > 0 || flags.kustomize !== '') {
    if (args.length > 0) throw new KubectlError('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well');
    const { infos, errors } = yield* readManifests(context, flags, { isValidated: false });
    return { targets: infos.filter((info) => matchesSelector(info.object, flags.selector)), errors };
  }
  return { ...findByArguments(context), errors: [] };
}

function findByArguments(context: Context): { readonly targets: readonly Target[] } {
  const { flags, args } = context;
  const options = { args, labelSelector: flags.selector, fieldSelector: flags['field-selector'], all: flags.all, allNamespaces: flags['all-namespaces'] };
  const shape = shapeOf(args);
  if ((shape.by === 'name' || shape.by === 'pair') && !flags.all && flags.selector === '' && flags['field-selector'] === '') {
    const request = resolveRequest(shape, context.discovery);
    const pairs = request.by === 'pair' ? request.pairs : request.by === 'name' ? request.resources.flatMap((resource) => request.names.map((name) => ({ resource, name }))) : [];
    if (flags['all-namespaces']) throw new KubectlError('a resource cannot be retrieved by name across all namespaces');
    return { targets: pairs.map(({ resource, name }) => ({ resource, name, namespace: resource.namespaced ? context.namespace : undefined })) };
  }
  const { found, errors } = visit(context, options);
  throwAll(errors);
  return { targets: flatten(found) };
}

function warnOfScope(context: Context, targets: readonly Target[]): void {
  if (context.isNamespaceGiven && targets.some((target) => !target.resource.namespaced)) {
    context.err('Warning: deleting cluster-scoped resources, not scoped to the provided namespace\n');
  }
}

function* confirm(context: Context, targets: readonly Target[]): Generator<Wait, boolean, void> {
  context.out(`You are about to delete the following ${targets.length} resource(s):\n${targets.map((target) => `${groupKind(target.resource)}/${target.name}\n`).join('')}Do you want to continue? (y/N): `);
  let answer = '';
  yield* forEachLine(context.process.stdin, (line) => {
    answer = line.trim();
    return false;
  });
  if (answer === 'y' || answer === 'Y') return true;
  context.out('deletion is cancelled\n');
  return false;
}

function deleteAll(context: Context, targets: readonly Target[], plan: Plan, failures: unknown[]): readonly Gone[] {
  const pending: Gone[] = [];
  for (const target of targets) {
    try {
      const uid = deleteOne(context, target, plan);
      report(context, target, plan);
      if (uid !== undefined) pending.push({ ...target, uid });
    } catch (error) {
      if (!(isApiError(error, 'NotFound') && plan.ignoresNotFound)) failures.push(withSource('deleting', target.source, error));
    }
  }
  return pending;
}

/** The uid of the object that is now to vanish. */
function deleteOne(context: Context, target: Target, plan: Plan): string | undefined {
  if (plan.dryRun === 'client') return undefined;
  const key = keyOf(target);
  if (!isKept(context.api, target.resource)) throw notFound(target.resource, target.name);
  // The server's answer to the deletion tells the uid: no reading right is needed for it.
  const before = context.cluster.api.as('kubectl-delete').get(key.kind, key.namespace, key.name);
  const options: DeleteOptions = {
    propagationPolicy: plan.propagation,
    ...(plan.graceSeconds < 0 ? {} : { gracePeriodSeconds: plan.graceSeconds }),
    ...(plan.dryRun === 'server' ? { dryRun: true } : {}),
  };
  context.api.delete(key, options);
  return before?.metadata.uid;
}

function report(context: Context, target: Target, plan: Plan): void {
  if (context.flags.output === 'name') {
    context.out(`${groupKind(target.resource)}/${target.name}\n`);
    return;
  }
  const verb = plan.graceSeconds === 0 ? 'force deleted' : 'deleted';
  const from = target.namespace === undefined ? '' : ` from ${target.namespace} namespace`;
  context.out(`${groupKind(target.resource)} "${target.name}" ${verb}${from}${dryRunSuffix(plan.dryRun)}\n`);
}
