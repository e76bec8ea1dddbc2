import { KubectlError } from '../../errors.ts';
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
        throw new TemplateFailure(out + debugText(text, error.message, value), `error executing template ${quoteGo(text)}: ${error.message}`);
      }
      return out;
    },
  };
}

/** A template that failed while it ran: what it wrote and what helps to find out belongs on stdout. */
export class TemplateFailure extends KubectlError {
  readonly stdout: string;

  constructor(stdout: string, message: string) {
    super(message);
    this.stdout = stdout;
  }
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
