import { parseLabelSelector } from '#engine/api/labelSelectorText.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, OUTPUT_FLAGS, RECORD_FLAG, textFlag } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { dryRunOf } from '../../dryRun.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { recordAt } from '../../printers/values.ts';
import { findTargets } from '../../resources/targets.ts';
import { createReport } from '../../results.ts';
import { formToChange } from '../../typedForm.ts';
import { changeEach } from '../../workloadChange.ts';

/** k8s: kubectl set selector */
export const setSelector = defineKubectl({
  path: ['set', 'selector'],
  usage: '(-f FILENAME | TYPE NAME) EXPRESSIONS [--resource-version=version]',
  short: 'Set the selector on a resource',
  long: "Set the selector on a resource. Note that the new selector will overwrite the old selector if the resource had one prior to the invocation of 'set selector'.\n\n A selector must begin with a letter or number, and may contain letters, numbers, hyphens, dots, and underscores, up to 63 characters. If --resource-version is specified, then updates will use this resource version, otherwise the existing resource-version will be used. Note: currently selectors can only be set on Service objects.",
  examples: `# Let a Service pick the pods of a set
kubectl set selector svc web app=web`,
  flags: {
    all: boolFlag('Select all resources in the namespace of the specified resource types'),
    ...DRY_RUN_FLAG,
    ...FIELD_MANAGER_FLAG('kubectl-set'),
    ...FILENAME_FLAGS('identifying the resource.'),
    local: boolFlag('If true, annotation will NOT contact api-server but run locally.'),
    ...OUTPUT_FLAGS,
    ...RECORD_FLAG,
    'resource-version': textFlag('If non-empty, the selectors update will only succeed if this is the current resource-version for the object. Only valid when specifying a single resource.'),
  },
  fieldManager: 'kubectl-set',
  *run(context) {
    const { flags } = context;
    const expression = context.args.at(-1);
    if (expression === undefined) throw new KubectlError('one selector is required');
    const requirements = parseLabelSelector(expression);
    if (requirements.some(({ operator }) => operator === 'NotEquals')) throw new KubectlError('"!=" is not a valid label selector operator');
    const dryRun = dryRunOf(context);
    const { infos, errors } = yield* findTargets(context, { args: context.args.slice(0, -1), files: flags, isLocal: flags.local, all: flags.all });
    throwAll(errors);
    const selector = pairsOf(requirements);
    const options = { dryRun: flags.local ? ('client' as const) : dryRun, operation: 'selector updated', report: createReport(context, flags, dryRun, { isTyped: true }), failure: '' };
    throwAll(
      changeEach(context, infos, options, (info) => {
        if (info.object.kind !== 'Service') throw new KubectlError('setting a selector is only supported for Services');
        const typed = formToChange(info.object, flags.local);
        const metadata = flags['resource-version'] === '' ? typed.metadata : { ...typed.metadata, resourceVersion: flags['resource-version'] };
        return { ...typed, metadata, spec: { ...recordAt(typed, 'spec'), selector } } as KubeObject;
      }),
    );
  },
});

function pairsOf(requirements: ReturnType<typeof parseLabelSelector>): Readonly<Record<string, string>> {
  const others = requirements.filter(({ operator }) => operator !== 'Equals');
  if (others.length > 0) throw new KubectlError(`match expression [${others.map(({ key, operator, values }) => `{${key} ${operator} [${values.join(' ')}]}`).join(' ')}] not supported on this object`);
  return Object.fromEntries(requirements.map((requirement) => [requirement.key, requirement.values[0] ?? '']));
}
