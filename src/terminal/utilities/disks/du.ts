import { FileError, type FileStat } from '#engine/machine/files.ts';
import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { humanSize } from '../ls.ts';
import { isBusybox, parseOptions, quoted, type ParsedOptions } from '../options.ts';

/** How much the files below some names take, in whole blocks of 4 KiB. */
export const du = defineUtility({
  name: 'du',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'estimate file space usage',
  run: (process) => {
    const options = parseOptions(process, isBusybox(process)
      ? { short: 'aHLdclsxhmk' }
      : { short: 'aAbB:cd:DhHklLmPsSt:x0', long: { 'block-size': 'B:', threshold: 't:', inodes: 'inodes', all: 'a', bytes: 'b', total: 'c', 'max-depth': 'd:', 'human-readable': 'h', summarize: 's', 'apparent-size': 'A', dereference: 'L', exclude: 'exclude:', 'one-file-system': 'x', 'separate-dirs': 'S', null: '0' } });
    if (options === undefined) return 1;
    const depth = depthOf(process, options);
    if (typeof depth === 'string') {
      process.err(depth);
      return 1;
    }
    const unknown = badUnit(process, options);
    if (unknown !== undefined) {
      process.err(unknown);
      return 1;
    }
    const seen = new Set<string>();
    let failed = false;
    let total = 0;
    for (const name of options.operands.length === 0 ? ['.'] : options.operands) {
      // GNU's counts nothing twice.
      const path = process.machine.files.resolve(process.cwd, name);
      if (!isBusybox(process) && seen.has(path)) continue;
      seen.add(path);
      const size = measure(process, name, { options, depth, say: (text) => process.out(text) });
      if (size === undefined) failed = true;
      else total += size;
    }
    if (options.has('c')) process.out(line(total, 'total', options, process));
    return failed ? 1 : 0;
  },
});

/** `-B`, a size such as `M`, `1K` or `512`: bytes of a unit. */
function unitOf(text: string): number | undefined {
  const [, count = '', letter = ''] = /^(\d*)([KMGTkmgt]?)(?:i?B)?$/.exec(text) ?? [undefined, 'x'];
  if (count === 'x' || (count === '' && letter === '')) return undefined;
  return (count === '' ? 1 : Number(count)) * 1024 ** ' KMGT'.indexOf(letter.toUpperCase() || ' ');
}

function badUnit(process: Process, options: ParsedOptions): string | undefined {
  const given = options.value('B');
  return given === undefined || unitOf(given) !== undefined ? undefined : `du: invalid -B argument ${quoted(process, given)}\n`;
}

/** `--exclude`: a name, or a pattern with stars. */
function isExcluded(options: ParsedOptions, name: string): boolean {
  return options.values('exclude').some((pattern) => new RegExp(`^${pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`).test(name));
}

function depthOf(process: Process, options: ParsedOptions): number | string {
  if (isBusybox(process)) return options.has('s') ? 0 : Number.POSITIVE_INFINITY;
  const given = options.value('d');
  if (given !== undefined && !/^\d+$/.test(given)) return `du: invalid maximum depth ${quoted(process, given)}\nTry 'du --help' for more information.\n`;
  if (options.has('s') && options.has('a')) return "du: cannot both summarize and show all entries\nTry 'du --help' for more information.\n";
  if (options.has('s') && given !== undefined && given !== '0') return `du: warning: summarizing conflicts with --max-depth=${given}\nTry 'du --help' for more information.\n`;
  return options.has('s') ? 0 : given === undefined ? Number.POSITIVE_INFINITY : Number(given);
}

interface Measuring {
  readonly options: ParsedOptions;
  /** Directories that lie deeper are counted and not shown. */
  readonly depth: number;
  readonly say: (text: string) => void;
}

/** Bytes; undefined after an error has been told. */
function measure(process: Process, name: string, how: Measuring, level = 0): number | undefined {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  try {
    const stat = how.options.has('L') ? files.stat(path) : files.lstat(path);
    let size = sizeOf(stat, how.options);
    if (stat.type === 'directory') {
      for (const entry of files.list(path).filter((each) => !isExcluded(how.options, each))) size += measure(process, `${name === '/' ? '' : name.replace(/\/$/, '')}/${entry}`, how, level + 1) ?? 0;
    }
    const isShown = size >= (unitOf(how.options.value('t') ?? '') ?? 0) && (level === 0 || (level <= how.depth && (stat.type === 'directory' || how.options.has('a'))));
    if (isShown) how.say(line(size, name, how.options, process));
    return size;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `du: ${name}: ${error.text}\n` : process.machine.flavour === 'centos7' ? `du: cannot access ‘${name}’: ${error.text}\n` : `du: cannot access '${name}': ${error.text}\n`);
    return undefined;
  }
}

function sizeOf(stat: FileStat, options: ParsedOptions): number {
  if (options.has('inodes')) return 1;
  if (options.has('b') || options.has('A')) return stat.type === 'symlink' ? 1 : stat.size;
  return stat.type === 'symlink' || stat.device === true ? 0 : Math.ceil(stat.size / 4096) * 4096;
}

function line(bytes: number, name: string, options: ParsedOptions, process: Process): string {
  const [unit, typed = ''] = options.given.findLast(([letter]) => ['h', 'k', 'm', 'b', 'B'].includes(letter)) ?? [];
  if (options.has('inodes')) return `${bytes}\t${name}${options.has('0') ? '\0' : '\n'}`;
  if (unit === 'B') return `${Math.ceil(bytes / (unitOf(typed) ?? 1024))}${/^[A-Za-z]/.test(typed) ? typed.charAt(0).toUpperCase() : ''}\t${name}${options.has('0') ? '\0' : '\n'}`;
  const shown = unit === 'h' ? (isBusybox(process) ? `${bytes === 0 ? '0' : `${(bytes / (bytes >= 1024 * 1024 ? 1024 * 1024 : 1024)).toFixed(1)}${bytes >= 1024 * 1024 ? 'M' : 'K'}`}` : humanSize(bytes)) : unit === 'b' ? String(bytes) : String(Math.ceil(bytes / (unit === 'm' ? 1024 * 1024 : 1024)));
  return `${shown}\t${name}${options.has('0') ? '\0' : '\n'}`;
}
