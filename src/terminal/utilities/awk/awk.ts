import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { readAll } from '../../process/waits.ts';
import { isBusybox, parseOptions, sayUsage, type ParsedOptions } from '../options.ts';
import { AwkError, dialectOf, type AwkDialect } from './dialect.ts';
import { runProgram } from './mainLoop.ts';
import { parseProgram } from './parser.ts';
import { createRuntime, type Runtime } from './runtime.ts';
import { AwkSyntaxError, type AwkProgram } from './syntax.ts';
import { unescape } from './tokens.ts';
import { fromInput } from './values.ts';
import { arrayOf } from './variables.ts';

const GNU_SPEC = { short: 'F:v:f:W:', long: { 'field-separator': 'F:', assign: 'v:', file: 'f:', version: 'version', posix: 'posix', traditional: 'traditional', 're-interval': 're-interval', source: 'e:' }, stopAtOperand: true };

/** gawk on the nodes, mawk in Debian's images, busybox's own elsewhere. */
export const awk = defineUtility({
  name: 'awk',
  aliases: ['gawk', 'mawk'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'pattern scanning and processing language',
  *run(process) {
    const dialect = dialectOf(process);
    const options = parseOptions(process, isBusybox(process) ? { short: 'F:v:f:e:W:', stopAtOperand: true } : GNU_SPEC);
    if (options === undefined) return dialect.failure;
    if (options.has('version')) {
      process.out(dialect.name === 'gawk' ? 'GNU Awk 4.0.2\n' : 'mawk 1.3.4 20200120\n');
      return 0;
    }
    const text = yield* programText(process, options, dialect);
    if (text === undefined) return dialect.failure;
    if (text.source === undefined) return noProgram(process, dialect);
    const program = parse(process, dialect, text.source);
    if (program === undefined) return failureOfProgram(dialect, text.source);

    const runtime = createRuntime(process, dialect);
    for (const assignment of options.values('v')) {
      const at = assignment.indexOf('=');
      if (at < 1) return badAssignment(process, dialect, assignment);
      runtime.set(assignment.slice(0, at), fromInput(unescape(assignment.slice(at + 1))));
    }
    const separator = options.value('F');
    if (separator !== undefined) runtime.set('FS', separator === 't' && dialect.name !== 'busybox' ? '\t' : unescape(separator));
    const argv = arrayOf(runtime.cell('ARGV'));
    for (const [index, argument] of [dialect.title, ...text.operands].entries()) argv.set(String(index), fromInput(argument));
    runtime.set('ARGC', text.operands.length + 1);
    try {
      return yield* runProgram(program, runtime);
    } catch (error) {
      if (!(error instanceof AwkError)) throw error;
      process.err(`${messageOf(runtime, error)}\n`);
      return dialect.failure;
    }
  },
});

/** Messages of gawk and busybox name the place in the program; gawk and mawk also the record. simplified: always the program's first line. */
function messageOf({ dialect: { name, title }, get, toText }: Runtime, { message, place }: AwkError): string {
  if (place === 'alone') return `${title}: ${message}`;
  const [file, inFile, number] = [get('FILENAME'), get('FNR'), get('NR')].map(toText);
  if (name === 'busybox') return `${title}: cmd. line:1: ${message}`;
  if (name === 'gawk') return `${title}: cmd. line:1: ${inFile === '0' ? '' : `(FILENAME=${file === '' ? '-' : file} FNR=${inFile}) `}${message}`;
  return `${title}: run time error: ${message}\n\tFILENAME="${file}" FNR=${inFile} NR=${number}`;
}

function* programText(process: Process, options: ParsedOptions, { name, title }: AwkDialect) {
  const files = options.values('f');
  if (files.length === 0) {
    const [inline, ...operands] = options.operands;
    return { source: options.value('e') ?? inline, operands: options.has('e') ? options.operands : operands };
  }
  const parts: string[] = [];
  for (const file of files) {
    const text = file === '-' ? yield* readAll(process.stdin) : textOf(process, file);
    if (text === undefined) {
      process.err({ gawk: `${title}: fatal: cannot open source file \`${file}' for reading: No such file or directory\n`, mawk: `${title}: cannot open ${file} (No such file or directory)\n`, busybox: `${title}: can't open '${file}': No such file or directory\n` }[name]);
      return undefined;
    }
    parts.push(text);
  }
  return { source: parts.join('\n'), operands: options.operands };
}

function textOf(process: Process, name: string): string | undefined {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  return files.exists(path) && !files.isDirectory(path) ? files.read(path) : undefined;
}

/** Undefined after what is wrong has been told. */
function parse(process: Process, dialect: AwkDialect, source: string): AwkProgram | undefined {
  try {
    const program = parseProgram(source, { choosesFile: dialect.name !== 'gawk' });
    const missing = [...program.called].find((name) => !program.functions.has(name));
    if (missing === undefined) return program;
    process.err(`${dialect.title}: ${{ gawk: `cmd. line:1: fatal: function \`${missing}' not defined`, mawk: `line 2: function ${missing} never defined`, busybox: 'cmd. line:1: Call to undefined function' }[dialect.name]}\n`);
  } catch (error) {
    if (!(error instanceof AwkSyntaxError)) throw error;
    process.err(syntaxMessage(dialect, source, error));
  }
  return undefined;
}

const AT_END = 'newline or end of string';

function syntaxMessage({ name, title }: AwkDialect, source: string, { at, line, found }: AwkSyntaxError): string {
  const isUnterminated = found.startsWith('unterminated');
  const bare = found.endsWith(' without action') ? found.split(' ')[0] : undefined;
  if (name === 'busybox') return `${title}: cmd. line:${line}: ${isUnterminated ? 'Unexpected end of string' : 'Unexpected token'}\n`;
  if (name === 'mawk') {
    if (isUnterminated) return `${title}: line ${line}: runaway ${found === 'unterminated string' ? 'string constant' : 'regular expression'} ${source.slice(at)} ...\n`;
    if (bare !== undefined) return `${title}: line ${line}: syntax error at or near end of line\n`;
    return found === AT_END ? `${title}: line ${line + 1}: missing } near end of file\n` : `${title}: line ${line}: syntax error at or near ${found}\n`;
  }
  if (bare !== undefined) return `${title}: cmd. line:${line}: ${bare} blocks must have an action part\n`;
  const lineStart = source.lastIndexOf('\n', at - 1) + 1;
  const where = `${title}: cmd. line:${line}: `;
  const what = found === AT_END ? 'unexpected newline or end of string' : isUnterminated ? found : 'syntax error';
  return `${where}${source.slice(lineStart).split('\n')[0] ?? ''}\n${where}${' '.repeat(at - lineStart + (found === 'unterminated regexp' ? 1 : 0))}^ ${what}\n`;
}

function failureOfProgram({ name }: AwkDialect, source: string): number {
  // gawk tells an undefined function from a program that is none.
  return name === 'mawk' || (name === 'gawk' && isWellFormed(source)) ? 2 : 1;
}

function isWellFormed(source: string): boolean {
  try {
    parseProgram(source, { choosesFile: false });
    return true;
  } catch (error) {
    if (error instanceof AwkSyntaxError) return false;
    throw error;
  }
}

function noProgram(process: Process, { name, failure }: AwkDialect): number {
  if (name === 'busybox') return sayUsage(process);
  process.err(
    name === 'mawk'
      ? 'Usage: mawk [Options] [Program] [file ...]\n\nProgram:\n    The -f option value is the name of a file containing program text.\n    If no -f option is given, a "--" ends option processing; the following\n    parameters are the program text.\n'
      : "Usage: awk [POSIX or GNU style options] -f progfile [--] file ...\nUsage: awk [POSIX or GNU style options] [--] 'program' file ...\n",
  );
  return name === 'mawk' ? failure : 1;
}

function badAssignment(process: Process, { name, title, failure }: AwkDialect, assignment: string): number {
  if (name === 'busybox') return sayUsage(process);
  process.err(name === 'gawk' ? `${title}: fatal: \`${assignment}' argument to \`-v' not in \`var=value' form\n` : `${title}: improper assignment: -v ${assignment}\n`);
  return failure;
}
