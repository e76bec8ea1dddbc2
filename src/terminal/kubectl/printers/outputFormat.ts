import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { createCustomColumns, readColumnsFile, readColumnsSpec } from './customColumns.ts';
import { createGoTemplate } from './goTemplate/print.ts';
import { formatJson } from './json.ts';
import { withManagedFields, withoutManagedFields } from './managedFields.ts';
import { createJsonPathPrinter } from './jsonPath/print.ts';
import { formatKyaml } from './kyaml.ts';
import { createNamePrinter } from './name.ts';
import type { JsonRecord } from './values.ts';
import { formatYaml } from './yaml.ts';
import { formatTypedJson } from './typedJson.ts';

/** Writes objects in one format, one after another. A value may be a `List`. */
export interface Printer {
  print(value: JsonRecord): string;
}

/** The flags that choose a format. */
export interface OutputFlags {
  readonly output: string;
  readonly template: string;
  readonly 'allow-missing-template-keys': boolean;
  readonly 'show-managed-fields': boolean;
}

const TEMPLATE_FORMATS = ['go-template', 'go-template-file', 'template', 'templatefile', 'jsonpath', 'jsonpath-as-json', 'jsonpath-file'] as const;

/** Formats of commands that change things. */
const CHANGE_FORMATS = 'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,yaml';
/** Formats of `get`. */
const GET_FORMATS = 'custom-columns,custom-columns-file,go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,name,template,templatefile,wide,yaml';

/** Which formats there are, and how objects come. */
export interface PrinterOptions {
  readonly forGet: boolean;
  readonly hasHeaders?: boolean;
  /** The objects are typed ones of kubectl's own making, not what a server or a file said. */
  readonly isTyped?: boolean;
}

/** The printer for `-o`; undefined for the human table. Formats of `get` are allowed with `forGet`. */
export function createPrinter(context: KubectlContext, flags: OutputFlags, options: PrinterOptions): Printer | undefined {
  const [format, argument] = splitFormat(flags);
  if (format === '' || (options.forGet && format === 'wide' && argument === undefined)) return undefined;
  const plain = plainPrinter(format, flags, argument, options.isTyped ?? false);
  if (plain !== undefined) return flags['show-managed-fields'] ? seeingManagedFields(context, plain) : plain;
  const template = templatePrinter(context, format, argument, flags);
  if (template !== undefined) return seeingManagedFields(context, template);
  if (options.forGet) {
    const columns = columnsPrinter(context, format, argument, options.hasHeaders ?? true);
    if (columns !== undefined) return seeingManagedFields(context, columns);
  }
  throw noPrinter(flags.output, options.forGet ? GET_FORMATS : CHANGE_FORMATS);
}

export function noPrinter(format: string, allowed: string): KubectlError {
  return new KubectlError(`unable to match a printer suitable for the output format "${format}", allowed formats are: ${allowed}`);
}

/** `jsonpath={.x}` is a format with its argument; `--template` alone means a Go template. */
function splitFormat(flags: OutputFlags): readonly [string, string | undefined] {
  const { output, template } = flags;
  if (output === '' && template !== '') return ['go-template', template];
  for (const format of [...TEMPLATE_FORMATS, 'custom-columns', 'custom-columns-file']) {
    if (output === format) return [format, template === '' ? undefined : template];
    if (output.startsWith(`${format}=`)) return [format, output.slice(format.length + 1)];
  }
  return [output, undefined];
}

function plainPrinter(format: string, flags: OutputFlags, argument: string | undefined, isTyped: boolean): Printer | undefined {
  if (argument !== undefined) return undefined;
  const strip = flags['show-managed-fields'] ? (value: JsonRecord) => value : withoutManagedFields;
  let count = 0;
  switch (format.toLowerCase()) {
    case 'json':
      return { print: (value) => `${(isTyped ? formatTypedJson : formatJson)(strip(value), '    ')}\n` };
    case 'yaml':
      return { print: (value) => `${count++ > 0 ? '---\n' : ''}${formatYaml(strip(value))}` };
    case 'kyaml':
      return { print: (value) => `---\n${formatKyaml(strip(value))}` };
    case 'name':
      return createNamePrinter();
    default:
      return undefined;
  }
}

function templatePrinter(context: KubectlContext, format: string, argument: string | undefined, flags: OutputFlags): Printer | undefined {
  if (!(TEMPLATE_FORMATS as readonly string[]).includes(format)) return undefined;
  if (argument === undefined || argument === '') throw new KubectlError('template format specified but no template given');
  const isStrict = !flags['allow-missing-template-keys'];
  const isFile = format.endsWith('file');
  const text = isFile ? readTemplateFile(context, argument) : argument;
  if (format.startsWith('jsonpath')) return createJsonPathPrinter(text, { isStrict, asJson: format === 'jsonpath-as-json' });
  return createGoTemplate(text, { isStrict });
}

function readTemplateFile(context: KubectlContext, path: string): string {
  const { machine, cwd } = context.process;
  const absolute = machine.files.resolve(cwd, path);
  if (!machine.files.exists(absolute)) throw new KubectlError(`error reading --template ${path}, open ${path}: no such file or directory\n`);
  return machine.files.read(absolute);
}

function columnsPrinter(context: KubectlContext, format: string, argument: string | undefined, hasHeaders: boolean): Printer | undefined {
  if (format === 'custom-columns') return createCustomColumns(readColumnsSpec(argument), hasHeaders);
  if (format !== 'custom-columns-file') return undefined;
  if (argument === undefined || argument === '') throw new KubectlError('custom-columns format specified but no custom columns given');
  const { machine, cwd } = context.process;
  const absolute = machine.files.resolve(cwd, argument);
  if (!machine.files.exists(absolute)) throw new KubectlError(`error reading template ${argument}, open ${argument}: no such file or directory\n`);
  // kubectl does not look at --no-headers here.
  return createCustomColumns(readColumnsFile(machine.files.read(absolute)), true);
}

function seeingManagedFields(context: KubectlContext, printer: Printer): Printer {
  return { print: (value) => printer.print(withManagedFields(context, value)) };
}
