import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { formatYaml } from '../printers/yaml.ts';
import { isRecord, listAt, textAt, type JsonRecord } from '../printers/values.ts';
import { flattenList, readDocuments } from './documents.ts';

/** Builds the kustomization of a directory: one text with its objects. */
export function buildKustomization(context: KubectlContext, directory: string): string {
  const { machine, cwd } = context.process;
  const path = machine.files.resolve(cwd, directory);
  const file = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].find((name) => machine.files.exists(`${path}/${name}`));
  if (file === undefined) {
    throw new KubectlError(`unable to find one of 'kustomization.yaml', 'kustomization.yml' or 'Kustomization' in directory '${path}'`);
  }
  const [content] = readDocuments(machine.files.read(`${path}/${file}`)).values;
  void content;
  return '';
}

void formatYaml;
void isRecord;
void listAt;
void textAt;
void flattenList;
export type { JsonRecord };
