import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { readAll } from '../process/waits.ts';
import { boundedRegExp } from '../regExp/boundedRegExp.ts';
import { compilePattern } from './pattern.ts';
import { contextDiff, edScript, normalDiff, rcsScript, sideBySide, unifiedDiff, type DiffSide } from './diffText.ts';
import { baseName } from './cp.ts';
import { missingOperand } from './failure.ts';
import { lineDiff, type Change } from './lineDiff.ts';
import { isBusybox, parseOptions, type ParsedOptions } from './options.ts';
import { strftime } from './strftime.ts';

const GNU_SPEC = {
  short: 'uU:cC:qsrNibwBaEtTyW:L:dpex:ZnI:',
  long: {
    unified: 'u', context: 'c', brief: 'q', 'report-identical-files': 's', recursive: 'r', 'new-file': 'N', 'ignore-case': 'i', 'ignore-space-change': 'b', 'ignore-all-space': 'w', 'ignore-blank-lines': 'B',
    'ignore-trailing-space': 'Z', text: 'a', 'side-by-side': 'y', width: 'W:', label: 'L:', minimal: 'd', 'suppress-common-lines': 'suppress-common-lines', color: 'color', exclude: 'x:', ed: 'e', rcs: 'n', 'ignore-matching-lines': 'I:', normal: 'normal', 'expand-tabs': 't',
  },
};
const BUSYBOX_SPEC = { short: 'abBdiL:NqrsS:tTuU:w', long: { 'no-dereference': 'no-dereference', 'color': 'color' } };

/** Compares files line by line: busybox always in the unified form, GNU in the one that is asked for. */
export const diff = defineUtility({
  name: 'diff',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'compare files line by line',
  *run(process) {
    // `-u0` and `-3u` of old: the context with its form; `--color=never` and its like change nothing here.
    const args = process.argv.slice(1).map((arg) => arg.replace(/^--color=.*$/, '--color').replace(/^-u(\d+)$/, '-U$1').replace(/^-c(\d+)$/, '-C$1'));
    const options = parseOptions(process, isBusybox(process) ? BUSYBOX_SPEC : GNU_SPEC, isBusybox(process) ? undefined : args);
    const trouble = isBusybox(process) ? 1 : 2;
    if (options === undefined) return trouble;
    const [first, second, extra] = options.operands;
    if (first === undefined || second === undefined) {
      missingOperand(process, `missing operand after '${first ?? 'diff'}'`);
      return trouble;
    }
    if (extra !== undefined && !isBusybox(process)) {
      missingOperand(process, `extra operand '${extra}'`);
      return trouble;
    }
    return yield* compare(process, options, first, second);
  },
});

function* compare(process: Process, options: ParsedOptions, first: string, second: string): Generator<Wait, number, void> {
  const { files } = process.machine;
  const isDirectory = (name: string) => name !== '-' && files.isDirectory(files.resolve(process.cwd, name));
  const [leftIs, rightIs] = [isDirectory(first), isDirectory(second)];
  if (leftIs && rightIs) return compareDirectories(process, options, first, second);
  // A file beside a directory is compared with its namesake in there.
  const below = (directory: string, file: string) => `${directory.replace(/\/$/, '')}/${baseName(file)}`;
  const [left, right] = [leftIs ? below(first, second) : first, rightIs ? below(second, first) : second];
  const typed = left === '-' || right === '-' ? yield* readAll(process.stdin) : undefined;
  const sides = [left, right].map((name) => (name === '-' ? { name, text: typed ?? '', atMs: process.kernel.unixNow() } : open(process, options, name)));
  const [before, after] = sides;
  if (before === undefined || after === undefined) return 2;
  return report(process, options, before, after);
}

interface Opened {
  readonly name: string;
  readonly text: string;
  /** When it was last changed, in milliseconds since 1970. */
  readonly atMs: number;
}

function open(process: Process, options: ParsedOptions, name: string): Opened | undefined {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  try {
    return { name, text: files.read(path), atMs: files.stat(path).mtimeMs };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (error.code === 'ENOENT' && options.has('N')) return { name: isBusybox(process) ? '/dev/null' : name, text: '', atMs: 0 };
    process.err(isBusybox(process) ? `diff: can't stat '${name}': ${error.text}\n` : `diff: ${name}: ${error.text}\n`);
    return undefined;
  }
}

/** 0 for equal files, 1 for others. */
function report(process: Process, options: ParsedOptions, before: Opened, after: Opened, headline = ''): number {
  const [left, right] = [linesWithEnds(before.text), linesWithEnds(after.text)];
  const all = lineDiff(left, right, { keyOf: keyOf(options), slides: !isBusybox(process) });
  const ignored = options.values('I').map((pattern) => compilePattern(pattern, 'basic')).flatMap((compiled) => ('error' in compiled ? [] : [boundedRegExp(compiled.source)]));
  const isIgnored = (change: Change) => ignored.length > 0 && [...left.slice(change.from, change.to), ...right.slice(change.newFrom, change.newTo)].every((line) => ignored.some((pattern) => pattern.test(line.replace(/\n$/, ''))));
  const changes = (options.has('B') ? all.filter((change) => !isBlank(change, left, right)) : all).filter((change) => !isIgnored(change));
  if (changes.length === 0) {
    // Busybox sees that both are one file and says nothing.
    if (options.has('s') && !(isBusybox(process) && before.name === after.name)) process.out(`Files ${before.name} and ${after.name} are identical\n`);
    return 0;
  }
  if (!options.has('a') && !options.has('q') && (before.text.includes('\0') || after.text.includes('\0'))) {
    process.out(`${isBusybox(process) ? 'Files' : 'Binary files'} ${before.name} and ${after.name} differ\n`);
    return 1;
  }
  if (options.has('q')) process.out(`Files ${before.name} and ${after.name} differ\n`);
  else process.out(headline + textOf(process, options, { before, after, left, right, changes }));
  return 1;
}

interface Compared {
  readonly before: Opened;
  readonly after: Opened;
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly changes: readonly Change[];
}

function textOf(process: Process, options: ParsedOptions, { before, after, left, right, changes }: Compared): string {
  const labels = options.values('L');
  const isContext = options.has('c') || options.has('C');
  const side = (opened: Opened, lines: readonly string[], label: string | undefined): DiffSide => ({ label: label ?? labelOf(process, opened, isContext), lines });
  const [old, fresh] = [side(before, left, labels[0]), side(after, right, labels[1])];
  if (isBusybox(process) || options.has('u') || options.has('U')) return unifiedDiff(old, fresh, changes, Number(options.value('U') ?? 3));
  if (isContext) return contextDiff(old, fresh, changes, Number(options.value('C') ?? 3));
  if (options.has('y')) return sideBySide(old, fresh, changes, { width: Number(options.value('W') ?? 130), hidesCommon: options.has('suppress-common-lines') });
  if (options.has('e')) return edScript(right, changes);
  if (options.has('n')) return rcsScript(right, changes);
  return normalDiff(old, fresh, changes);
}

function labelOf(process: Process, { name, atMs }: Opened, isContext: boolean): string {
  if (isBusybox(process)) return name;
  if (isContext) return `${name}\t${strftime('%a %b %e %T %Y', atMs)}`;
  return `${name}\t${strftime('%F %T', atMs)}.${String(Math.floor(atMs) % 1000).padStart(3, '0')}000000 +0000`;
}

function linesWithEnds(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** What of a line counts under -i, -b, -w and -Z. */
function keyOf(options: ParsedOptions): (line: string) => string {
  return (line) => {
    let key = options.has('i') ? line.toLowerCase() : line;
    if (options.has('w')) key = key.replaceAll(/\s+/g, '');
    if (options.has('b')) key = key.replaceAll(/\s+/g, ' ').trimEnd();
    if (options.has('Z')) key = key.trimEnd();
    return key;
  };
}

function isBlank({ from, to, newFrom, newTo }: Change, left: readonly string[], right: readonly string[]): boolean {
  return [...left.slice(from, to), ...right.slice(newFrom, newTo)].every((line) => line === '\n');
}

function compareDirectories(process: Process, options: ParsedOptions, first: string, second: string): number {
  const { files } = process.machine;
  const at = (directory: string, name: string) => `${directory.replace(/\/$/, '')}/${name}`;
  const pathOf = (name: string) => files.resolve(process.cwd, name);
  const names = [...new Set([...files.list(pathOf(first)), ...files.list(pathOf(second))])].sort();
  const headline = (left: string, right: string) => (isBusybox(process) ? '' : `diff ${givenOptions(process)}${left} ${right}\n`);
  let status = 0;
  for (const name of names) {
    const [left, right] = [at(first, name), at(second, name)];
    const missing = !files.exists(pathOf(left)) ? first : !files.exists(pathOf(right)) ? second : undefined;
    if (missing !== undefined && !options.has('N')) {
      process.out(`Only in ${(missing === first ? second : first).replace(/\/$/, '')}: ${name}\n`);
      status = 1;
    } else if (files.isDirectory(pathOf(left)) || files.isDirectory(pathOf(right))) {
      if (!options.has('r')) process.out(`Common subdirectories: ${left} and ${right}\n`);
      else if (files.isDirectory(pathOf(left)) && files.isDirectory(pathOf(right))) status = Math.max(status, compareDirectories(process, options, left, right));
    } else {
      const [before, after] = [open(process, options, left), open(process, options, right)];
      status = Math.max(status, before === undefined || after === undefined ? 2 : report(process, options, before, after, headline(left, right)));
    }
  }
  return status;
}

/** The options as they were typed: GNU repeats them above each pair of files. */
function givenOptions(process: Process): string {
  return process.argv.slice(1).filter((arg) => arg.startsWith('-') && arg !== '-').map((arg) => `${arg} `).join('');
}
