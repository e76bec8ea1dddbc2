import { LAST_APPLIED, lastAppliedOf, withLastApplied } from '../../apply/lastApplied.ts';
import { FIELD_MANAGER_FLAG, FILENAME_FLAGS, LABEL_SELECTOR_FLAG, OUTPUT_FLAGS, VALIDATE_FLAG } from '../../commonFlags.ts';
import { defineKubectl } from '../../command.ts';
import { editFile } from '../../edit/editFile.ts';
import { openEditor } from '../../edit/openEditor.ts';
import { KubectlError, throwAll } from '../../errors.ts';
import { readYaml, YamlError } from '../../manifests/yamlReader.ts';
import { isRecord, textAt, type JsonRecord } from '../../printers/values.ts';
import { keyOf } from '../../resources/info.ts';
import { findTargets } from '../../resources/targets.ts';
import { createReport } from '../../results.ts';

/** k8s: kubectl apply edit-last-applied. simplified: the objects are edited one after another, each in a file of its own. */
export const editLastApplied = defineKubectl({
  path: ['apply', 'edit-last-applied'],
  usage: '(RESOURCE/NAME | -f FILENAME)',
  short: 'Edit latest last-applied-configuration annotations of a resource/object',
  long: 'Edit the latest last-applied-configuration annotations of resources from the default editor.',
  examples: `# Edit what was applied last, as YAML
kubectl apply edit-last-applied sts/web`,
  flags: { ...FIELD_MANAGER_FLAG('kubectl-edit'), ...FILENAME_FLAGS('Filename, directory, or URL to files to use to edit the resource'), ...OUTPUT_FLAGS, ...LABEL_SELECTOR_FLAG, ...VALIDATE_FLAG },
  fieldManager: 'kubectl-edit',
  *run(context) {
    const { flags, api } = context;
    const report = createReport(context, { ...flags, output: flags.output === 'json' ? '' : flags.output }, 'none');
    const { infos, errors } = yield* findTargets(context, { args: context.args, files: flags, labelSelector: flags.selector });
    throwAll(errors);
    for (const info of infos) {
      const applied = lastAppliedOf(info.object);
      if (applied === undefined) throw new KubectlError(`no last-applied-configuration annotation found on resource: ${info.name}`);
      const file = editFile(context, [applied], flags.output === 'json');
      const round = file.first();
      yield* openEditor(context, round.path);
      const { body } = file.read(round.path);
      file.remove(round.path);
      if (body === round.body || body.trim() === '') {
        context.err(body === round.body ? 'Edit cancelled, no changes made.\n' : 'Edit cancelled, saved file was empty.\n');
        continue;
      }
      const edited = parsed(body, info.name);
      const annotation = textAt(withLastApplied(edited), 'metadata', 'annotations', LAST_APPLIED);
      report(api.patch(keyOf(info), 'merge', { metadata: { annotations: { [LAST_APPLIED]: annotation } } }, { onWarning: context.warn }), 'edited');
    }
  },
});

function parsed(body: string, name: string): JsonRecord {
  try {
    const value = readYaml(body);
    if (isRecord(value) && textAt(value, 'metadata', 'name') === name) return value;
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    throw new KubectlError(`The edited file had a syntax error: error parsing edited-file: error converting YAML to JSON: yaml: ${error.message}`);
  }
  throw new KubectlError('At least one of apiVersion, kind and name was changed');
}
