import { FileError } from '#engine/machine/files.ts';
import { utf8Length } from '#engine/core/utf8.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Running } from '../../process/process.ts';
import { readAll } from '../../process/waits.ts';
import { isBusybox, nameOf, parseOptions, type ParsedOptions } from '../options.ts';
import { compress, decompress } from './gzipFormat.ts';

interface Mode {
  readonly decompresses: boolean;
  readonly toStdout: boolean;
  readonly keeps: boolean;
  readonly forces: boolean;
  readonly tests: boolean;
  readonly lists: boolean;
  readonly isVerbose: boolean;
}

/** Compresses files, in the real format. */
export const gzip = defineUtility({
  name: 'gzip',
  aliases: ['gunzip', 'zcat'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'compress or expand files',
  *run(process) {
    const options = parseOptions(process, isBusybox(process) ? { short: 'cfkdtnq123456789' } : { short: 'acdfhklLnNqrtvV123456789S:', long: { stdout: 'c', 'to-stdout': 'c', decompress: 'd', uncompress: 'd', force: 'f', keep: 'k', list: 'l', test: 't', verbose: 'v', quiet: 'q', recursive: 'r', fast: '1', best: '9', 'no-name': 'n', name: 'N' } });
    if (options === undefined) return 1;
    const mode = modeOf(process, options);
    if (options.operands.length === 0 || options.operands[0] === '-') return yield* throughStreams(process, mode);
    let status = 0;
    for (const name of options.operands) {
      const code = runOnFile(process, name, mode);
      if (code > 0) status = code;
    }
    return status;
  },
});

function modeOf(process: Process, options: ParsedOptions): Mode {
  const name = nameOf(process);
  return {
    decompresses: name !== 'gzip' || options.has('d') || options.has('t') || options.has('l'),
    toStdout: name === 'zcat' || options.has('c'),
    keeps: options.has('k'),
    forces: options.has('f'),
    tests: options.has('t'),
    lists: options.has('l'),
    isVerbose: options.has('v'),
  };
}

/** GNU's own errors come behind an empty line. */
function refuse(process: Process, text: string, isApart = false): 1 {
  process.err(isApart && !isBusybox(process) ? `\ngzip: ${text}\n` : `${isBusybox(process) ? nameOf(process) : 'gzip'}: ${text}\n`);
  return 1;
}

function notGzip(process: Process, name: string): 1 {
  return isBusybox(process) ? refuse(process, nameOf(process) === 'zcat' ? 'no gzip/bzip2/xz magic' : 'invalid magic') : refuse(process, `${name}: not in gzip format`, true);
}

function* throughStreams(process: Process, mode: Mode): Running {
  if (!mode.decompresses && process.stdout.isTty() && !mode.forces) {
    process.err(isBusybox(process) ? 'gzip: compressed data not written to a terminal, use -f to force it\n' : 'gzip: compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h\n');
    return 1;
  }
  const text = yield* readAll(process.stdin);
  if (!mode.decompresses) {
    process.out(compress(text));
    return 0;
  }
  if (text === '') return isBusybox(process) ? refuse(process, 'short read') : refuse(process, 'stdin: unexpected end of file', true);
  const plain = decompress(text);
  if (plain === undefined) return notGzip(process, 'stdin');
  if (plain === 'corrupt') return isBusybox(process) ? refuse(process, 'corrupted data') : refuse(process, 'stdin: unexpected end of file', true);
  if (!mode.tests) process.out(plain);
  return 0;
}

const SUFFIXES: readonly (readonly [string, string])[] = [['.gz', ''], ['.tgz', '.tar'], ['-gz', ''], ['.z', '']];

/** 2 is a warning. */
function runOnFile(process: Process, operand: string, mode: Mode): number {
  const { files } = process.machine;
  const cwd = process.cwd;
  const suffix = SUFFIXES.find(([ending]) => operand.endsWith(ending));
  const isThere = (name: string) => files.exists(files.resolve(cwd, name));
  const name = mode.decompresses && suffix === undefined && !isThere(operand) && isThere(`${operand}.gz`) ? `${operand}.gz` : operand;
  try {
    const path = files.resolve(cwd, name);
    const stat = files.stat(path);
    if (stat.type === 'directory') return isBusybox(process) ? refuse(process, `can't remove file '${name}': Is a directory`) : warn(process, `${name} is a directory -- ignored`);
    const content = files.read(path);
    return mode.decompresses ? expand(process, { name, path, content, mtimeMs: stat.mtimeMs }, mode) : shrink(process, { name, path, content, mtimeMs: stat.mtimeMs }, mode);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return refuse(process, `${mode.decompresses && suffix === undefined && !isBusybox(process) ? `${name}.gz` : name}: ${error.text}`);
  }
}

interface Source {
  readonly name: string;
  readonly path: string;
  readonly content: string;
  readonly mtimeMs: number;
}

function warn(process: Process, text: string): number {
  process.err(`${isBusybox(process) ? nameOf(process) : 'gzip'}: ${text}\n`);
  return isBusybox(process) ? 1 : 2;
}

function shrink(process: Process, { name, path, content, mtimeMs }: Source, mode: Mode): number {
  if (!isBusybox(process) && !mode.toStdout && !mode.forces && SUFFIXES.some(([ending]) => name.endsWith(ending))) {
    process.err(`gzip: ${name} already has ${/\.?[^.]*$/.exec(name)?.[0] ?? ''} suffix -- unchanged\n`);
    return 0;
  }
  const packed = compress(content, { name: name.slice(name.lastIndexOf('/') + 1), mtimeMs });
  if (mode.toStdout) process.out(packed);
  else if (!place(process, { from: { name, path }, name: `${name}.gz`, content: packed, mtimeMs }, mode)) return isBusybox(process) ? 1 : 2;
  if (mode.isVerbose) process.err(`${name}:\t${ratio(utf8Length(packed), utf8Length(content)).padStart(5)}%${mode.toStdout ? '' : ` -- replaced with ${name}.gz`}\n`);
  return 0;
}

function expand(process: Process, { name, path, content, mtimeMs }: Source, mode: Mode): number {
  const suffix = SUFFIXES.find(([ending]) => name.endsWith(ending));
  if (suffix === undefined && !mode.toStdout && !mode.tests && !mode.lists) return isBusybox(process) ? refuse(process, `${name}: unknown suffix - ignored`) : warn(process, `${name}: unknown suffix -- ignored`);
  const plain = decompress(content);
  if (plain === undefined) return notGzip(process, name);
  if (plain === 'corrupt') return isBusybox(process) ? refuse(process, 'corrupted data') : refuse(process, `${name}: unexpected end of file`, true);
  const bare = suffix === undefined ? name : name.slice(0, -suffix[0].length) + suffix[1];
  if (mode.lists) {
    const [packed, full] = [utf8Length(content), utf8Length(plain)];
    process.out(`         compressed        uncompressed  ratio uncompressed_name\n${String(packed).padStart(19)} ${String(full).padStart(19)} ${`${ratio(packed - 18, full)}%`.padStart(6)} ${bare}\n`);
  } else if (mode.tests) {
    if (mode.isVerbose) process.err(`${name}:\t OK\n`);
  } else if (mode.toStdout) process.out(plain);
  else if (!place(process, { from: { name, path }, name: bare, content: plain, mtimeMs }, mode)) return isBusybox(process) ? 1 : 2;
  return 0;
}

/** How much shorter, in percent of the whole. */
function ratio(packed: number, full: number): string {
  return full === 0 ? '0.0' : (100 - (100 * packed) / full).toFixed(1);
}

interface Placing {
  readonly from: { readonly name: string; readonly path: string };
  readonly name: string;
  readonly content: string;
  readonly mtimeMs: number;
}

/** Puts the result beside the source, which then goes. False when something is in its place. */
function place(process: Process, { from, name, content, mtimeMs }: Placing, { forces, keeps }: Mode): boolean {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  if (files.exists(path) && !forces) {
    process.err(isBusybox(process) ? `${nameOf(process)}: can't open '${name}': File exists\n` : `gzip: ${name} already exists;\tnot overwritten\n`);
    return false;
  }
  files.write(path, content);
  files.touch(path, mtimeMs);
  if (!keeps) files.unlink(from.path);
  return true;
}
