import { utf8Bytes } from '#engine/core/utf8.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Wait } from '../../process/process.ts';
import { FileError } from '#engine/machine/files.ts';
import { isBusybox, nameOf, parseOptions, type ParsedOptions } from '../options.ts';
import { linesOf, readSources } from '../sources.ts';
import { bsdSum, posixCrc, systemVSum } from './checksum.ts';
import { md5 } from './md5.ts';
import { sha1, sha256, sha512 } from './sha.ts';

interface Algorithm {
  readonly title: string;
  readonly digits: number;
  readonly of: (message: readonly number[]) => string;
}

const ALGORITHMS: Readonly<Record<string, Algorithm>> = {
  md5sum: { title: 'MD5', digits: 32, of: md5 },
  sha1sum: { title: 'SHA1', digits: 40, of: sha1 },
  sha224sum: { title: 'SHA224', digits: 56, of: (message) => sha256(message, 224) },
  sha256sum: { title: 'SHA256', digits: 64, of: (message) => sha256(message) },
  sha384sum: { title: 'SHA384', digits: 96, of: (message) => sha512(message, 384) },
  sha512sum: { title: 'SHA512', digits: 128, of: (message) => sha512(message) },
};

export const digests = defineUtility({
  name: 'md5sum',
  aliases: Object.keys(ALGORITHMS).slice(1),
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print or check message digests',
  *run(process) {
    const algorithm = ALGORITHMS[nameOf(process)];
    const options = parseOptions(process, isBusybox(process) ? { short: 'csw' } : { short: 'bctwz', long: { binary: 'b', text: 't', check: 'c', tag: 'tag', quiet: 'quiet', status: 's', warn: 'w', strict: 'strict', 'ignore-missing': 'ignore-missing', zero: 'z' } });
    if (options === undefined || algorithm === undefined) return 1;
    if (options.has('c')) return yield* check(process, options, algorithm);
    const ok = yield* readSources(process, options.operands, (text, name) => {
      const digest = algorithm.of(utf8Bytes(text));
      process.out(options.has('tag') ? `${algorithm.title} (${name}) = ${digest}\n` : `${digest} ${options.has('b') ? '*' : ' '}${name}\n`);
    });
    return ok ? 0 : 1;
  },
});

/** How a list of digests compared with the files that it names. */
interface Tally {
  readonly lines: number;
  readonly badLines: number;
  readonly unread: number;
  readonly failed: number;
}

function* check(process: Process, options: ParsedOptions, algorithm: Algorithm): Generator<Wait, number, void> {
  let status = 0;
  const ok = yield* readSources(process, options.operands, (text, list) => {
    const tally = checkList(process, options, algorithm, text);
    if (isBusybox(process) ? busyboxWarnings(process, options, tally) : gnuWarnings(process, options, tally, list)) status = 1;
  });
  return ok ? status : 1;
}

function checkList(process: Process, options: ParsedOptions, algorithm: Algorithm, text: string): Tally {
  const lines = linesOf(text);
  let [badLines, unread, failed] = [0, 0, 0];
  const say = (name: string, verdict: string) => {
    if (!options.has('s') && !(options.has('quiet') && verdict === 'OK')) process.out(`${name}: ${verdict}\n`);
  };
  for (const line of lines) {
    const match = new RegExp(`^([0-9a-fA-F]{${algorithm.digits}}) [ *](.+)$`).exec(line);
    if (match === null) {
      badLines += 1;
      continue;
    }
    const [, wanted = '', name = ''] = match;
    const found = contentOf(process, name);
    if (found === undefined) unread += 1;
    else if (algorithm.of(utf8Bytes(found)) !== wanted.toLowerCase()) failed += 1;
    say(name, found === undefined ? (isBusybox(process) ? 'FAILED' : 'FAILED open or read') : algorithm.of(utf8Bytes(found)) === wanted.toLowerCase() ? 'OK' : 'FAILED');
  }
  return { lines: lines.length, badLines, unread, failed };
}

function contentOf(process: Process, name: string): string | undefined {
  try {
    return process.machine.files.read(process.machine.files.resolve(process.cwd, name));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `${nameOf(process)}: can't open '${name}': ${error.text}\n` : `${nameOf(process)}: ${name}: ${error.text}\n`);
    return undefined;
  }
}

function busyboxWarnings(process: Process, options: ParsedOptions, { lines, badLines, unread, failed }: Tally): boolean {
  const wrong = badLines + unread + failed;
  if (wrong > 0 && !options.has('s')) process.err(`${nameOf(process)}: WARNING: ${wrong} of ${lines} computed checksums did NOT match\n`);
  return wrong > 0;
}

function gnuWarnings(process: Process, options: ParsedOptions, { lines, badLines, unread, failed }: Tally, list: string): boolean {
  const name = nameOf(process);
  const plural = (count: number, one: string, many: string) => `${name}: WARNING: ${count} ${count === 1 ? one : many}\n`;
  if (badLines === lines) {
    process.err(`${name}: ${list === '-' ? "'standard input'" : list}: no properly formatted checksum lines found\n`);
    return true;
  }
  if (!options.has('s')) {
    if (badLines > 0) process.err(plural(badLines, 'line is improperly formatted', 'lines are improperly formatted'));
    if (unread > 0) process.err(plural(unread, 'listed file could not be read', 'listed files could not be read'));
    if (failed > 0) process.err(plural(failed, 'computed checksum did NOT match', 'computed checksums did NOT match'));
  }
  return unread > 0 || failed > 0;
}

/** The older checksums: numbers, and the size of the file beside them. */
export const checksums = defineUtility({
  name: 'cksum',
  aliases: ['sum'],
  flavours: ['centos7', 'debian', 'busybox'],
  summary: 'checksum and count the bytes in a file',
  *run(process) {
    const options = parseOptions(process, { short: nameOf(process) === 'sum' ? 'rs' : '', long: nameOf(process) === 'sum' ? { sysv: 's' } : {} });
    if (options === undefined) return 1;
    const ok = yield* readSources(process, options.operands, (text, name) => {
      const bytes = utf8Bytes(text);
      const suffix = options.operands.length === 0 ? '' : ` ${name}`;
      if (nameOf(process) === 'cksum') process.out(`${posixCrc(bytes)} ${bytes.length}${suffix}\n`);
      else if (options.has('s')) process.out(`${systemVSum(bytes)} ${Math.ceil(bytes.length / 512)}${suffix}\n`);
      else process.out(`${String(bsdSum(bytes)).padStart(5, '0')} ${String(Math.ceil(bytes.length / 1024)).padStart(5)}${suffix}\n`);
    });
    return ok ? 0 : 1;
  },
});
