import type { KubeObject, NewObject } from '#engine/kinds/object.ts';
import { withLastApplied } from '../apply/lastApplied.ts';
import { boolFlag, DRY_RUN_FLAG, FIELD_MANAGER_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, SAVE_CONFIG_FLAG, textFlag, VALIDATE_FLAG } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { dryRunOf, validationOf, type DryRun } from '../dryRun.ts';
import { editBefore } from '../edit/editBefore.ts';
import { KubectlError, throwAll, withSource } from '../errors.ts';
import { checkKindName, readManifests, type ManifestInfo } from '../manifests/manifests.ts';
import { matchesSelector } from '../manifests/selected.ts';
import { createReport } from '../results.ts';
import { isKept } from '../resources/info.ts';
import { refuseUnkept } from '../resources/unkept.ts';

const FLAGS = {
  ...DRY_RUN_FLAG,
  edit: boolFlag('Edit the API resource before creating'),
  ...FIELD_MANAGER_FLAG('kubectl-create'),
  ...FILENAME_FLAGS('Filename, directory, or URL to files to use to create the resource'),
  ...OUTPUT_FLAGS,
  raw: textFlag('Raw URI to POST to the server.  Uses the transport specified by the kubeconfig file.'),
  ...SAVE_CONFIG_FLAG,
  ...LABEL_SELECTOR_FLAG,
  ...VALIDATE_FLAG,
  'windows-line-endings': boolFlag('Only relevant if --edit=true. Defaults to the line ending native to your platform.'),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl create */
export const create = defineKubectl({
  path: ['create'],
  usage: '-f FILENAME [options]',
  short: 'Create a resource from a file or from stdin',
  long: 'Create a resource from a file or from stdin.\n\n JSON and YAML formats are accepted.',
  examples: `# Create the objects of a file
kubectl create -f ./web.yaml

# Create an object from standard input
cat web.yaml | kubectl create -f -`,
  flags: FLAGS,
  *run(context) {
    const { flags, args } = context;
    if (args.length > 0) throw context.usageError(`Unexpected args: [${args.join(' ')}]`);
    if (flags.filename.length === 0 && flags.kustomize === '') throw new KubectlError('must specify one of -f and -k');
    // What was edited is created whatever is said about a dry run.
    const dryRun = flags.edit ? 'none' : dryRunOf(context);
    const fieldValidation = validationOf(flags.validate);
    const report = createReport(context, flags, dryRun);
    const { infos, errors } = yield* readManifests(context, flags, { isValidated: fieldValidation !== 'Ignore' });
    const failures: unknown[] = [];
    const wanted = infos.filter((info) => matchesSelector(info.object, flags.selector));
    for (const info of wanted) {
      if (flags.edit) {
        yield* editBefore(context, info.object, flags.output === 'json', (object) => report(createOne(context, { ...info, object }, dryRun, fieldValidation), 'created'));
        continue;
      }
      try {
        report(createOne(context, info, dryRun, fieldValidation), 'created');
      } catch (error) {
        failures.push(withSource('creating', info.source, error));
      }
    }
    throwAll([...errors, ...failures]);
    if (wanted.length === 0) throw new KubectlError('no objects passed to create');
  },
});

function createOne(context: Context, info: ManifestInfo, dryRun: DryRun, fieldValidation: 'Strict' | 'Warn' | 'Ignore'): KubeObject {
  const object = context.flags['save-config'] ? (withLastApplied(info.object as never) as unknown as KubeObject) : info.object;
  if (dryRun === 'client') return object;
  checkKindName(info);
  if (!isKept(context.api, info.resource)) throw refuseUnkept(info.resource);
  return context.api.create(object as NewObject, {
    dryRun: dryRun === 'server',
    fieldValidation,
    fieldManager: context.flags['field-manager'],
    onWarning: context.warn,
  });
}
