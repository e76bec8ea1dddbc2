import { FileError } from '#engine/machine/files.ts';
import { utf8Length } from '#engine/core/utf8.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { forEachLine } from '../process/waits.ts';
import { isBusybox, nameOf, parseOptions, sayUsage, type ParsedOptions } from './options.ts';
import { globRegExp } from './glob.ts';
import { compilePattern } from './pattern.ts';
import { linesOf } from './sources.ts';
import { boundedRegExp } from '../regExp/boundedRegExp.ts';

const SPEC = {
  short: 'ivnclLoqwxsEFGPrRhHe:f:m:A:B:C:azbyZTUIud:D:',
  long: {
    'ignore-case': 'i', 'invert-match': 'v', 'line-number': 'n', count: 'c', 'files-with-matches': 'l', 'files-without-match': 'L', 'only-matching': 'o', quiet: 'q', silent: 'q',
    'word-regexp': 'w', 'line-regexp': 'x', 'no-messages': 's', 'extended-regexp': 'E', 'fixed-strings': 'F', 'basic-regexp': 'G', 'perl-regexp': 'P', recursive: 'r',
    'no-filename': 'h', 'with-filename': 'H', regexp: 'e:', file: 'f:', 'max-count': 'm:', 'after-context': 'A:', 'before-context': 'B:', context: 'C:', text: 'a', color: 'color', colour: 'color', 'byte-offset': 'b', null: 'Z', 'null-data': 'z', 'initial-tab': 'T', 'dereference-recursive': 'R', 'no-ignore-case': 'no-ignore-case', include: 'include:', exclude: 'exclude:', 'exclude-dir': 'exclude-dir:', label: 'label:', 'line-buffered': 'u', binary: 'U', 'binary-files': 'binary-files:', directories: 'd:', devices: 'D:', 'no-group-separator': 'no-group-separator',
  },
};

const BUSYBOX_SPEC = { short: 'HhnlLoqvsrRiwFEm:A:B:C:e:f:cxz' };

export const grep = defineUtility({
  name: 'grep',
  aliases: ['egrep', 'fgrep'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print lines that match patterns',
  *run(process) {
    const given = process.argv.slice(1);
    const when = given.map((arg) => /^--colou?r(?:=(\w+))?$/.exec(arg)).findLast((match) => match !== null);
    const isColored = when !== undefined && when !== null && (when[1] === 'always' || (when[1] !== 'never' && process.stdout.isTty()));
    // `-2` is the context on both sides.
    const args = given.map((arg) => (/^--colou?r=/.test(arg) ? '--color' : arg.replace(/^-(\d+)$/, '-C$1')));
    const options = parseOptions(process, isBusybox(process) ? BUSYBOX_SPEC : SPEC, isBusybox(process) ? given : args);
    if (options === undefined) return 2;
    const operands = [...options.operands];
    const patterns = patternsOf(process, options, operands);
    if (patterns === undefined) return 2;
    const test = matcher(process, options, patterns);
    if (test === undefined) return 2;
    return yield* search(process, options, operands, test, isColored);
  },
});

/** From -e, -f or the first operand, which is then taken away. */
function patternsOf(process: Process, options: ParsedOptions, operands: string[]): string[] | undefined {
  const patterns = options.values('e').flatMap((text) => text.split('\n'));
  const file = options.value('f');
  if (file !== undefined) {
    const path = process.machine.files.resolve(process.cwd, file);
    if (!process.machine.files.exists(path)) {
      process.err(`grep: ${file}: No such file or directory\n`);
      return undefined;
    }
    patterns.push(...linesOf(process.machine.files.read(path)));
  }
  if (options.values('e').length > 0 || file !== undefined) return patterns;
  const first = operands.shift();
  if (first === undefined) {
    sayUsage(process);
    return undefined;
  }
  return first.split('\n');
}

type Find = (line: string) => readonly (readonly [number, number])[];

/** All matches of any pattern in a line, leftmost first; undefined after a bad pattern has been told. */
function matcher(process: Process, options: ParsedOptions, patterns: readonly string[]): Find | undefined {
  const name = nameOf(process);
  if (options.has('P') && !isBusybox(process)) return perlMatcher(process, options, patterns);
  const dialect = options.has('F') || name === 'fgrep' ? 'fixed' : options.has('E') || options.has('P') || name === 'egrep' ? 'extended' : 'basic';
  const compiled: RegExp[] = [];
  for (const pattern of patterns) {
    const body = compilePattern(pattern, dialect);
    if ('error' in body) {
      process.err(isBusybox(process) ? `grep: bad regex '${pattern}': ${body.error}\n` : `grep: ${body.error}\n`);
      return undefined;
    }
    const bounded = options.has('x') ? `^(?:${body.source})$` : options.has('w') ? `(?<![\\w])(?:${body.source})(?![\\w])` : body.source;
    compiled.push(boundedRegExp(bounded, options.has('i') || options.has('y') ? 'gi' : 'g'));
  }
  return (line) => {
    const found: (readonly [number, number])[] = [];
    for (const regex of compiled) {
      for (const match of line.matchAll(regex)) found.push([match.index, match.index + match[0].length]);
    }
    return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  };
}

/** -P: Perl's expressions are JavaScript's, but for a few. */
function perlMatcher(process: Process, options: ParsedOptions, patterns: readonly string[]): Find | undefined {
  const flags = options.has('i') || options.has('y') ? 'gi' : 'g';
  const compiled: RegExp[] = [];
  for (const pattern of patterns) {
    // `\\K` keeps what stands before it out of the match.
    const kept = pattern.split('\\K');
    const source = kept.length === 1 ? pattern : `(?<=${kept.slice(0, -1).join('')})${kept.at(-1) ?? ''}`;
    const body = source.replaceAll('\\h', '[ \\t]').replaceAll(/\\A/g, '^').replaceAll(/\\[zZ]/g, '$').replaceAll(/\[\[:(\w+):\]\]/g, (whole, name: string) => ({ digit: '\\d', space: '\\s', alnum: '[A-Za-z0-9]', alpha: '[A-Za-z]', upper: '[A-Z]', lower: '[a-z]' }[name] ?? whole)).replaceAll(/([*+?}])\+/g, '$1');
    try {
      compiled.push(boundedRegExp(options.has('x') ? `^(?:${body})$` : options.has('w') ? `(?<!\\w)(?:${body})(?!\\w)` : body, flags));
    } catch {
      process.err(pattern.endsWith('\\') ? 'grep: \\ at end of pattern\n' : /\(/.test(pattern) ? 'grep: missing closing parenthesis\n' : /\[/.test(pattern) ? 'grep: missing terminating ] for character class\n' : 'grep: quantifier does not follow a repeatable item\n');
      return undefined;
    }
  }
  return (line) => compiled.flatMap((regex) => [...line.matchAll(regex)].map((match) => [match.index, match.index + match[0].length] as const)).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
}

function* search(process: Process, options: ParsedOptions, operands: readonly string[], find: Find, isColored: boolean): Generator<Wait, number, void> {
  const recursive = options.has('r') || options.has('R');
  const names = operands.length > 0 ? operands : recursive ? ['.'] : ['-'];
  const isWanted = nameFilter(options);
  const files = recursive ? names.flatMap((name) => filesBelow(process, name, isWanted)) : names;
  const named = !options.has('h') && (options.has('H') || files.length > 1 || recursive);
  let matched = false;
  let failed = false;
  for (const name of files) {
    const report = createReport(process, options, find, name, named, isColored);
    if (name === '-') {
      yield* forEachLine(process.stdin, (line) => report.take(line));
    } else {
      const lines = readLines(process, name, options.has('s'), options.has('z'));
      if (lines === undefined) {
        failed = true;
        continue;
      }
      for (const line of lines) if (!report.take(line)) break;
    }
    matched = report.finish() || matched;
    if (matched && options.has('q')) return 0;
  }
  return failed && !(matched && options.has('q')) ? 2 : matched ? 0 : 1;
}

interface Report {
  /** Looks at a line; false when no more are wanted. */
  take(line: string): boolean;
  /** Prints counts and names; true when something was selected. */
  finish(): boolean;
}

function createReport(process: Process, options: ParsedOptions, find: Find, name: string, named: boolean, isColored: boolean): Report {
  const ending = options.has('z') ? '\0' : '\n';
  const paint = (code: string, text: string) => (isColored && text !== '' ? `\u001b[${code}m\u001b[K${text}\u001b[m\u001b[K` : text);
  let offset = 0;
  const most = Number(options.value('m') ?? Number.POSITIVE_INFINITY);
  const after = Number(options.value('A') ?? options.value('C') ?? 0);
  const before = Number(options.value('B') ?? options.value('C') ?? 0);
  const listsOnly = options.has('l') || options.has('L') || options.has('c') || options.has('q');
  const shown = name === '-' ? '(standard input)' : name;
  const prefix = (number: number, mark: string, bytes = 0) => {
    const sign = paint('36', mark);
    const head = `${named ? `${paint('35', shown)}${options.has('Z') ? '\0' : sign}` : ''}${options.has('n') ? `${paint('32', String(number))}${sign}` : ''}${options.has('b') ? `${paint('32', String(bytes))}${sign}` : ''}`;
    return options.has('T') && head !== '' ? `${head}\t` : head;
  };
  /** The line with what was found in colour. */
  const painted = (line: string, matches: ReturnType<Find>) => {
    if (!isColored || options.has('v')) return line;
    let out = '';
    let end = 0;
    for (const [from, to] of matches) {
      if (from < end || from === to) continue;
      out += line.slice(end, from) + paint('01;31', line.slice(from, to));
      end = to;
    }
    return out + line.slice(end);
  };
  let selected = 0;
  let number = 0;
  let trailing = 0;
  let lastLength = 0;
  let lastPrinted = 0;
  const held: (readonly [number, string])[] = [];

  const printContext = () => {
    if (lastPrinted > 0 && before + after > 0 && number - held.length > lastPrinted + 1) process.out(`${paint('36', '--')}\n`);
    for (const [at, text] of held) process.out(`${prefix(at, '-')}${text}\n`);
    held.length = 0;
  };

  const printMatch = (line: string, matches: ReturnType<Find>) => {
    if (listsOnly) return;
    if (!options.has('o')) {
      printContext();
      process.out(`${prefix(number, ':', offset)}${painted(line, matches)}${ending}`);
      lastPrinted = number;
      return;
    }
    let end = -1;
    for (const [from, to] of matches) {
      if (from < end || from === to) continue;
      process.out(`${prefix(number, ':', offset + utf8Length(line.slice(0, from)))}${paint('01;31', line.slice(from, to))}${ending}`);
      end = to;
    }
  };

  return {
    take: (line) => {
      number += 1;
      if (number > 1) offset += lastLength;
      lastLength = options.has('b') ? utf8Length(line) + 1 : 0;
      const matches = find(line);
      if (matches.length > 0 !== options.has('v')) {
        selected += 1;
        printMatch(line, matches);
        trailing = after;
        return !options.has('q') && !options.has('l') && selected < most;
      }
      if (!listsOnly && !options.has('o') && trailing > 0) {
        process.out(`${prefix(number, '-')}${line}\n`);
        lastPrinted = number;
        trailing -= 1;
      } else if (before > 0) {
        held.push([number, line]);
        if (held.length > before) held.shift();
      }
      return true;
    },
    finish: () => {
      if (options.has('c') && !options.has('q')) process.out(`${named ? `${shown}:` : ''}${selected}\n`);
      const named0 = options.has('Z') ? '\0' : '\n';
      if (options.has('l') && selected > 0) process.out(paint('35', shown) + named0);
      if (options.has('L') && selected === 0) process.out(paint('35', shown) + named0);
      return selected > 0;
    },
  };
}

function readLines(process: Process, name: string, silent: boolean, isNulData: boolean): readonly string[] | undefined {
  const { files } = process.machine;
  try {
    const text = files.read(files.resolve(process.cwd, name));
    return linesOf(text, isNulData ? '\0' : '\n');
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (!silent) process.err(`grep: ${name}: ${error.text}\n`);
    return undefined;
  }
}

/** What --include, --exclude and --exclude-dir let through. */
function nameFilter(options: ParsedOptions): (name: string, isDirectory: boolean) => boolean {
  const [included, excluded, directories] = ['include', 'exclude', 'exclude-dir'].map((name) => options.values(name).map((pattern) => globRegExp(pattern.replace(/\/$/, ''))));
  return (name, isDirectory) => {
    if (isDirectory) return directories?.some((pattern) => pattern.test(name)) !== true;
    if (excluded?.some((pattern) => pattern.test(name)) === true) return false;
    return included === undefined || included.length === 0 || included.some((pattern) => pattern.test(name));
  };
}

function filesBelow(process: Process, name: string, isWanted: (name: string, isDirectory: boolean) => boolean): string[] {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  if (!files.isDirectory(path)) return [name];
  return files.list(path).filter((entry) => isWanted(entry, files.isDirectory(files.resolve(path, entry)))).flatMap((entry) => filesBelow(process, `${name.replace(/\/$/, '')}/${entry}`, isWanted));
}
