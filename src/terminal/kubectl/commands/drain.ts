import { parseLabelSelector } from '#engine/api/labelSelectorText.ts';
import { ApiError, isApiError } from '#engine/api/errors.ts';
import type { Node } from '#engine/kinds/node.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import { boolFlag, DRY_RUN_FLAG, durationFlag, intFlag, LABEL_SELECTOR_FLAG, LIST_FLAGS, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { planDrain, type DrainPlan } from '../drain/planDrain.ts';
import { dryRunOf, dryRunSuffix, type DryRun } from '../dryRun.ts';
import { KubectlError, KubectlErrors, throwAll } from '../errors.ts';
import { findNodes } from '../nodes.ts';
import { setUnschedulable } from './cordon.ts';

const FLAGS = {
  ...LIST_FLAGS,
  'delete-emptydir-data': boolFlag('Continue even if there are pods using emptyDir (local data that will be deleted when the node is drained).'),
  'disable-eviction': boolFlag('Force drain to use delete, even if eviction is supported. This will bypass checking PodDisruptionBudgets, use with caution.'),
  ...DRY_RUN_FLAG,
  force: boolFlag('Continue even if there are pods that do not declare a controller.'),
  'grace-period': intFlag('Period of time in seconds given to each pod to terminate gracefully. If negative, the default value specified in the pod will be used.', -1),
  'ignore-daemonsets': boolFlag('Ignore DaemonSet-managed pods.'),
  'pod-selector': textFlag('Label selector to filter pods on the node'),
  ...LABEL_SELECTOR_FLAG,
  'skip-wait-for-delete-timeout': intFlag('If pod DeletionTimestamp older than N seconds, skip waiting for the pod.  Seconds must be greater than 0 to skip.', 0),
  timeout: durationFlag('The length of time to wait before giving up, zero means infinite', 0),
} as const;

type Context = KubectlContext<typeof FLAGS>;

const RETRY_MS = 5000;

/** k8s: kubectl drain */
export const drain = defineKubectl({
  path: ['drain'],
  usage: 'NODE',
  short: 'Drain node in preparation for maintenance',
  long: "Drain node in preparation for maintenance.\n\n The given node will be marked unschedulable to prevent new pods from arriving. 'drain' evicts the pods if the API server supports https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ eviction https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ . Otherwise, it will use normal DELETE to delete the pods. The 'drain' evicts or deletes all pods except mirror pods (which cannot be deleted through the API server).  If there are daemon set-managed pods, drain will not proceed without --ignore-daemonsets, and regardless it will not delete any daemon set-managed pods, because those pods would be immediately replaced by the daemon set controller, which ignores unschedulable markings.  If there are any pods that are neither mirror pods nor managed by a replication controller, replica set, daemon set, stateful set, or job, then drain will not delete any pods unless you use --force.  --force will also allow deletion to proceed if the managing resource of one or more pods is missing.\n\n 'drain' waits for graceful termination. You should not operate on the machine until the command completes.\n\n When you are ready to put the node back into service, use kubectl uncordon, which will make the node schedulable again.",
  examples: `# Drain a node, even if there are pods without a controller on it
kubectl drain centos7k8s2 --force

# As above, and use a grace period of 15 minutes
kubectl drain centos7k8s2 --grace-period=900`,
  flags: FLAGS,
  fieldManager: 'kubectl-drain',
  *run(context) {
    const dryRun = dryRunOf(context);
    checkPodSelector(context.flags['pod-selector']);
    const { nodes, errors } = findNodes(context, context.flags.selector);
    throwAll(errors);
    for (const node of nodes) context.out(`node/${node.metadata.name} ${setUnschedulable(context, node, true, dryRun)}${dryRunSuffix(dryRun)}\n`);
    const pending: string[] = [];
    const failures: unknown[] = [];
    for (const node of nodes) {
      try {
        yield* drainNode(context, node, dryRun);
        context.out(`node/${node.metadata.name} drained${dryRunSuffix(dryRun)}\n`);
      } catch (error) {
        if (!(error instanceof KubectlError)) throw error;
        context.err(`error: unable to drain node "${node.metadata.name}" due to error: ${error.message}, continuing command...\n`);
        pending.push(node.metadata.name);
        failures.push(error instanceof DrainError && error.reasons.length > 1 ? new KubectlErrors(error.reasons.map((reason) => new KubectlError(reason, { bare: true }))) : new KubectlError(error.message, { bare: true }));
      }
    }
    if (pending.length === 0) return;
    context.err(`There are pending nodes to be drained:\n${pending.map((name) => ` ${name}\n`).join('')}`);
    throwAll(failures);
  },
});

function checkPodSelector(selector: string): void {
  try {
    parseLabelSelector(selector);
  } catch (error) {
    if (!isApiError(error)) throw error;
    throw new KubectlError('--pod-selector=<pod_selector> must be a valid label selector');
  }
}

/** Several reasons for one node: bracketed in one line, each on its own below. */
class DrainError extends KubectlError {
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons.length === 1 ? (reasons[0] ?? '') : `[${reasons.join(', ')}]`);
    this.reasons = reasons;
  }
}

function* drainNode(context: Context, node: Node, dryRun: DryRun): Generator<Wait, void, void> {
  const plan = planDrain(podsOn(context, node), {
    force: context.flags.force,
    ignoresDaemonSets: context.flags['ignore-daemonsets'],
    deletesEmptyDir: context.flags['delete-emptydir-data'],
    ownerExists: (kind, namespace, name) => context.api.kind(kind) === undefined || context.api.get(kind, namespace, name) !== undefined,
  });
  if (plan.problems.length > 0) throw new DrainError(plan.problems);
  if (plan.warnings.length > 0) context.err(`Warning: ${plan.warnings.join('; ')}\n`);
  if (dryRun !== 'none') {
    for (const { metadata } of plan.pods) context.out(`evicting pod ${metadata.namespace ?? ''}/${metadata.name}${dryRunSuffix(dryRun)}\n`);
    return;
  }
  yield* removeAll(context, node, plan);
}

function podsOn(context: Context, node: Node): readonly Pod[] {
  const selector = context.flags['pod-selector'];
  return context.api.list('Pod', { fieldSelector: `spec.nodeName=${node.metadata.name}`, ...(selector === '' ? {} : { labelSelector: selector }) });
}

/** One pod on its way out. */
interface Leaving {
  readonly pod: Pod;
  state: 'to ask' | 'asked' | 'gone' | 'refused';
  nextTryAtMs: number;
  /** Why it was refused for good. */
  refusal?: string;
}

/** Evicts all at once and waits until they are gone; those that a budget holds are asked again every five seconds. */
function* removeAll(context: Context, node: Node, plan: DrainPlan): Generator<Wait, void, void> {
  const { kernel } = context.process;
  const { timeout } = context.flags;
  const endAtMs = timeout > 0 ? kernel.now() + timeout : Infinity;
  const leaving = plan.pods.map((pod): Leaving => ({ pod, state: 'to ask', nextTryAtMs: kernel.now() }));
  for (;;) {
    for (const one of leaving) if (one.state === 'to ask' && one.nextTryAtMs <= kernel.now()) ask(context, one);
    for (const one of leaving) if (one.state === 'asked' && isGone(context, one.pod)) tell(context, one);
    const rest = leaving.filter((one) => one.state !== 'gone');
    if (rest.length === 0) return;
    if (kernel.now() >= endAtMs || rest.every(({ state }) => state === 'refused')) throw unfinished(context, node, rest);
    yield sleep(Math.min(1000, endAtMs - kernel.now()));
  }
}

function ask(context: Context, one: Leaving): void {
  const { api, flags } = context;
  const { name, namespace = '' } = one.pod.metadata;
  const options = flags['grace-period'] < 0 ? {} : { gracePeriodSeconds: flags['grace-period'] };
  try {
    if (flags['disable-eviction']) {
      api.delete({ kind: 'Pod', namespace, name }, options);
    } else {
      context.out(`evicting pod ${namespace}/${name}\n`);
      api.evict(namespace, name, options);
    }
    one.state = 'asked';
  } catch (error) {
    if (isApiError(error, 'NotFound')) {
      one.state = 'asked';
    } else if (isApiError(error, 'TooManyRequests')) {
      context.err(`error when evicting pods/"${name}" -n "${namespace}" (will retry after 5s): ${error.status.message ?? ''}\n`);
      one.nextTryAtMs = context.process.kernel.now() + RETRY_MS;
    } else if (flags['disable-eviction'] || !(error instanceof ApiError)) {
      throw error;
    } else {
      one.state = 'refused';
      one.refusal = `error when evicting pods/"${name}" -n "${namespace}": ${error.status.message ?? ''}`;
    }
  }
}

function isGone(context: Context, pod: Pod): boolean {
  const { name, namespace, uid } = pod.metadata;
  const stored = context.api.get('Pod', namespace, name);
  const skipAfter = context.flags['skip-wait-for-delete-timeout'];
  return stored?.metadata.uid !== uid || (skipAfter > 0 && stored.metadata.deletionTimestamp !== undefined);
}

function tell(context: Context, one: Leaving): void {
  one.state = 'gone';
  context.out(`pod/${one.pod.metadata.name} ${context.flags['disable-eviction'] ? 'deleted' : 'evicted'}\n`);
}

/** What is still there was refused, or the time is over. */
function unfinished(context: Context, node: Node, rest: readonly Leaving[]): KubectlError {
  const verb = context.flags['disable-eviction'] ? 'deleting' : 'evicting';
  const limit = `global timeout reached: ${context.flags.timeout / 1000}s`;
  const reasons = rest.map(({ pod, state, refusal }) =>
    refusal !== undefined ? refusal : state === 'asked' ? `error when waiting for pod "${pod.metadata.name}" in namespace "${pod.metadata.namespace ?? ''}" to terminate: ${limit}` : `error when ${verb} pods/"${pod.metadata.name}" -n "${pod.metadata.namespace ?? ''}": ${limit}`,
  );
  const shown = reasons.length === 1 ? (reasons[0] ?? '') : `[${reasons.join(', ')}]`;
  context.err(`There are pending pods in node "${node.metadata.name}" when an error occurred: ${shown}\n${rest.map(({ pod }) => `pod/${pod.metadata.name}\n`).join('')}`);
  return new DrainError(reasons);
}

