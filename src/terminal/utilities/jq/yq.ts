import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Wait } from '../../process/process.ts';
import { drain, readAll } from '../../process/waits.ts';
import { readYaml, YamlError } from '../../kubectl/manifests/yamlReader.ts';
import { readOptions, type ParsedOptions } from '../options.ts';
import { evaluate, type Scope } from './evaluate.ts';
import { createStepLimit, enter, isTooDeep } from './bounds.ts';
import { JqBreak, JqError, JqGivesUp, JqHalt } from './failure.ts';
import { isTruthy, toJson, type Json } from './json.ts';
import { parseJq } from './parser.ts';
import { printJson } from './printJson.ts';
import { createScope, undefinedNames } from './program.ts';
import { JqSyntaxError, type Filter } from './syntax.ts';
import { yamlText } from './yamlText.ts';

const SPEC = {
  short: 'o:p:inerPNsjI:CMf:v',
  long: {
    'output-format': 'o:', 'input-format': 'p:', inplace: 'i', 'null-input': 'n', 'exit-status': 'e', unwrapScalar: 'r', prettyPrint: 'P', 'no-doc': 'N', split: 's', tojson: 'j', indent: 'I:', colors: 'C', 'no-colors': 'M', version: 'version', help: 'help',
  },
};

/** yq of Mike Farah: filters like jq's over YAML. simplified: its filters are jq's, and comments and quotes of the source are not kept. */
export const yq = defineUtility({
  name: 'yq',
  flavours: ['centos7'],
  summary: 'command-line YAML processor',
  *run(process) {
    const words = process.argv.slice(1);
    const options = readOptions(SPEC, ['eval', 'e', 'eval-all', 'ea'].includes(words[0] ?? '') ? words.slice(1) : words);
    if ('fault' in options) return fail(process, `unknown ${options.isLong ? `flag: --${options.option}` : `shorthand flag: '${options.option}' in -${options.option}`}`);
    if (options.has('version')) {
      process.out('yq (https://github.com/mikefarah/yq/) version v4.44.3\n');
      return 0;
    }
    const [first = '.', ...rest] = options.operands;
    // A file alone is printed as it is.
    const isFile = rest.length === 0 && exists(process, first);
    const [source, files] = isFile ? ['.', [first]] : [first, rest];
    const filter = compile(process, source);
    if (filter === undefined) return 1;
    if (options.has('n')) {
      const printed = print(process, options, filter, [null]);
      process.out(printed.text);
      return printed.status;
    }
    let status = 0;
    for (const name of files.length === 0 ? ['-'] : files) status = Math.max(status, yield* processOne(process, options, filter, name));
    return status;
  },
});

function fail(process: Process, text: string): 1 {
  process.err(`Error: ${text}\n`);
  return 1;
}

function exists(process: Process, name: string): boolean {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  return files.exists(path) && !files.isDirectory(path);
}

function compile(process: Process, source: string): Filter | undefined {
  try {
    const filter = parseJq(source);
    enter(filter, 0);
    for (const { name } of undefinedNames(filter, scopeOf(process))) {
      fail(process, `invalid expression: ${name} is not defined`);
      return undefined;
    }
    return filter;
  } catch (error) {
    if (error instanceof JqGivesUp || isTooDeep(error)) {
      fail(process, 'invalid expression: it is too deep for this simulation');
      return undefined;
    }
    if (!(error instanceof JqSyntaxError)) throw error;
    fail(process, `invalid expression: ${error.message.replace('syntax error, ', '')}, please check the expression syntax`);
    return undefined;
  }
}

function scopeOf(process: Process): Scope {
  const scope = createScope(
    {
      ...createStepLimit(),
      nextInput: () => undefined,
      inputFile: () => undefined,
      environment: new Map(process.env),
      nowSeconds: () => process.kernel.unixNow() / 1000,
      debug: (text) => process.err(text),
    },
    new Map(),
  );
  // Keys come in the order of the document.
  return { ...scope, functions: { find: (signature) => scope.functions.find(signature === 'keys/0' ? 'keys_unsorted/0' : signature) } };
}

function* processOne(process: Process, options: ParsedOptions, filter: Filter, name: string): Generator<Wait, number, void> {
  const text = name === '-' ? yield* readAll(process.stdin) : textOf(process, name);
  if (text === undefined) return fail(process, `open ${name}: no such file or directory`);
  const documents = read(process, name, text);
  if (documents === undefined) return 1;
  const printed = print(process, options, filter, documents);
  if (options.has('i') && printed.status === 0) process.machine.files.write(process.machine.files.resolve(process.cwd, name), printed.text);
  else process.out(printed.text);
  yield* drain(process.stdout);
  return printed.status;
}

function textOf(process: Process, name: string): string | undefined {
  try {
    return process.machine.files.read(process.machine.files.resolve(process.cwd, name));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

/** The documents of a text; undefined after a fault of one has been told. */
function read(process: Process, name: string, text: string): readonly Json[] | undefined {
  try {
    return text.replace(/^---[ \t]*\n/, '').split(/^---[ \t]*$\n?/m).map((document) => toJson(readYaml(document)));
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    fail(process, `bad file '${name}': ${error.message}`);
    return undefined;
  }
}

interface Printed {
  readonly text: string;
  readonly status: number;
}

function print(process: Process, options: ParsedOptions, filter: Filter, documents: readonly Json[]): Printed {
  const pieces: string[] = [];
  let found = false;
  let failure: string | undefined;
  try {
    for (const document of documents) {
      const results: string[] = [];
      for (const { value } of evaluate(filter, { value: document, path: undefined }, scopeOf(process))) {
        found ||= isTruthy(value);
        results.push(written(options, value));
      }
      if (results.length > 0) pieces.push(results.join(''));
    }
  } catch (error) {
    if (error instanceof JqGivesUp || isTooDeep(error)) failure = `this simulation gives up: ${error.message}`;
    else if (error instanceof JqError || error instanceof JqBreak || error instanceof JqHalt) failure = error.message;
    else throw error;
  }
  if (failure === undefined && options.has('e') && !found) failure = 'no matches found';
  if (failure !== undefined) fail(process, failure);
  return { text: pieces.join(options.has('N') ? '' : '---\n'), status: failure === undefined ? 0 : 1 };
}

/** Text stands bare at the top. */
function written(options: ParsedOptions, value: Json): string {
  const format = options.value('o') ?? (options.has('j') ? 'json' : 'yaml');
  if (format === 'json' || format === 'j') {
    const indent = ' '.repeat(Number(options.value('I') ?? 2));
    return `${printJson(value, { indent: indent === '' ? undefined : indent, sortsKeys: false, isColored: false, isAscii: false })}\n`;
  }
  return typeof value === 'string' ? `${value.replace(/\n$/, '')}\n` : yamlText(value);
}
