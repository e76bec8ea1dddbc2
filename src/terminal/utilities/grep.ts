import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { forEachLine } from '../process/waits.ts';
import { isBusybox, nameOf, parseOptions, sayUsage, type ParsedOptions } from './options.ts';
import { compilePattern } from './pattern.ts';
import { linesOf } from './sources.ts';
import { boundedRegExp } from '../regExp/boundedRegExp.ts';

const SPEC = {
  short: 'ivnclLoqwxsEFGPrRhHe:f:m:A:B:C:az',
  long: {
    'ignore-case': 'i', 'invert-match': 'v', 'line-number': 'n', count: 'c', 'files-with-matches': 'l', 'files-without-match': 'L', 'only-matching': 'o', quiet: 'q', silent: 'q',
    'word-regexp': 'w', 'line-regexp': 'x', 'no-messages': 's', 'extended-regexp': 'E', 'fixed-strings': 'F', 'basic-regexp': 'G', 'perl-regexp': 'P', recursive: 'r',
    'no-filename': 'h', 'with-filename': 'H', regexp: 'e:', file: 'f:', 'max-count': 'm:', 'after-context': 'A:', 'before-context': 'B:', context: 'C:', text: 'a', color: 'color', colour: 'color',
  },
};

export const grep = defineUtility({
  name: 'grep',
  aliases: ['egrep', 'fgrep'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print lines that match patterns',
  *run(process) {
    const args = process.argv.slice(1).map((arg) => (/^--colou?r=/.test(arg) ? '--color' : arg));
    const options = parseOptions(process, SPEC, args);
    if (options === undefined) return 2;
    const operands = [...options.operands];
    const patterns = patternsOf(process, options, operands);
    if (patterns === undefined) return 2;
    const test = matcher(process, options, patterns);
    if (test === undefined) return 2;
    return yield* search(process, options, operands, test);
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
    if (!isBusybox(process)) process.err('Usage: grep [OPTION]... PATTERNS [FILE]...\n');
    sayUsage(process);
    return undefined;
  }
  return first.split('\n');
}

type Find = (line: string) => readonly (readonly [number, number])[];

/** All matches of any pattern in a line, leftmost first; undefined after a bad pattern has been told. */
function matcher(process: Process, options: ParsedOptions, patterns: readonly string[]): Find | undefined {
  const name = nameOf(process);
  const dialect = options.has('F') || name === 'fgrep' ? 'fixed' : options.has('E') || options.has('P') || name === 'egrep' ? 'extended' : 'basic';
  const compiled: RegExp[] = [];
  for (const pattern of patterns) {
    const body = compilePattern(pattern, dialect);
    if ('error' in body) {
      process.err(isBusybox(process) ? `grep: bad regex '${pattern}': ${body.error}\n` : `grep: ${body.error}\n`);
      return undefined;
    }
    const bounded = options.has('x') ? `^(?:${body.source})$` : options.has('w') ? `(?<![\\w])(?:${body.source})(?![\\w])` : body.source;
    compiled.push(boundedRegExp(bounded, options.has('i') ? 'gi' : 'g'));
  }
  return (line) => {
    const found: (readonly [number, number])[] = [];
    for (const regex of compiled) {
      for (const match of line.matchAll(regex)) found.push([match.index, match.index + match[0].length]);
    }
    return found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  };
}

function* search(process: Process, options: ParsedOptions, operands: readonly string[], find: Find): Generator<Wait, number, void> {
  const recursive = options.has('r') || options.has('R');
  const names = operands.length > 0 ? operands : recursive ? ['.'] : ['-'];
  const files = recursive ? names.flatMap((name) => filesBelow(process, name)) : names;
  const named = !options.has('h') && (options.has('H') || files.length > 1 || recursive);
  let matched = false;
  let failed = false;
  for (const name of files) {
    const report = createReport(process, options, find, name, named);
    if (name === '-') {
      yield* forEachLine(process.stdin, (line) => report.take(line));
    } else {
      const lines = readLines(process, name, options.has('s'));
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

function createReport(process: Process, options: ParsedOptions, find: Find, name: string, named: boolean): Report {
  const most = Number(options.value('m') ?? Number.POSITIVE_INFINITY);
  const after = Number(options.value('A') ?? options.value('C') ?? 0);
  const before = Number(options.value('B') ?? options.value('C') ?? 0);
  const listsOnly = options.has('l') || options.has('L') || options.has('c') || options.has('q');
  const shown = name === '-' ? '(standard input)' : name;
  const prefix = (number: number, mark: string) => `${named ? `${shown}${mark}` : ''}${options.has('n') ? `${number}${mark}` : ''}`;
  let selected = 0;
  let number = 0;
  let trailing = 0;
  let lastPrinted = 0;
  const held: (readonly [number, string])[] = [];

  const printContext = () => {
    if (lastPrinted > 0 && before + after > 0 && number - held.length > lastPrinted + 1) process.out('--\n');
    for (const [at, text] of held) process.out(`${prefix(at, '-')}${text}\n`);
    held.length = 0;
  };

  const printMatch = (line: string, matches: ReturnType<Find>) => {
    if (listsOnly) return;
    if (!options.has('o')) {
      printContext();
      process.out(`${prefix(number, ':')}${line}\n`);
      lastPrinted = number;
      return;
    }
    let end = -1;
    for (const [from, to] of matches) {
      if (from < end || from === to) continue;
      process.out(`${prefix(number, ':')}${line.slice(from, to)}\n`);
      end = to;
    }
  };

  return {
    take: (line) => {
      number += 1;
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
      if (options.has('l') && selected > 0) process.out(`${shown}\n`);
      if (options.has('L') && selected === 0) process.out(`${shown}\n`);
      return selected > 0;
    },
  };
}

function readLines(process: Process, name: string, silent: boolean): readonly string[] | undefined {
  const { files } = process.machine;
  try {
    return linesOf(files.read(files.resolve(process.cwd, name)));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (!silent) process.err(`grep: ${name}: ${error.text}\n`);
    return undefined;
  }
}

function filesBelow(process: Process, name: string): string[] {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  if (!files.isDirectory(path)) return [name];
  return files.list(path).flatMap((entry) => filesBelow(process, `${name.replace(/\/$/, '')}/${entry}`));
}
