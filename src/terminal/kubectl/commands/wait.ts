import type { WatchEvent } from '#engine/api/api.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { Wait } from '../../process/process.ts';
import { anyOf, sleep } from '../../process/waits.ts';
import { ALL_NAMESPACES_FLAG, boolFlag, durationFlag, FIELD_SELECTOR_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, arrayFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { isApiError } from '#engine/api/errors.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { createMailbox } from '../mailbox.ts';
import { createReport } from '../results.ts';
import { keyOf, type Info } from '../resources/info.ts';
import { resolveRequest, shapeOf } from '../resources/requests.ts';
import { findTargets } from '../resources/targets.ts';
import { readManifests } from '../manifests/manifests.ts';
import { parseWaitCondition, type WaitCondition } from '../wait/condition.ts';

const FLAGS = {
  all: boolFlag('Select all resources in the namespace of the specified resource types'),
  ...ALL_NAMESPACES_FLAG,
  ...FIELD_SELECTOR_FLAG,
  ...FILENAME_FLAGS('identifying the resource.'),
  for: arrayFlag("The condition to wait on: [create|delete|condition=condition-name[=condition-value]|jsonpath='{JSONPath expression}'=[JSONPath value]]. The default condition-value is true. Condition values are compared after Unicode simple case folding, which is a more general form of case-insensitivity."),
  local: boolFlag('If true, annotation will NOT contact api-server but run locally.'),
  ...OUTPUT_FLAGS,
  ...LABEL_SELECTOR_FLAG,
  timeout: durationFlag('The length of time to wait before giving up.  Zero means check once and don\'t wait, negative means wait for a week.', 30_000),
} as const;

type Context = KubectlContext<typeof FLAGS>;

const WEEK_MS = 7 * 24 * 3_600_000;

/** k8s: kubectl wait */
export const wait = defineKubectl({
  path: ['wait'],
  usage: "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)]) [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
  short: 'Wait for a specific condition on one or many resources',
  long: 'Wait for a specific condition on one or many resources.\n\n The command takes multiple resources and waits until the specified condition is seen in the Status field of every given resource.\n\n Alternatively, the command can wait for the given set of resources to be created or deleted by providing the "create" or "delete" keyword as the value to the --for flag.\n\n A successful message will be printed to stdout indicating when the specified condition has been met. You can use -o option to change to output destination.',
  examples: `# Wait for a pod to be ready
kubectl wait --for=condition=Ready pod/web-0

# Wait until 3 pods of a set are ready
kubectl wait --for=jsonpath='{.status.readyReplicas}'=3 sts/web

# Wait at most a minute for a pod to be gone
kubectl wait --for=delete pod/web-0 --timeout=60s`,
  flags: FLAGS,
  interrupt: 'fail',
  *run(context) {
    const { flags } = context;
    const conditions = (flags.for.length === 0 ? [''] : flags.for).map(parseWaitCondition);
    const timeoutMs = flags.timeout < 0 ? WEEK_MS : flags.timeout;
    const endAtMs = context.process.kernel.now() + timeoutMs;
    const report = createReport(context, flags, 'none');
    for (const condition of conditions) yield* waitFor(context, condition, endAtMs, report);
  },
});

type Report = ReturnType<typeof createReport>;

function* waitFor(context: Context, condition: WaitCondition, endAtMs: number, report: Report): Generator<Wait, void, void> {
  if (condition.kind === 'create') {
    yield* waitForCreation(context, endAtMs, report);
    return;
  }
  const { infos, errors } = yield* find(context, condition);
  const failures: unknown[] = [...errors];
  for (const info of infos) {
    try {
      yield* waitForOne(context, info, condition, endAtMs, report);
    } catch (error) {
      failures.push(error);
    }
  }
  if (infos.length === 0 && failures.length === 0 && condition.kind !== 'delete') throw new KubectlError('no matching resources found');
  throwAll(failures);
}

function* find(context: Context, condition: WaitCondition): Generator<Wait, { readonly infos: readonly Info[]; readonly errors: readonly unknown[] }, void> {
  const { flags } = context;
  const { infos, errors } = yield* findTargets(context, {
    args: context.args,
    files: flags,
    labelSelector: flags.selector,
    fieldSelector: flags['field-selector'],
    all: flags.all,
    allNamespaces: flags['all-namespaces'],
  });
  const isDeletion = condition.kind === 'delete';
  return { infos, errors: isDeletion ? errors.filter((error) => !isApiError(error, 'NotFound')) : errors };
}

function* waitForOne(context: Context, info: Info, condition: Exclude<WaitCondition, { kind: 'create' }>, endAtMs: number, report: Report): Generator<Wait, void, void> {
  const key = keyOf(info);
  const mailbox = createMailbox<WatchEvent>('a change');
  const stop = context.api.watch(key.kind, { ...(key.namespace === undefined ? {} : { namespace: key.namespace }), fieldSelector: `metadata.name=${key.name}`, onEvent: mailbox.push });
  const what = `${info.resource.plural}/${info.name}`;
  try {
    // A deadline that the objects before have used up is not given to this one.
    if (context.flags.timeout !== 0 && context.process.kernel.now() >= endAtMs) throw new KubectlError(`timed out waiting for the condition on ${what}`);
    let object: KubeObject | undefined = context.api.get(key.kind, key.namespace, key.name);
    for (;;) {
      if (condition.kind === 'delete') {
        if (object === undefined || object.metadata.uid !== info.object.metadata.uid) return report(info.object, 'condition met');
      } else if (object !== undefined && condition.isMet(object)) {
        return report(object, 'condition met');
      }
      if (context.flags.timeout === 0) throw new KubectlError(`condition not met for ${what}`);
      const event = yield* next(context, mailbox, endAtMs);
      if (event === undefined) throw new KubectlError(`timed out waiting for the condition on ${what}`);
      if (event.type === 'DELETED' && condition.kind !== 'delete') throw new KubectlError(`failed to wait for condition on ${what}: object is deleted`);
      object = event.type === 'DELETED' ? undefined : event.object;
    }
  } finally {
    stop();
  }
}

function* next(context: Context, mailbox: ReturnType<typeof createMailbox<WatchEvent>>, endAtMs: number): Generator<Wait, WatchEvent | undefined, void> {
  const { kernel } = context.process;
  for (;;) {
    const event = mailbox.take();
    if (event !== undefined) return event;
    if (kernel.now() >= endAtMs) return undefined;
    yield anyOf(mailbox.arrived, sleep(endAtMs - kernel.now()));
  }
}

/** Looks for the objects again and again until all are there. */
function* waitForCreation(context: Context, endAtMs: number, report: Report): Generator<Wait, void, void> {
  const { kernel } = context.process;
  let wanted = yield* namesOf(context);
  for (;;) {
    const isThere = (one: (typeof wanted)[number]) => context.api.get(one.resource.kind, one.resource.namespaced ? one.namespace : undefined, one.name) !== undefined;
    if (wanted.length > 0 && wanted.every(isThere)) break;
    if (kernel.now() >= endAtMs) throw new KubectlError('timed out waiting for the condition');
    yield sleep(Math.min(500, endAtMs - kernel.now()));
    // A selector may pick what has come in the meantime.
    if (wanted.length === 0) wanted = yield* namesOf(context);
  }
  for (const one of wanted) {
    const object = context.api.get(one.resource.kind, one.resource.namespaced ? one.namespace : undefined, one.name);
    if (object !== undefined) report(object, 'condition met');
  }
}

function* namesOf(context: Context): Generator<Wait, readonly Pick<Info, 'resource' | 'namespace' | 'name'>[], void> {
  const { flags } = context;
  if (flags.filename.length > 0 || flags.kustomize !== '') {
    const { infos, errors } = yield* readManifests(context, flags, { isValidated: false });
    throwAll(errors);
    return infos;
  }
  const request = resolveRequest(shapeOf(context.args), context.discovery);
  if (request.by === 'pair') return request.pairs.map((pair) => ({ ...pair, namespace: context.namespace }));
  if (request.by === 'name') return request.resources.flatMap((resource) => request.names.map((name) => ({ resource, name, namespace: context.namespace })));
  const { infos } = yield* findTargets(context, { args: context.args, labelSelector: flags.selector, all: flags.all });
  return infos;
}
