import { LAST_APPLIED, lastAppliedOf } from '../../apply/lastApplied.ts';
import { boolFlag, DRY_RUN_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, textFlag } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { dryRunOf } from '../../dryRun.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { readManifests } from '../../manifests/manifests.ts';
import { formatJson } from '../../printers/json.ts';
import { formatYaml } from '../../printers/yaml.ts';
import { getInfo, keyOf } from '../../resources/info.ts';
import { findTargets } from '../../resources/targets.ts';
import { NOTHING_GIVEN } from '../../resources/visit.ts';
import { createReport } from '../../results.ts';

/** k8s: kubectl apply view-last-applied */
export const viewLastApplied = defineKubectl({
  path: ['apply', 'view-last-applied'],
  usage: '(TYPE [NAME | -l label] | TYPE/NAME | -f FILENAME)',
  short: 'View the latest last-applied-configuration annotations of a resource/object',
  long: 'View the latest last-applied-configuration annotations by type/name or file.\n\n The default output will be printed to stdout in YAML format. You can use the -o option to change the output format.',
  examples: `# View the last applied manifest of a set
kubectl apply view-last-applied sts/web`,
  flags: {
    all: boolFlag('Select all resources in the namespace of the specified resource types'),
    ...FILENAME_FLAGS('Filename, directory, or URL to files that contains the last-applied-configuration annotations'),
    output: textFlag('Output format. Must be one of (yaml, json)', { short: 'o', default: 'yaml' }),
    ...LABEL_SELECTOR_FLAG,
  },
  *run(context) {
    const { flags } = context;
    if (flags.output !== 'yaml' && flags.output !== 'json') throw context.usageError(`Unexpected -o output mode: ${flags.output}, the flag 'output' must be one of yaml|json`);
    const { infos, errors } = yield* findTargets(context, { args: context.args, files: flags, all: flags.all, labelSelector: flags.selector });
    for (const info of infos) {
      const applied = lastAppliedOf(info.object);
      if (applied === undefined) {
        continue;
      }
      context.out(flags.output === 'json' ? `${formatJson(applied, '  ')}\n` : formatYaml(applied));
    }
    throwAll(errors);
  },
});

/** k8s: kubectl apply set-last-applied */
export const setLastApplied = defineKubectl({
  path: ['apply', 'set-last-applied'],
  usage: '-f FILENAME',
  short: 'Set the last-applied-configuration annotation on a live object to match the contents of a file',
  long: "Set the latest last-applied-configuration annotations by setting it to match the contents of a file. This results in the last-applied-configuration being updated as though 'kubectl apply -f <file> ' was run, without updating any other parts of the object.",
  examples: `# Set the annotation to what a file holds
kubectl apply set-last-applied -f web.yaml --create-annotation=true`,
  flags: {
    'create-annotation': boolFlag("Will create 'last-applied-configuration' annotations if current objects doesn't have one"),
    ...DRY_RUN_FLAG,
    ...FILENAME_FLAGS('Filename, directory, or URL to files that contains the last-applied-configuration annotations'),
    ...OUTPUT_FLAGS,
  },
  fieldManager: 'kubectl-client-side-apply',
  *run(context) {
    const { flags, api } = context;
    if (flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError(NOTHING_GIVEN);
    const dryRun = dryRunOf(context);
    const report = createReport(context, flags, dryRun);
    const { infos, errors } = yield* readManifests(context, flags, { isValidated: false });
    throwAll(errors);
    for (const info of infos) {
      const { object } = getInfo(context, info.resource, info.name, info.namespace ?? '');
      if (object.metadata.annotations?.[LAST_APPLIED] === undefined && !flags['create-annotation']) {
        throw new KubectlError(`no last-applied-configuration annotation found on resource: ${info.name}, to create the annotation, run the command with --create-annotation`);
      }
      const annotation = `${formatJson(info.object)}\n`;
      if (object.metadata.annotations?.[LAST_APPLIED] === annotation) {
        context.out(`set-last-applied ${info.name}: no changes required.\n`);
        continue;
      }
      if (dryRun === 'client') report(object, 'configured');
      else report(api.patch(keyOf(info), 'merge', { metadata: { annotations: { [LAST_APPLIED]: annotation } } }, { dryRun: dryRun === 'server', onWarning: context.warn }), 'configured');
    }
  },
});
