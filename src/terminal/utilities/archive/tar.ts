import { defineUtility } from '../../command.ts';
import type { Process, Wait } from '../../process/process.ts';
import { readAll } from '../../process/waits.ts';
import { FileError } from '#engine/machine/files.ts';
import { isBusybox, parseOptions, sayUsage, type ParsedOptions } from '../options.ts';
import { createArchive } from './createArchive.ts';
import { extractArchive, listArchive } from './extractArchive.ts';
import { failed } from './tarFailure.ts';
import { compress, decompress } from './gzipFormat.ts';
import { readTar, writeTar, type TarMember } from './tarFormat.ts';

const SHORT = 'cxtrudAf:C:vzjJZaphmokOPX:T:';
const LONG = {
  create: 'c', extract: 'x', get: 'x', list: 't', append: 'r', update: 'u', file: 'f:', directory: 'C:', verbose: 'v', gzip: 'z', gunzip: 'z', bzip2: 'j', xz: 'J', 'auto-compress': 'a', dereference: 'h', 'to-stdout': 'O', 'absolute-names': 'P',
  'preserve-permissions': 'p', 'keep-old-files': 'k', touch: 'm', exclude: 'exclude:', 'strip-components': 'strip-components:', 'no-same-owner': 'o', 'no-recursion': 'no-recursion', 'files-from': 'T:', 'warning': 'warning:', overwrite: 'overwrite',
};

/** Makes, lists and unpacks archives, in the real format, with gzip around it. */
export const tar = defineUtility({
  name: 'tar',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'an archiving utility',
  *run(process) {
    const args = withDashes(process.argv.slice(1));
    if (typeof args === 'string') return refuse(process, `Old option '${args}' requires an argument.\nTry 'tar --help' or 'tar --usage' for more information.`, 2);
    const options = parseOptions(process, isBusybox(process) ? { short: 'cxtf:C:vzjJZahmokOpX:T:', long: { exclude: 'exclude:', 'strip-components': 'strip-components:', overwrite: 'overwrite', 'no-recursion': 'no-recursion' } } : { short: SHORT, long: LONG }, args);
    if (options === undefined) return isBusybox(process) ? 1 : 64;
    const action = options.given.find(([name]) => 'cxtru'.includes(name))?.[0];
    if (action === undefined) {
      if (isBusybox(process)) return sayUsage(process);
      return refuse(process, "You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information.", 2);
    }
    if (options.has('j') || options.has('J') || options.has('Z')) return refuse(process, `${options.has('J') ? 'xz' : options.has('j') ? 'bzip2' : 'compress'}: not part of this simulation: use gzip (-z)`, 2);
    if (action === 'c' || action === 'r' || action === 'u') return create(process, options, action !== 'c');
    const members = yield* readArchive(process, options);
    if (typeof members === 'number') return members;
    return action === 't' ? listArchive(process, members, options) : extractArchive(process, members, options);
  },
});

/** The first word may be letters without a dash, whose values follow in their order; answers the letter that lacks one. */
function withDashes(args: readonly string[]): readonly string[] | string {
  const [first = '', ...rest] = args;
  if (first === '' || first.startsWith('-')) return args;
  const words: string[] = [];
  let taken = 0;
  for (const letter of first) {
    words.push(`-${letter}`);
    if (!SHORT.includes(`${letter}:`)) continue;
    const value = rest[taken];
    if (value === undefined) return letter;
    words.push(value);
    taken += 1;
  }
  return [...words, ...rest.slice(taken)];
}

function refuse(process: Process, text: string, code: number): number {
  process.err(`tar: ${text}\n`);
  return isBusybox(process) ? 1 : code;
}

function create(process: Process, options: ParsedOptions, isAddition: boolean): number {
  if (options.operands.length === 0 && !options.has('T')) {
    return isBusybox(process) ? refuse(process, 'empty archive', 1) : refuse(process, "Cowardly refusing to create an empty archive\nTry 'tar --help' or 'tar --usage' for more information.", 2);
  }
  const file = options.value('f') ?? '-';
  const { files } = process.machine;
  const path = files.resolve(process.cwd, file);
  const before = isAddition && file !== '-' && files.exists(path) ? (readTar(files.read(path)) ?? []) : [];
  const { members, hasFailed } = createArchive(process, options, file === '-' ? undefined : path);
  const isPacked = options.has('z') || (options.has('a') && /\.(?:gz|tgz)$/.test(file));
  const text = writeTar([...before, ...members]);
  const archive = isPacked ? compress(text) : text;
  try {
    if (file !== '-') files.write(path, archive);
    else if (process.stdout.isTty()) return refuse(process, 'Refusing to write archive contents to terminal (missing -f option?)\ntar: Error is not recoverable: exiting now', 2);
    else process.out(archive);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `tar: can't open '${file}': ${error.text}\n` : `tar: ${file}: Cannot open: ${error.text}\n`);
    return failed(process, true);
  }
  if (!hasFailed) return 0;
  if (isBusybox(process)) process.err('tar: error exit delayed from previous errors\n');
  return failed(process, false);
}

function* readArchive(process: Process, options: ParsedOptions): Generator<Wait, readonly TarMember[] | number, void> {
  const file = options.value('f') ?? '-';
  let text: string;
  try {
    text = file === '-' ? yield* readAll(process.stdin) : process.machine.files.read(process.machine.files.resolve(process.cwd, file));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `tar: can't open '${file}': ${error.text}\n` : error.code === 'EISDIR' ? `tar: ${file}: Cannot read: ${error.text}\ntar: At beginning of tape, quitting now\n` : `tar: ${file}: Cannot open: ${error.text}\n`);
    return failed(process, true);
  }
  const unpacked = decompress(text);
  if (options.has('z') && (unpacked === undefined || unpacked === 'corrupt')) {
    process.err(isBusybox(process) ? 'tar: invalid magic\ntar: short read\n' : `\ngzip: stdin: ${unpacked === undefined ? 'not in gzip format' : 'unexpected end of file'}\ntar: Child returned status 1\n`);
    return failed(process, true);
  }
  const members = readTar(unpacked === undefined || unpacked === 'corrupt' ? text : unpacked);
  if (members !== undefined) return members;
  process.err(isBusybox(process) ? 'tar: short read\n' : 'tar: This does not look like a tar archive\n');
  return failed(process, false);
}
