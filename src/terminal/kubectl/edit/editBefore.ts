import type { KubeObject } from '#engine/kinds/object.ts';
import type { Wait } from '../../process/process.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { readYaml, YamlError } from '../manifests/yamlReader.ts';
import { isRecord, type JsonRecord } from '../printers/values.ts';
import { editFile } from './editFile.ts';
import { openEditor } from './openEditor.ts';

/**
 * Lets a person edit an object that is not stored yet, and hands what came out on. Nothing is done when nothing was
 * changed; what was refused is kept in the file. k8s: editor.EditBeforeCreateMode
 */
export function* editBefore(context: KubectlContext, object: KubeObject, isJson: boolean, send: (edited: KubeObject) => void): Generator<Wait, void, void> {
  const file = editFile(context, [object as unknown as JsonRecord], isJson);
  const round = file.first();
  yield* openEditor(context, round.path);
  const { body } = file.read(round.path);
  if (body === round.body) {
    round.remove();
    context.err('Edit cancelled, no changes made.\n');
    return;
  }
  try {
    send(parsed(body));
  } catch (error) {
    context.err(`A copy of your changes has been stored to "${round.path}"\n`);
    throw error;
  }
  round.remove();
}

function parsed(body: string): KubeObject {
  let value: unknown;
  try {
    value = readYaml(body);
  } catch (error) {
    if (error instanceof YamlError) throw new KubectlError(`error parsing edited-file: error converting YAML to JSON: yaml: ${error.message}`);
    throw error;
  }
  if (!isRecord(value)) throw new KubectlError('Edit cancelled, saved file was empty.');
  return value as unknown as KubeObject;
}
