import { KubectlError } from '../../errors.ts';
import { goSyntax, goValue } from '../goFormat.ts';
import { formatJson } from '../json.ts';
import { quoteGo } from '../goQuote.ts';
import type { Printer } from '../outputFormat.ts';
import { isRecord } from '../values.ts';
import { findResults } from './evaluate.ts';
import { JsonPathError } from './nodes.ts';
import { parseJsonPath } from './parse.ts';

/** `-o jsonpath=…`: what the template's parts yield, without a newline at the end. */
export function createJsonPathPrinter(template: string, options: { readonly isStrict: boolean; readonly asJson: boolean }): Printer {
  const root = orRefuse(`error parsing jsonpath ${template}, `, '\n', () => parseJsonPath(template));
  return {
    print: (value) => {
      try {
        return findResults(root, value, options.isStrict).map((results) => (options.asJson ? `${formatJson(results, '    ')}\n` : results.map(valueText).join(' '))).join('');
      } catch (error) {
        if (error instanceof JsonPathError) throw executionError(template, error.message, value);
        throw error;
      }
    },
  };
}

function orRefuse<T>(before: string, after: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof JsonPathError) throw new KubectlError(before + error.message + after);
    throw error;
  }
}

function executionError(template: string, problem: string, value: unknown): KubectlError {
  const details = [
    `Error executing template: ${problem}. Printing more information for debugging the template:`,
    '\ttemplate was:',
    `\t\t${template}`,
    '\tobject given to jsonpath engine was:',
    `\t\t${goSyntax(value)}`,
    '',
    '',
  ].join('\n');
  return new KubectlError(`error executing jsonpath ${quoteGo(template)}: ${details}\n`);
}

/** Maps and lists as JSON, everything else as it is. */
export function valueText(value: unknown): string {
  if (isRecord(value) || Array.isArray(value)) return formatJson(value);
  return value === null ? 'null' : goValue(value);
}
