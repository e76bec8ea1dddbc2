import type { Wait } from '../../process/process.ts';
import { sleep } from '../../process/waits.ts';
import { boolFlag, DRY_RUN_FLAG, durationFlag, FILENAME_FLAGS, intFlag, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, RECORD_FLAG, textFlag } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf, type DryRun } from '../dryRun.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { valueAt } from '../printers/values.ts';
import { keyOf, type Info } from '../resources/info.ts';
import { findTargets } from '../resources/targets.ts';
import { createReport } from '../results.ts';

const FLAGS = {
  all: boolFlag('Select all resources in the namespace of the specified resource types'),
  'current-replicas': intFlag('Precondition for current size. Requires that the current size of the resource match this value in order to scale. -1 (default) for no condition.', -1),
  ...DRY_RUN_FLAG,
  ...FILENAME_FLAGS('Filename, directory, or URL to files identifying the resource to set a new size'),
  ...OUTPUT_FLAGS,
  ...RECORD_FLAG,
  replicas: intFlag('The new desired number of replicas. Required.', 0),
  'resource-version': textFlag('Precondition for resource version. Requires that the current resource version match this value in order to scale.'),
  ...LABEL_SELECTOR_FLAG,
  timeout: durationFlag("The length of time to wait before giving up on a scale operation, zero means don't wait. Any other values should contain a corresponding time unit (e.g. 1s, 2m, 3h).", 0),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl scale */
export const scale = defineKubectl({
  path: ['scale'],
  usage: '[--resource-version=version] [--current-replicas=count] --replicas=COUNT (-f FILENAME | TYPE NAME)',
  short: 'Set a new size for a deployment, replica set, or replication controller',
  long: 'Set a new size for a deployment, replica set, replication controller, or stateful set.\n\n Scale also allows users to specify one or more preconditions for the scale action.\n\n If --current-replicas or --resource-version is specified, it is validated before the scale is attempted, and it is guaranteed that the precondition holds true when the scale is sent to the server.',
  examples: `# Scale a set to 3
kubectl scale --replicas=3 statefulset/web

# Scale the set of a file
kubectl scale --replicas=3 -f web.yaml

# Scale only if the present size is 2
kubectl scale --current-replicas=2 --replicas=3 sts/web`,
  flags: FLAGS,
  required: ['replicas'],
  fieldManager: 'kubectl',
  *run(context) {
    const { flags } = context;
    const dryRun = dryRunOf(context);
    if (flags.all && flags.selector !== '') throw new KubectlError('cannot set --all and --selector at the same time');
    if (flags.replicas < 0) throw new KubectlError('The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0');
    if (flags['current-replicas'] < -1) throw new KubectlError('The --current-replicas must specify an integer of -1 or greater');
    const { infos, errors } = yield* findTargets(context, { args: context.args, files: flags, all: flags.all, labelSelector: flags.selector, mayListAll: flags.all });
    if (infos.length === 0 && errors.length === 0) throw new KubectlError('no objects passed to scale');
    if (flags['resource-version'] !== '' && infos.length > 1) throw new KubectlError('cannot use --resource-version with multiple resources');
    const report = createReport(context, flags, dryRun);
    for (const info of infos) {
      scaleOne(context, info, dryRun);
      if (flags.timeout > 0 && dryRun === 'none') yield* waitForSize(context, info);
      report(info.object, 'scaled');
    }
    throwAll(errors);
  },
});

function scaleOne(context: Context, info: Info, dryRun: DryRun): void {
  const { flags, api } = context;
  const expected = flags['current-replicas'];
  const replicas = valueAt(info.object, 'spec', 'replicas');
  const version = info.object.metadata.resourceVersion;
  if (expected !== -1 && replicas !== expected) throw new KubectlError(`Expected replicas to be ${expected}, was ${String(replicas ?? 0)}`);
  if (flags['resource-version'] !== '' && version !== flags['resource-version']) throw new KubectlError(`Expected resource version to be ${flags['resource-version']}, was ${version}`);
  if (dryRun === 'client') return;
  api.patch(keyOf(info), 'merge', { spec: { replicas: flags.replicas } }, { subresource: 'scale', dryRun: dryRun === 'server', onWarning: context.warn });
}

/** `--timeout`: until as many replicas exist as are wanted. */
function* waitForSize(context: Context, info: Info): Generator<Wait, void, void> {
  const { kernel } = context.process;
  const key = keyOf(info);
  const endAtMs = kernel.now() + context.flags.timeout;
  for (;;) {
    const object = context.api.get(key.kind, key.namespace, key.name);
    if (valueAt(object, 'status', 'replicas') === valueAt(object, 'spec', 'replicas') && valueAt(object, 'status', 'observedGeneration') === object?.metadata.generation) return;
    if (kernel.now() >= endAtMs) throw new KubectlError(`timed out waiting for "${info.name}" to be synced`);
    yield sleep(500);
  }
}
