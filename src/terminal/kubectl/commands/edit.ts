import { isApiError } from '#engine/api/errors.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import type { Wait } from '../../process/process.ts';
import { boolFlag, FIELD_MANAGER_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, textFlag, VALIDATE_FLAG } from '../commonFlags.ts';
import { defineKubectl, type KubectlContext } from '../command.ts';
import { editFile, type EditRound } from '../edit/editFile.ts';
import { openEditor } from '../edit/openEditor.ts';
import { KubectlError, throwAll } from '../errors.ts';
import { readYaml, YamlError } from '../manifests/yamlReader.ts';
import { formatJson } from '../printers/json.ts';
import { withManagedFields, withoutManagedFields } from '../printers/managedFields.ts';
import { isRecord, listAt, textAt, type JsonRecord } from '../printers/values.ts';
import { groupResource } from '../resources/discovery.ts';
import { keyOf, type Info } from '../resources/info.ts';
import { findTargets } from '../resources/targets.ts';
import { createReport, type ReportResult } from '../results.ts';
import { patchBetween } from '../workloadChange.ts';
import { noPrinter } from '../printers/outputFormat.ts';

const FLAGS = {
  ...FIELD_MANAGER_FLAG('kubectl-edit'),
  ...FILENAME_FLAGS('Filename, directory, or URL to files to use to edit the resource'),
  ...OUTPUT_FLAGS,
  'output-patch': boolFlag('Output the patch if the resource is edited.'),
  'save-config': boolFlag('If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.'),
  ...LABEL_SELECTOR_FLAG,
  subresource: textFlag('If specified, edit will operate on the subresource of the requested object.'),
  ...VALIDATE_FLAG,
  'windows-line-endings': boolFlag('Defaults to the line ending native to your platform.'),
} as const;

type Context = KubectlContext<typeof FLAGS>;

/** k8s: kubectl edit */
export const edit = defineKubectl({
  path: ['edit'],
  usage: '(RESOURCE/NAME | -f FILENAME)',
  short: 'Edit a resource on the server',
  long: "Edit a resource from the default editor.\n\n The edit command allows you to directly edit any API resource you can retrieve via the command-line tools. It will open the editor defined by your KUBE_EDITOR, or EDITOR environment variables, or fall back to 'vi' for Linux or 'notepad' for Windows. When attempting to open the editor, it will first attempt to use the shell that has been defined in the 'SHELL' environment variable. If this is not defined, the default shell will be used, which is '/bin/bash' for Linux or 'cmd' for Windows.\n\n You can edit multiple objects, although changes are applied one at a time. The command accepts file names as well as command-line arguments, although the files you point to must be previously saved versions of resources.\n\n Editing is done with the API version used to fetch the resource. To edit using a specific API version, fully-qualify the resource, version, and group.\n\n The default format is YAML. If you would like to edit in JSON, specify \"-o json\".",
  examples: `# Edit the set named web
kubectl edit sts/web

# Use an alternative editor
KUBE_EDITOR="nano" kubectl edit sts/web`,
  flags: FLAGS,
  *run(context) {
    checkOutput(context.flags.output);
    const { infos, errors } = yield* findTargets(context, { args: context.args, files: context.flags, labelSelector: context.flags.selector });
    throwAll(errors);
    if (infos.length === 0) {
      context.err('edit cancelled, no objects found\n');
      return;
    }
    yield* editAll(context, infos);
  },
});

/** Opens the editor until what it leaves can be sent, or nothing has changed any more. k8s: editor.EditOptions.Run */
function checkOutput(output: string): void {
  if (!['', 'json', 'yaml', 'kyaml'].includes(output.toLowerCase())) throw noPrinter(output, 'json,kyaml,yaml');
}

function* editAll(context: Context, infos: readonly Info[]): Generator<Wait, void, void> {
  const report = createReport(context, context.flags, 'none');
  const isJson = context.flags.output === 'json';
  const shown = (value: JsonRecord) => (context.flags['show-managed-fields'] ? withManagedFields(context, value) : withoutManagedFields(value));
  const file = editFile(context, infos.map((info) => shown(info.object as unknown as JsonRecord)), isJson);
  let round: EditRound = file.first();
  for (;;) {
    yield* openEditor(context, round.path);
    const edited = file.read(round.path);
    if (edited.body === round.body) {
      cancel(context, round);
      return;
    }
    const parsed = parseEdited(edited.body, infos);
    if (typeof parsed === 'string') {
      context.err(`error: ${whatOf(infos)} is invalid\n`);
      round = file.again(edited.body, [`# ${whatOf(infos)} was not valid:`, `# * ${parsed}`]);
      continue;
    }
    if (parsed.length === 0) {
      file.remove(round.path);
      context.err('Edit cancelled, saved file was empty.\n');
      return;
    }
    const refusal = sendAll(context, infos, parsed, report);
    if (refusal === undefined) {
      file.remove(round.path);
      return;
    }
    if (refusal.isFinal) throw keptError(context, round, refusal.reasons);
    round = file.again(edited.body, refusal.header);
  }
}

function whatOf(infos: readonly Info[]): string {
  const [first] = infos;
  return first === undefined ? '' : `${groupResource(first.resource)} "${first.name}"`;
}

function cancel(context: Context, round: EditRound): void {
  if (!round.isRetry) {
    round.remove();
    context.err('Edit cancelled, no changes made.\n');
    return;
  }
  context.err(`A copy of your changes has been stored to "${round.path}"\n`);
  throw new KubectlError('Edit cancelled, no valid changes were saved.');
}

/** The objects of the edited text; a sentence when it cannot be read. An empty list for an emptied file. */
function parseEdited(body: string, infos: readonly Info[]): readonly JsonRecord[] | string {
  let value: unknown;
  try {
    value = readYaml(body);
  } catch (error) {
    if (error instanceof YamlError) return `<nil>: Invalid value: "The edited file failed validation": yaml: ${error.message}`;
    throw error;
  }
  if (value === undefined || value === null || !isRecord(value)) return '<nil>: Invalid value: "The edited file failed validation": invalid object to validate';
  if (infos.length === 1) return [value];
  return listAt(value, 'items').filter(isRecord);
}

interface Refusal {
  readonly isFinal: boolean;
  readonly reasons: readonly string[];
  readonly header: readonly string[];
}

function sendAll(context: Context, infos: readonly Info[], objects: readonly JsonRecord[], report: ReportResult): Refusal | undefined {
  for (const [index, object] of objects.entries()) {
    const info = infos[index];
    if (info === undefined) continue;
    const refusal = sendOne(context, info, object, report, infos.length > 1);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function sendOne(context: Context, info: Info, edited: JsonRecord, report: ReportResult, isOneOfMany: boolean): Refusal | undefined {
  const before = withoutManagedFields(info.object as unknown as JsonRecord);
  if (['apiVersion', 'kind'].some((key) => edited[key] !== before[key]) || textAt(edited, 'metadata', 'name') !== info.name) {
    return { isFinal: true, reasons: ['error: At least one of apiVersion, kind and name was changed'], header: [] };
  }
  const patch = patchBetween(context, before as unknown as KubeObject, edited as unknown as KubeObject);
  if (Object.keys(patch).length === 0) {
    if (isOneOfMany) report(info.object, 'skipped');
    return undefined;
  }
  if (context.flags['output-patch']) context.out(`Patch: ${formatJson(patch)}\n`);
  try {
    const options = { fieldManager: context.flags['field-manager'], fieldValidation: 'Strict', onWarning: context.warn } as const;
    report(context.api.patch(keyOf(info), 'strategic', patch, options), 'edited');
    return undefined;
  } catch (error) {
    return refusalOf(context, info, error);
  }
}

function refusalOf(context: Context, info: Info, error: unknown): Refusal {
  if (!isApiError(error)) throw error;
  const what = `${groupResource(info.resource)} "${info.name}"`;
  if (error.reason === 'Invalid') {
    const causes = error.status.details?.causes ?? [];
    context.err(`error: ${what} is invalid\n`);
    return { isFinal: false, reasons: [], header: [`# ${what} was not valid:`, ...causes.map((cause) => `# * ${cause.field ?? ''}: ${cause.message ?? ''}`)] };
  }
  if (error.reason === 'NotFound') return { isFinal: true, reasons: [`error: ${what} could not be found on the server`], header: [] };
  context.err(`error: ${what} could not be patched: ${error.status.message ?? ''}\n`);
  return { isFinal: true, reasons: [`You can run \`kubectl replace -f FILE\` to try this update again.`], header: [] };
}

function keptError(context: Context, round: EditRound, reasons: readonly string[]): KubectlError {
  const [reason = ''] = reasons;
  if (reason.startsWith('You can run')) return new KubectlError(reason.replace('FILE', round.path), { bare: true });
  if (reason.includes('could not be found')) {
    context.err(`${reason}\n`);
    return new KubectlError(`The edits you made on deleted resources have been saved to "${round.path}"`, { bare: true });
  }
  context.err(`A copy of your changes has been stored to "${round.path}"\n`);
  return new KubectlError(reason, { bare: true });
}
