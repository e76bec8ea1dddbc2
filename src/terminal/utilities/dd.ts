import { utf8Length } from '#engine/core/utf8.ts';
import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process, Wait } from '../process/process.ts';
import { openForReading } from '../process/fileStream.ts';
import type { Input } from '../process/stream.ts';
import { readSome, sleep } from '../process/waits.ts';
import { isBusybox, sayUsage } from './options.ts';

/** What a disk of the cluster takes, in bytes a millisecond. */
const BYTES_PER_MS = 150_000;
const UNITS: Readonly<Record<string, number>> = { '': 1, c: 1, w: 2, b: 512, k: 1024, K: 1024, kB: 1000, KB: 1000, M: 1_048_576, MB: 1_000_000, G: 1_073_741_824, GB: 1_000_000_000 };
const NAMES = new Set(['if', 'of', 'bs', 'ibs', 'obs', 'count', 'skip', 'seek', 'conv', 'iflag', 'oflag', 'status', 'cbs']);

const BUSYBOX_CONVERSIONS = new Set(['notrunc', 'sync', 'noerror', 'fsync', 'swab']);

/** Copies blocks. simplified: a block is so many characters, and dd reads all before it writes. */
export const dd = defineUtility({
  name: 'dd',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'copy a file, converting and formatting',
  *run(process) {
    const operands = operandsOf(process);
    if (operands === undefined) return 1;
    const size = (name: string, otherwise: number) => sizeOf(operands.get(name)) ?? otherwise;
    const blockSize = size('bs', size('ibs', 512));
    const startedMs = process.kernel.now();
    const input = open(process, operands.get('if'));
    if (input === undefined) return 1;
    const wanted = operands.has('count') ? size('count', 0) * blockSize : Number.POSITIVE_INFINITY;
    const skipped = size('skip', 0) * blockSize;
    const text = (yield* readUpTo(input, skipped + wanted)).slice(skipped);
    if (!write(process, operands, convert(text, operands.get('conv') ?? ''), size('seek', 0) * size('bs', size('obs', 512)))) return 1;
    const bytes = utf8Length(text);
    yield sleep(bytes / BYTES_PER_MS);
    if (operands.get('status') !== 'none') process.err(summary(process, { blocks: text.length, blockSize, bytes, tookMs: Math.max(process.kernel.now() - startedMs, 0.1), isQuiet: operands.get('status') === 'noxfer' }));
    return 0;
  },
});

function operandsOf(process: Process): ReadonlyMap<string, string> | undefined {
  const operands = new Map<string, string>();
  for (const arg of process.argv.slice(1)) {
    const at = arg.indexOf('=');
    const name = arg.slice(0, Math.max(0, at));
    if (!NAMES.has(name)) {
      if (!isBusybox(process)) process.err(`dd: unrecognized operand '${arg}'\n`);
      sayUsage(process);
      return undefined;
    }
    const value = arg.slice(at + 1);
    if (['bs', 'ibs', 'obs', 'count', 'skip', 'seek'].includes(name) && sizeOf(value) === undefined) {
      process.err(isBusybox(process) ? `dd: invalid number '${value}'\n` : `dd: invalid number: '${value}'\n`);
      return undefined;
    }
    const unknown = name === 'conv' && isBusybox(process) ? value.split(',').find((word) => !BUSYBOX_CONVERSIONS.has(word)) : undefined;
    if (unknown !== undefined) {
      process.err(`dd: invalid argument '${unknown}' to 'conv'\n`);
      return undefined;
    }
    operands.set(name, value);
  }
  return operands;
}

function sizeOf(text: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d+)([a-zA-Z]*)$/.exec(text ?? '') ?? [];
  const factor = UNITS[unit];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

function open(process: Process, name: string | undefined): Input | undefined {
  if (name === undefined) return process.stdin;
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  try {
    const node = files.node(path);
    if (node.type === 'file' && node.device !== undefined) return endless(node.device.read);
    return openForReading(files, path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `dd: can't open '${name}': ${error.text}\n` : `dd: failed to open '${name}': ${error.text}\n`);
    return undefined;
  }
}

/** A device gives more at each read, until it gives nothing. */
function endless(read: () => string): Input {
  return { direction: 'in', read: () => read() || undefined, readable: sleep(0), isReadable: () => true, isTty: () => false, retain: () => {}, release: () => {} };
}

/** More than any file here may hold is not read. */
const MOST = 64 * 1024 * 1024 + 1;

function* readUpTo(input: Input, limit: number): Generator<Wait, string, void> {
  const pieces: string[] = [];
  let length = 0;
  while (length < Math.min(limit, MOST)) {
    const text = yield* readSome(input);
    if (text === undefined) break;
    pieces.push(text);
    length += text.length;
  }
  return pieces.join('').slice(0, Math.min(limit, MOST));
}

function convert(text: string, conversions: string): string {
  const names = conversions.split(',');
  if (names.includes('ucase')) return text.toUpperCase();
  return names.includes('lcase') ? text.toLowerCase() : text;
}

function write(process: Process, operands: ReadonlyMap<string, string>, text: string, offset: number): boolean {
  const name = operands.get('of');
  if (name === undefined) {
    process.out(text);
    return true;
  }
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  try {
    const before = files.exists(path) && files.stat(path).device !== true ? files.read(path) : '';
    const keepsRest = (operands.get('conv') ?? '').includes('notrunc');
    files.write(path, before.slice(0, offset).padEnd(offset, '\0') + text + (keepsRest ? before.slice(offset + text.length) : ''));
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    const isOpened = error.code === 'ENOSPC';
    if (isBusybox(process)) process.err(isOpened ? `dd: error writing '${name}': ${error.text}\n` : `dd: can't open '${name}': ${error.text}\n`);
    else process.err(isOpened ? `dd: error writing '${name}': ${error.text}\n` : `dd: failed to open '${name}': ${error.text}\n`);
    return false;
  }
}

interface Copied {
  readonly blocks: number;
  readonly blockSize: number;
  readonly bytes: number;
  readonly tookMs: number;
  readonly isQuiet: boolean;
}

function summary(process: Process, { blocks, blockSize, bytes, tookMs, isQuiet }: Copied): string {
  const [full, partial] = [Math.floor(blocks / blockSize), blocks % blockSize === 0 ? 0 : 1];
  const records = `${full}+${partial} records in\n${full}+${partial} records out\n`;
  if (isQuiet) return records;
  const seconds = tookMs / 1000;
  if (isBusybox(process)) return `${records}${bytes} bytes (${binary(bytes)}B) copied, ${seconds.toFixed(6)} seconds, ${binary(bytes / seconds)}B/s\n`;
  const old = process.machine.flavour === 'centos7';
  const sizes = old ? ` (${decimal(bytes)}B)` : bytes < 1000 ? '' : ` (${decimal(bytes)}B${bytes < 1024 ? '' : `, ${binary(bytes, ' ')}iB`})`;
  return `${records}${bytes} bytes${sizes} copied, ${significant(seconds)} s, ${decimal(bytes / seconds)}B/s\n`;
}

/** `105 M`, `1.2 k`: powers of a thousand. */
function decimal(value: number): string {
  return scaled(value, 1000, ['', 'k', 'M', 'G'], ' ');
}

function binary(value: number, gap = ''): string {
  return scaled(value, 1024, ['', 'K', 'M', 'G'], gap);
}

function scaled(value: number, step: number, units: readonly string[], gap: string): string {
  let rest = value;
  let unit = 0;
  while (rest >= step && unit < units.length - 1) {
    rest /= step;
    unit += 1;
  }
  const digits = unit > 0 && rest < 10 ? rest.toFixed(1) : step === 1024 && gap === '' && unit > 0 ? rest.toFixed(1) : String(Math.round(rest));
  return `${digits}${gap}${units[unit] ?? ''}`;
}

function significant(seconds: number): string {
  return String(Number(seconds.toPrecision(6)));
}
