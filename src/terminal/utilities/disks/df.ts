import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { humanSize } from '../ls.ts';
import { isBusybox, parseOptions, quoted, type ParsedOptions } from '../options.ts';
import { fileSystemOf, fileSystems, type FileSystemFacts } from './fileSystems.ts';

const GNU = {
  short: 'ahHiklmPTB:t:x:',
  long: { all: 'a', 'human-readable': 'h', si: 'H', inodes: 'i', local: 'l', portability: 'P', 'print-type': 'T', 'block-size': 'B:', type: 't:', 'exclude-type': 'x:', total: 'total', sync: 'sync', 'no-sync': 'sync', output: 'output' },
};

/** How much of the file systems is used. */
export const df = defineUtility({
  name: 'df',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'report file system disk space usage',
  run: (process) => {
    const options = parseOptions(process, isBusybox(process) ? { short: 'aPkmhTiB:t:' } : GNU, process.argv.slice(1).map((arg) => (arg.startsWith('--output=') ? '--output' : arg)));
    if (options === undefined) return 1;
    const size = options.value('B');
    if (size !== undefined && !/^\d*[KMGT]?(i?B)?$/i.test(size)) {
      process.err(`df: invalid -B argument ${quoted(process, size)}\n`);
      return 1;
    }
    const asked = options.operands.length === 0 ? { chosen: listed(process, options), status: 0 } : named(process, options);
    const chosen = asked.chosen.filter(({ type }) => (!options.has('t') || options.values('t').includes(type)) && !options.values('x').includes(type));
    if (chosen.length === 0) {
      if (asked.status === 0 && !isBusybox(process)) process.err('df: no file systems processed\n');
      return 1;
    }
    const fields = process.argv.find((arg) => arg.startsWith('--output'))?.split('=')[1];
    if (options.has('output') && !isBusybox(process)) {
      const names = fields === undefined ? Object.keys(FIELDS) : fields.split(',');
      const unknown = names.find((name) => FIELDS[name] === undefined);
      if (unknown !== undefined) {
        process.err(`df: option --output: field ${quoted(process, unknown)} unknown\nTry 'df --help' for more information.\n`);
        return 1;
      }
      process.out(fieldTable(chosen, options, names));
      return asked.status;
    }
    process.out(isBusybox(process) ? busyboxTable(chosen, options) : gnuTable(chosen, options));
    return asked.status;
  },
});

/** GNU shows each device once; busybox shows each mount. */
function listed(process: Process, options: ParsedOptions): readonly FileSystemFacts[] {
  const all = fileSystems(process).filter(({ isPseudo }) => options.has('a') || !isPseudo);
  if (isBusybox(process) || options.has('a')) return all;
  const seen = new Set<string>();
  return all.filter(({ source, type }) => {
    if (!source.startsWith('/') && type !== 'nfs4') return true;
    if (seen.has(source)) return false;
    seen.add(source);
    return true;
  });
}

function named(process: Process, { operands }: ParsedOptions): { readonly chosen: readonly FileSystemFacts[]; readonly status: number } {
  const { files } = process.machine;
  const all = fileSystems(process);
  const chosen: FileSystemFacts[] = [];
  let status = 0;
  for (const operand of operands) {
    try {
      const found = all.find(({ source }) => source === operand) ?? fileSystemOf(all, files.realPath(files.resolve(process.cwd, operand)));
      if (found !== undefined) chosen.push(found);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      status = 1;
      process.err(isBusybox(process) ? `df: ${operand}: can't find mount point\n` : process.machine.flavour === 'centos7' ? `df: ‘${operand}’: ${error.text}\n` : `df: ${operand}: ${error.text}\n`);
    }
  }
  return { chosen, status };
}

interface Amounts {
  readonly size: string;
  readonly used: string;
  readonly available: string;
  readonly percent: string;
}

/** The last letter given decides about the unit. */
function unitOf(options: ParsedOptions): 'human' | number {
  const last = options.given.findLast(([name]) => ['h', 'H', 'k', 'm', 'B'].includes(name));
  if (last === undefined || last[0] === 'k') return 1024;
  if (last[0] === 'm') return 1024 * 1024;
  if (last[0] !== 'B') return 'human';
  const scale = { K: 1024, M: 1024 ** 2, G: 1024 ** 3 }[/[KMG]/.exec(last[1] ?? '')?.[0] ?? ''] ?? 1;
  return Math.max(1, Number.parseInt(last[1] ?? '1', 10) || 1) * scale;
}

/** simplified: a file system has one inode for four KiB, and uses one for a hundred. */
function amountsOf(facts: FileSystemFacts, options: ParsedOptions, show: (kb: number) => string): Amounts {
  const [total, used] = options.has('i') ? [Math.floor(facts.sizeKb / 4), Math.ceil(facts.usedKb / 100)] : [facts.sizeKb, facts.usedKb];
  const count = options.has('i') ? (unitOf(options) === 'human' ? humanSize : String) : show;
  return { size: count(total), used: count(used), available: count(total - used), percent: total === 0 ? '-' : `${Math.ceil((100 * used) / total)}%` };
}

function gnuTable(chosen: readonly FileSystemFacts[], options: ParsedOptions): string {
  const unit = unitOf(options);
  const show = (kb: number) => (unit === 'human' ? (kb === 0 ? '0' : humanSize(kb * 1024)) : String(Math.ceil((kb * 1024) / unit)));
  const sizeHeader = options.has('i') ? 'Inodes' : unit === 'human' ? 'Size' : `${unitName(unit, options.has('P'))}-blocks`;
  const availableHeader = options.has('i') ? 'IFree' : unit === 'human' ? 'Avail' : 'Available';
  const head = ['Filesystem', ...(options.has('T') ? ['Type'] : []), sizeHeader, options.has('i') ? 'IUsed' : 'Used', availableHeader, options.has('i') ? 'IUse%' : options.has('P') && unit !== 'human' ? 'Capacity' : 'Use%', 'Mounted on'];
  const cells = (facts: FileSystemFacts, source: string, path: string) => {
    const { size, used, available, percent } = amountsOf(facts, options, show);
    return [source, ...(options.has('T') ? [facts.type] : []), size, used, available, percent, path];
  };
  const rows = chosen.map((facts) => cells(facts, facts.source, facts.path));
  if (options.has('total')) rows.push(cells({ ...(chosen[0] as FileSystemFacts), type: '-', sizeKb: sum(chosen, 'sizeKb'), usedKb: sum(chosen, 'usedKb') }, 'total', '-'));
  return aligned([head, ...rows], options.has('T') ? 2 : 1);
}

interface Field {
  readonly title: (sizeTitle: string, availableTitle: string) => string;
  readonly isLeft?: boolean;
  readonly least: number;
  readonly cell: (facts: FileSystemFacts, amounts: Amounts, nodes: Amounts) => string;
}

const SIZE_LEAST = 5;

/** The columns of `--output`, in the order in which all of them are shown. */
const FIELDS: Readonly<Record<string, Field>> = {
  source: { title: () => 'Filesystem', isLeft: true, least: 14, cell: ({ source }) => source },
  fstype: { title: () => 'Type', isLeft: true, least: 4, cell: ({ type }) => type },
  itotal: { title: () => 'Inodes', least: SIZE_LEAST, cell: (_, __, { size }) => size },
  iused: { title: () => 'IUsed', least: SIZE_LEAST, cell: (_, __, { used }) => used },
  iavail: { title: () => 'IFree', least: SIZE_LEAST, cell: (_, __, { available }) => available },
  ipcent: { title: () => 'IUse%', least: 4, cell: (_, __, { percent }) => percent },
  size: { title: (size) => size, least: SIZE_LEAST, cell: (_, { size }) => size },
  used: { title: () => 'Used', least: SIZE_LEAST, cell: (_, { used }) => used },
  avail: { title: (_, available) => available, least: SIZE_LEAST, cell: (_, { available }) => available },
  pcent: { title: () => 'Use%', least: 4, cell: (_, { percent }) => percent },
  file: { title: () => 'File', isLeft: true, least: 0, cell: () => '-' },
  target: { title: () => 'Mounted on', isLeft: true, least: 0, cell: ({ path }) => path },
};

function fieldTable(chosen: readonly FileSystemFacts[], options: ParsedOptions, names: readonly string[]): string {
  const unit = unitOf(options);
  const show = (kb: number) => (unit === 'human' ? (kb === 0 ? '0' : humanSize(kb * 1024)) : String(Math.ceil((kb * 1024) / unit)));
  const fields = names.flatMap((name) => FIELDS[name] ?? []);
  const title = ({ title: of }: Field) => of(unit === 'human' ? 'Size' : `${unitName(unit, false)}-blocks`, 'Avail');
  const rows = [fields.map(title), ...chosen.map((facts) => fields.map(({ cell }) => cell(facts, amountsOf(facts, options, show), amountsOf(facts, { ...options, has: (name) => name === 'i' || options.has(name) }, String))))];
  const widths = fields.map(({ least }, column) => Math.max(least, ...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `${row.map((cell, column) => (fields[column]?.isLeft === true ? (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)) : cell.padStart(widths[column] ?? 0))).join(' ')}\n`).join('');
}

/** `1K`, `1M`; in the words of POSIX 1024. */
function unitName(bytes: number, isPosix: boolean): string {
  if (isPosix) return String(bytes);
  const power = [1024 ** 4, 1024 ** 3, 1024 ** 2, 1024].findIndex((size) => bytes >= size && bytes % size === 0);
  return power < 0 ? `${bytes}B` : `${bytes / 1024 ** (4 - power)}${'TGMK'.charAt(power)}`;
}

function sum(chosen: readonly FileSystemFacts[], name: 'sizeKb' | 'usedKb'): number {
  return chosen.reduce((total, facts) => total + facts[name], 0);
}

/** The first columns and the last at the left edge, the amounts at the right; each as wide as its widest cell. */
function aligned(rows: readonly (readonly string[])[], leftCount: number): string {
  const least = [14, ...(leftCount === 2 ? [4] : []), 5, 5, 5, 4, 0];
  const widths = least.map((width, column) => Math.max(width, ...rows.map((row) => row[column]?.length ?? 0)));
  const last = widths.length - 1;
  return rows.map((row) => `${row.map((cell, column) => (column === last ? cell : column < leftCount ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(' ')}\n`).join('');
}

function busyboxTable(chosen: readonly FileSystemFacts[], options: ParsedOptions): string {
  const unit = unitOf(options);
  const show = (kb: number) => (unit === 'human' ? oneDecimal(kb) : String(Math.floor((kb * 1024) / unit)));
  const size = options.has('i') ? '   Inodes' : unit === 'human' ? '     Size' : `${unit === 1024 * 1024 ? '1M' : options.has('P') ? '1024' : '1K'}-blocks`;
  const type = options.has('T') ? `${'Type'.padEnd(10)} ` : '';
  const header = `${'Filesystem'.padEnd(20)} ${type}${size.padStart(options.has('P') && unit !== 'human' ? 9 : 9)} ${'Used'.padStart(options.has('P') && unit !== 'human' ? 7 : 9)} Available ${options.has('P') ? 'Capacity' : 'Use%'} Mounted on\n`;
  const lines = chosen.map((facts) => {
    const { size: total, used, available } = amountsOf(facts, options, show);
    const percent = facts.sizeKb === 0 ? 0 : Math.floor((100 * facts.usedKb + facts.sizeKb / 2) / facts.sizeKb);
    const source = facts.source.length > 20 ? `${facts.source}\n${' '.repeat(20)}` : facts.source.padEnd(20);
    return `${source} ${options.has('T') ? `${facts.type.padEnd(10)} ` : ''}${total.padStart(9)} ${used.padStart(9)} ${available.padStart(9)} ${`${percent}%`.padStart(4)} ${facts.path}\n`;
  });
  return header + lines.join('');
}

function oneDecimal(kb: number): string {
  if (kb === 0) return '0';
  let value = kb;
  let unit = 'K';
  for (const next of ['M', 'G', 'T']) {
    if (value < 1024) break;
    value /= 1024;
    unit = next;
  }
  return `${value.toFixed(1)}${unit}`;
}
