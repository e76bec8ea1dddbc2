import { KubectlError, PrintFailure } from '../../errors.ts';
import { goValue } from '../goFormat.ts';
import { formatJson } from '../json.ts';
import { quoteGo } from '../goQuote.ts';
import type { Printer } from '../outputFormat.ts';
import { executeTemplate } from './execute.ts';
import { TemplateError } from './nodes.ts';
import { parseTemplate } from './parse.ts';

/** `-o go-template=…`: a Go template over the object, without a newline at the end. */
export function createGoTemplate(text: string, options: { readonly isStrict: boolean }): Printer {
  const template = parseOrRefuse(text);
  return {
    print: (value) => {
      let out = '';
      try {
        executeTemplate(template, value, options.isStrict, (piece) => { out += piece; });
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        throw new PrintFailure(out + debugText(text, error.message, value), `error executing template ${quoteGo(text)}: ${error.message}`);
      }
      return out;
    },
  };
}

function parseOrRefuse(text: string): ReturnType<typeof parseTemplate> {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (error instanceof TemplateError) throw new KubectlError(`error parsing template ${text}, ${error.message}\n`);
    throw error;
  }
}

function debugText(text: string, problem: string, value: unknown): string {
  return [
    `Error executing template: ${problem}. Printing more information for debugging the template:`,
    '\ttemplate was:',
    `\t\t${text}`,
    '\traw data was:',
    `\t\t${formatJson(value)}`,
    '\tobject given to template engine was:',
    `\t\t${goValue(value)}`,
    '',
    '',
  ].join('\n');
}
