import { FileError, type FileStat } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { textWidth } from '../process/wcwidth.ts';
import { singleQuoted } from '../shell/expand/quoting.ts';
import { listInColumns, rowsDown } from './columns.ts';
import { globRegExp } from './glob.ts';
import { compareVersions } from './sort.ts';
import { isBusybox, parseOptions, type ParsedOptions } from './options.ts';
import { permissionsText } from '#engine/machine/permissions.ts';
import { strftime } from './strftime.ts';

interface Entry {
  readonly name: string;
  readonly path: string;
  readonly stat: FileStat;
}

const SPEC = {
  short: 'aAlh1dRrtSFpinCgGoUxmQBksvXLHw:I:cuNZqbfDT:',
  long: { sort: 'sort:', time: 'time:', hide: 'I:', ignore: 'I:', 'group-directories-first': 'group-directories-first', 'quote-name': 'Q', 'ignore-backups': 'B', dereference: 'L', width: 'w:', 'numeric-uid-gid': 'n', 'no-group': 'G', size: 's', si: 'h', literal: 'N', all: 'a', 'almost-all': 'A', 'human-readable': 'h', directory: 'd', recursive: 'R', reverse: 'r', classify: 'F', inode: 'i', 'full-time': 'full-time', color: 'color', 'time-style': 'time-style:' },
};

const BUSYBOX_SPEC = { short: '1AaCxdLHRFplinshrSXvctukw:', long: { 'full-time': 'full-time', 'group-directories-first': 'group-directories-first' } };

/** Lists directories, in GNU's layout or busybox's. */
export const ls = defineUtility({
  name: 'ls',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'list directory contents',
  run: (process) => {
    // simplified: names are not coloured.
    const args = process.argv.slice(1).map((arg) => arg.replace(/^--color=.*$/, '--color'));
    const options = parseOptions(process, isBusybox(process) ? BUSYBOX_SPEC : SPEC, isBusybox(process) ? process.argv.slice(1).filter((arg) => !arg.startsWith('--color')) : args);
    if (options === undefined) return isBusybox(process) ? 1 : 2;
    return list(process, options);
  },
});

function list(process: Process, options: ParsedOptions): number {
  const { files } = process.machine;
  const names = options.operands.length === 0 ? ['.'] : options.operands;
  const plain: Entry[] = [];
  const directories: Entry[] = [];
  let failed = false;

  for (const name of names) {
    const entry = look(process, files.resolve(process.cwd, name), name, options.has('l') && !options.has('L') && !name.endsWith('/'));
    if (entry === undefined) failed = true;
    else if (entry.stat.type === 'directory' && !options.has('d')) directories.push(entry);
    else plain.push(entry);
  }

  print(process, sorted(plain, options), options, false);
  let isFirst = plain.length === 0;
  const headed = names.length > 1 || options.has('R');
  const show = (directory: Entry) => {
    if (headed) process.out(`${isFirst ? '' : '\n'}${directory.name}:\n`);
    isFirst = false;
    const entries = entriesOf(process, directory, options);
    if (entries === undefined) {
      failed = true;
      return;
    }
    print(process, entries, options, true);
    if (!options.has('R')) return;
    for (const entry of entries) {
      if (entry.stat.type === 'directory' && entry.name !== '.' && entry.name !== '..') show({ ...entry, name: `${directory.name.replace(/\/$/, '')}/${entry.name}` });
    }
  };
  for (const directory of sorted(directories, options)) show(directory);
  if (!failed) return 0;
  return isBusybox(process) ? 1 : 2;
}

function look(process: Process, path: string, name: string, keepLink: boolean): Entry | undefined {
  const { files } = process.machine;
  try {
    return { name, path, stat: keepLink ? files.lstat(path) : statOrLink(process, path) };
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `ls: ${name}: ${error.text}\n` : `ls: cannot access ${quoteFor(process, name)}: ${error.text}\n`);
    return undefined;
  }
}

/** CentOS 7's coreutils write names bare where newer ones quote them. */
function quoteFor(process: Process, name: string): string {
  return process.machine.flavour === 'centos7' ? name : `'${name}'`;
}

function statOrLink(process: Process, path: string): FileStat {
  const { files } = process.machine;
  return files.exists(path) ? files.stat(path) : files.lstat(path);
}

function entriesOf(process: Process, directory: Entry, options: ParsedOptions): Entry[] | undefined {
  const { files } = process.machine;
  try {
    const ignored = options.values('I').map((pattern) => globRegExp(pattern));
    const names = files.list(directory.path).filter((name) => (options.has('a') || options.has('A') || options.has('f') || !name.startsWith('.')) && !(options.has('B') && name.endsWith('~')) && !ignored.some((pattern) => pattern.test(name)));
    const all = options.has('a') ? ['.', '..', ...names] : names;
    return sorted(all.map((name) => ({ name, path: files.resolve(directory.path, name), stat: options.has('L') ? statOrLink(process, files.resolve(directory.path, name)) : files.lstat(files.resolve(directory.path, name)) })), options);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `ls: can't open '${directory.name}': ${error.text}\n` : `ls: cannot open directory ${quoteFor(process, directory.name)}: ${error.text}\n`);
    return undefined;
  }
}

function sorted(entries: readonly Entry[], options: ParsedOptions): Entry[] {
  const byName = (a: Entry, b: Entry) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
  const key = options.value('sort') ?? ['t', 'S', 'v', 'X', 'U', 'f'].findLast((letter) => options.has(letter));
  const extension = (name: string) => (name.lastIndexOf('.') > 0 ? name.slice(name.lastIndexOf('.')) : '');
  const byKey = (a: Entry, b: Entry): number => {
    switch (key) {
      case 't':
      case 'time': return b.stat.mtimeMs - a.stat.mtimeMs || byName(a, b);
      case 'S':
      case 'size': return b.stat.size - a.stat.size || byName(a, b);
      case 'v':
      case 'version': return compareVersions(a.name, b.name) || byName(a, b);
      case 'X':
      case 'extension': return (extension(a.name) < extension(b.name) ? -1 : extension(a.name) > extension(b.name) ? 1 : 0) || byName(a, b);
      default: return byName(a, b);
    }
  };
  const isUnsorted = key === 'U' || key === 'none' || key === 'f';
  const result = isUnsorted ? [...entries] : [...entries].sort(byKey);
  const ordered = options.has('r') && !isUnsorted ? result.reverse() : result;
  if (!options.has('group-directories-first')) return ordered;
  return [...ordered.filter(({ stat }) => stat.type === 'directory'), ...ordered.filter(({ stat }) => stat.type !== 'directory')];
}

function print(process: Process, entries: readonly Entry[], options: ParsedOptions, isDirectory: boolean): void {
  const names = escapedNames(process, entries.map(({ name }) => name), options);
  const shown = entries.map((entry, index) => shownName(process, { ...entry, name: names[index] ?? entry.name }, options));
  if (isLong(options)) {
    const total = entries.reduce((sum, { stat }) => sum + blocksOf(stat), 0);
    if (isDirectory) process.out(`total ${options.has('h') ? humanSize(total * 1024) : total}\n`);
    process.out(longLines(process, entries, shown, options));
    return;
  }
  if (options.has('m') && !isBusybox(process)) {
    process.out(withCommas(shown, widthOf(process, options)));
    return;
  }
  if (options.has('s') && isDirectory) process.out(`total ${entries.reduce((sum, { stat }) => sum + blocksOf(stat), 0)}\n`);
  if ((options.has('x') || (options.has('C') && options.has('w'))) && !isBusybox(process)) {
    process.out(options.has('x') ? inRows(shown, widthOf(process, options)) : listInColumns(shown, widthOf(process, options)));
    return;
  }
  if ((process.stdout.isTty() || options.has('C') || options.has('x')) && !options.has('1')) {
    process.out(isBusybox(process) ? busyboxColumns(shown, widthOf(process, options)) : listInColumns(shown, widthOf(process, options)));
    return;
  }
  process.out(shown.map((name) => `${name}\n`).join(''));
}

/**
 * On a terminal newer coreutils quote names as the shell would want them; then names without quotes move in by one,
 * so that the letters stand under each other.
 */
function escapedNames(process: Process, names: readonly string[], options: ParsedOptions): readonly string[] {
  if (isBusybox(process) || process.machine.flavour === 'centos7' || !process.stdout.isTty()) return names;
  const escaped = names.map(escapedForShell);
  const isAligned = !options.has('1') && escaped.some((name, index) => name !== names[index]);
  return isAligned ? escaped.map((name) => (/^['"]/.test(name) ? name : ` ${name}`)) : escaped;
}

/** What a shell would take apart goes into quotes. */
function escapedForShell(name: string): string {
  if (name !== '' && !/^[#~]|[\s!"$&'()*;<=>?[\\\]^`|]|^[{}]$/.test(name)) return name;
  if (name.includes("'") && !/["$`\\!]/.test(name)) return `"${name}"`;
  return singleQuoted(name);
}

/** The columns of the terminal, or as many as were asked for. */
function widthOf(process: Process, options: ParsedOptions): number {
  const asked = Number(options.value('w'));
  return asked > 0 ? asked : (process.tty?.columns ?? 80);
}

/** `a, b, c`, broken where a row is full. */
function withCommas(names: readonly string[], width: number): string {
  let out = '';
  let column = 0;
  for (const [index, name] of names.entries()) {
    if (index > 0) {
      const breaks = column + textWidth(name) + 2 > width;
      out += breaks ? ',\n' : ', ';
      column = breaks ? 0 : column + 2;
    }
    out += name;
    column += textWidth(name);
  }
  return names.length === 0 ? '' : `${out}\n`;
}

/** Columns that are read row by row. */
function inRows(names: readonly string[], width: number): string {
  for (let across = Math.min(names.length, Math.max(1, Math.floor(width / 3))); across > 1; across -= 1) {
    const widths = Array.from({ length: across }, (_, column) => Math.max(0, ...names.filter((__, index) => index % across === column).map(textWidth)) + (column < across - 1 ? 2 : 0));
    if (widths.reduce((sum, one) => sum + one, 0) < width) return rowsOf(names, widths);
  }
  return names.map((name) => `${name}\n`).join('');
}

/** Rows of cells; between them tabs where they fit, as ls writes them. */
function rowsOf(names: readonly string[], widths: readonly number[]): string {
  let out = '';
  let position = 0;
  for (const [index, name] of names.entries()) {
    const column = index % widths.length;
    if (column === 0 && index > 0) {
      out += '\n';
      position = 0;
    }
    const start = widths.slice(0, column).reduce((sum, one) => sum + one, 0);
    while (position < start) {
      const isTab = Math.floor(start / 8) > Math.floor((position + 1) / 8);
      out += isTab ? '\t' : ' ';
      position += isTab ? 8 - (position % 8) : 1;
    }
    out += name;
    position += textWidth(name);
  }
  return names.length === 0 ? '' : `${out}\n`;
}

function isLong(options: ParsedOptions): boolean {
  return ['l', 'n', 'g', 'o', 'full-time'].some((name) => options.has(name));
}

function shownName(process: Process, { name, path, stat }: Entry, options: ParsedOptions): string {
  const inode = (options.has('i') ? `${stat.inode} ` : '') + (options.has('s') ? `${blocksOf(stat)} ` : '');
  const mark = options.has('F') ? markOf(stat) : options.has('p') && stat.type === 'directory' ? '/' : '';
  const target = isLong(options) && stat.type === 'symlink' ? ` -> ${process.machine.files.readLink(path)}` : '';
  const quotedName = options.has('Q') && !isBusybox(process) ? `"${name.replaceAll(/["\\]/g, '\\$&')}"` : name;
  return `${inode}${quotedName}${target === '' ? mark : target}`;
}

function markOf(stat: FileStat): string {
  if (stat.type === 'directory') return '/';
  if (stat.type === 'symlink') return '@';
  return (stat.mode & 0o111) === 0 ? '' : '*';
}

/** Kilobytes on disk, in whole 4 KiB blocks. */
function blocksOf(stat: FileStat): number {
  return stat.type === 'symlink' ? 0 : Math.ceil(stat.size / 4096) * 4;
}

function longLines(process: Process, entries: readonly Entry[], shown: readonly string[], options: ParsedOptions): string {
  const human = options.has('h');
  const nowMs = process.kernel.unixNow();
  const rows = entries.map(({ stat }, index) => ({
    mode: permissionsText(stat),
    links: String(stat.type === 'directory' ? stat.links : 1),
    owner: options.has('n') ? '0' : stat.owner,
    group: options.has('n') ? '0' : stat.group,
    size: human ? humanSize(stat.size) : String(stat.size),
    time: options.value('time-style') !== undefined ? styledTime(options.value('time-style') ?? '', stat.mtimeMs, nowMs) : options.has('full-time') ? `${strftime('%F %T', stat.mtimeMs)}.000000000 +0000` : timeText(stat.mtimeMs, nowMs),
    name: shown[index] ?? '',
  }));
  if (isBusybox(process)) {
    return rows.map((row) => `${row.mode} ${row.links.padStart(4)} ${row.owner.padEnd(8)} ${row.group.padEnd(8)} ${row.size.padStart(9)} ${row.time} ${row.name}\n`).join('');
  }
  const width = (of: (row: (typeof rows)[number]) => string) => Math.max(0, ...rows.map((row) => of(row).length));
  const [links, owner, group, size] = [width((row) => row.links), width((row) => row.owner), width((row) => row.group), width((row) => row.size)];
  const selinuxDot = process.machine.flavour === 'centos7' ? '.' : '';
  return rows
    .map((row) => {
      const who = [...(options.has('g') ? [] : [row.owner.padEnd(owner)]), ...(options.has('o') || options.has('G') ? [] : [row.group.padEnd(group)])].join(' ');
      return `${row.mode}${selinuxDot} ${row.links.padStart(links)} ${who} ${row.size.padStart(size)} ${row.time} ${row.name}\n`;
    })
    .join('');
}

/** `--time-style`: ISO's forms, or a format of one's own. */
function styledTime(style: string, mtimeMs: number, nowMs: number): string {
  if (style.startsWith('+')) return strftime(style.slice(1), mtimeMs);
  if (style === 'full-iso') return `${strftime('%F %T', mtimeMs)}.000000000 +0000`;
  if (style === 'long-iso') return strftime('%F %H:%M', mtimeMs);
  const isRecent = mtimeMs <= nowMs && nowMs - mtimeMs < 15_778_476_000;
  return style === 'iso' ? strftime(isRecent ? '%m-%d %H:%M' : '%F ', mtimeMs) : timeText(mtimeMs, nowMs);
}

/** Six months is when ls shows the year in place of the time. */
function timeText(mtimeMs: number, nowMs: number): string {
  const isRecent = mtimeMs <= nowMs && nowMs - mtimeMs < 15_778_476_000;
  return strftime(isRecent ? '%b %e %H:%M' : '%b %e  %Y', mtimeMs);
}

export function humanSize(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < 4) {
    value /= 1024;
    unit += 1;
  }
  const rounded = value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value));
  return `${rounded}${'KMGTP'.charAt(unit)}`;
}

/** Busybox sets all names at the width of the longest plus two. */
function busyboxColumns(names: readonly string[], columns: number): string {
  if (names.length === 0) return '';
  const width = Math.max(...names.map(textWidth)) + 2;
  const across = Math.max(1, Math.floor(columns / width));
  return rowsDown(names, across)
    .map((cells) => `${cells.map((cell, index) => (index === cells.length - 1 ? cell : cell + ' '.repeat(width - textWidth(cell)))).join('')}\n`)
    .join('');
}
