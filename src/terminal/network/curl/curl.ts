import { utf8Length } from '#engine/core/utf8.ts';
import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../../command.ts';
import type { Process, Wait } from '../../process/process.ts';
import { readAll, sleep } from '../../process/waits.ts';
import { baseName } from '../../utilities/cp.ts';
import type { ParsedOptions } from '../../utilities/options.ts';
import { parseUrl, type Url } from '../url.ts';
import { createMeter, type Meter } from './meter.ts';
import { expandGlob, missingUrl, readCurlOptions, TRY_HELP } from './options.ts';
import { responseHead, transferTo, type Payload, type Transfer } from './transfer.ts';
import { CATEGORIES, curlVersion, HELP, versionText } from './version.ts';
import { writeOut } from './writeOut.ts';

/** curl over HTTP: 7.29 on the nodes, 7.88 on Debian, 8.14 in images of Alpine. */
export const curl = defineUtility({
  name: 'curl',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'transfer a URL',
  *run(process) {
    const options = readCurlOptions(process);
    if (options === undefined) return 2;
    if (options.has('V') || options.has('h')) {
      process.out(options.has('V') ? versionText(process) : helpText(options.operands[0]));
      return 0;
    }
    const urls = [...options.values('url'), ...options.operands];
    if (urls.length === 0) {
      process.err(missingUrl(process));
      return 2;
    }
    const payload = yield* payloadOf(process, options);
    if (typeof payload === 'number') return payload;
    if (payload.body !== undefined && options.has('I') && !options.has('G')) {
      if (!options.has('s')) process.err('Warning: You can only select one HTTP request method! You asked for both POST \nWarning: (-d, --data) and HEAD (-I, --head).\n');
      return 2;
    }
    const outputs = options.given.filter(([key]) => key === 'o' || key === 'O');
    let status = 0;
    for (const [index, text] of urls.entries()) {
      const [key, file] = outputs[index] ?? (options.has('remote-name-all') ? ['O', undefined] : [undefined, undefined]);
      const all = options.has('g') ? [text] : expandGlob(text);
      if ('problem' in all) {
        status = fail(process, options, 3, curlVersion(process) === '7.29.0' ? `[globbing] ${all.problem} at pos ${all.position}` : `${all.problem} in URL position ${all.position}:\n${text}\n${' '.repeat(all.position - 1)}^`);
        continue;
      }
      for (const each of all) {
        status = yield* fetchOne(process, options, each, { payload, saves: key, file });
        if (status !== 0 && options.has('fail-early')) return status;
      }
    }
    return status;
  },
});

/** `--help` with what stands behind it. simplified: of a category, and of `all`, the common options alone. */
function helpText(category: string | undefined): string {
  const [usage = ''] = HELP.split('\n');
  if (category === 'category') return `${usage}\n${CATEGORIES}`;
  if (category === undefined || category === 'all') return HELP;
  const line = CATEGORIES.split('\n').find((each) => each.startsWith(` ${category} `));
  if (line === undefined) return `${usage}\nInvalid category provided, here is a list of all categories:\n\n${CATEGORIES}`;
  return `${usage}\n${category}: ${line.slice(category.length + 1).trim()}\n${HELP.split('\n').slice(1, 13).join('\n')}\n(The other options of this category are not part of this simulation.)\n`;
}

interface Target {
  readonly payload: Payload;
  /** `o` for a file that is named, `O` for one that is named as the page is. */
  readonly saves: string | undefined;
  readonly file: string | undefined;
}

function* fetchOne(process: Process, options: ParsedOptions, text: string, { payload, saves, file }: Target): Generator<Wait, number, void> {
  const version = curlVersion(process);
  const url = parseUrl(text);
  if (url === undefined) return fail(process, options, 3, malformed(process, text));
  if (!['http', 'https', 'ftp', 'telnet'].includes(url.scheme)) {
    return fail(process, options, 1, version === '7.29.0' ? `Protocol ${url.scheme} not supported or disabled in libcurl` : `Protocol "${url.scheme}" not supported${version === '7.88.1' ? ' or disabled in libcurl' : ''}`);
  }
  const name = saves === 'O' ? baseName(url.path.split('?')[0] ?? '').replace(/^\/$/, '') : file;
  if (saves === 'O' && name === '') {
    if (!options.has('s') || version === '7.29.0') process.err(`curl: Remote file name has no length!\n${version === '7.29.0' ? TRY_HELP : ''}`);
    return version === '7.29.0' ? 23 : fail(process, options, 23, 'Failed writing received data to disk/application');
  }
  const target = name === undefined || name === '-' ? undefined : inFolder(options, name);
  const meter = createMeter(process, options, target !== undefined);
  meter.begin();
  const transfer = yield* withRetries(process, options, url, payload, meter);
  return report(process, options, transfer, target);
}

/** The texts of curl 8 tell what is wrong. */
function malformed(process: Process, text: string): string {
  switch (curlVersion(process)) {
    case '7.29.0':
      return '<url> malformed';
    case '7.88.1':
      return 'URL using bad/illegal format or missing URL';
    case '8.14.1':
      if (/:[^/?#]*$/.test(text.replace(/^\w+:\/\//, '').split('/')[0] ?? '')) return 'URL rejected: Port number was not a decimal number between 0 and 65535';
      return /\s/.test(text) ? 'URL rejected: Malformed input to a URL function' : 'URL rejected: No host part in the URL';
  }
}

/** `--output-dir`. */
function inFolder(options: ParsedOptions, name: string): string {
  const folder = options.value('output-dir');
  return folder === undefined ? name : `${folder.replace(/\/$/, '')}/${name}`;
}

/** `--retry`: what may pass by itself is tried again, after 1, 2, 4 … seconds. */
function* withRetries(process: Process, options: ParsedOptions, url: Url, payload: Payload, meter: Meter): Generator<Wait, Transfer, void> {
  const most = Math.min(Number(options.value('retry') ?? 0), 100);
  const fixedMs = Number(options.value('retry-delay') ?? 0) * 1000;
  for (let attempt = 0; ; attempt += 1) {
    const transfer = yield* transferTo(process, options, url, payload, meter);
    const status = transfer.response?.status ?? 0;
    const mayPass = transfer.code === 28 || [408, 429, 500, 502, 503, 504].includes(status) || (transfer.code !== 0 && options.has('retry-all-errors')) || (transfer.code === 7 && options.has('retry-connrefused'));
    if (attempt >= most || !mayPass) return transfer;
    const delayMs = fixedMs > 0 ? Math.min(fixedMs, 86_400_000) : Math.min(1000 * 2 ** attempt, 600_000);
    const problem = transfer.code === 28 ? 'timeout' : transfer.code === 7 ? 'connection refused' : 'HTTP error';
    if (transfer.code !== 0) fail(process, options, transfer.code, transfer.error ?? '');
    if (!options.has('s')) process.err(`Warning: Problem : ${problem}. Will retry in ${delayMs / 1000} seconds. ${most - attempt} retries \nWarning: left.\n`);
    yield sleep(delayMs);
  }
}

const DATA_KEYS = new Set(['d', 'data-raw', 'data-binary', 'data-urlencode', 'json', 'F']);

function* payloadOf(process: Process, options: ParsedOptions): Generator<Wait, Payload | number, void> {
  const upload = options.value('T');
  if (upload !== undefined) {
    const body = yield* contentOf(process, upload);
    if (body !== undefined) return { body, isJson: false, isUpload: true };
    process.err(`curl: Can't open '${upload}'!\n${TRY_HELP}`);
    return fail(process, options, 26, curlVersion(process) === '7.29.0' ? "couldn't open file \"\"" : 'Failed to open/read local data from file/application');
  }
  const given = options.given.filter(([key]) => DATA_KEYS.has(key));
  const parts: string[] = [];
  for (const [key, value = ''] of given) {
    const part = yield* dataOf(process, key, value);
    if (part === undefined && curlVersion(process) === '8.14.1') {
      process.err(`curl: Failed to open ${value.slice(1)}\ncurl: option -d: error encountered when reading a file\n${TRY_HELP}`);
      return 26;
    }
    if (part === undefined && !options.has('s')) process.err(`Warning: Couldn't read data from file "${value.slice(1)}", this makes an empty POST.\n`);
    parts.push(part ?? '');
  }
  if (given.length === 0) return { body: undefined, isJson: false, isUpload: false };
  if (given.some(([key]) => key === 'F')) return { body: formBody(parts), isJson: false, isUpload: false, boundary: BOUNDARY };
  const isJson = given.some(([key]) => key === 'json');
  return { body: parts.join(isJson ? '' : '&'), isJson, isUpload: false };
}

/** simplified: curl draws the end of it. */
const BOUNDARY = `${'-'.repeat(24)}3f9b1c7d52a80e46`;

/** The parts of a form, `name=value` each. */
function formBody(parts: readonly string[]): string {
  return `${parts.map((part) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${part.slice(0, part.indexOf('='))}"\r\n\r\n${part.slice(part.indexOf('=') + 1)}\r\n`).join('')}--${BOUNDARY}--\r\n`;
}

/** Undefined for a file that cannot be read. */
function* dataOf(process: Process, key: string, value: string): Generator<Wait, string | undefined, void> {
  if (key === 'data-urlencode') {
    const equals = value.indexOf('=');
    const encoded = encodeURIComponent(value.slice(equals + 1)).replaceAll('%20', '+');
    return equals > 0 ? `${value.slice(0, equals)}=${encoded}` : encoded;
  }
  if (key === 'data-raw' || key === 'F' || !value.startsWith('@')) return value;
  const content = yield* contentOf(process, value.slice(1));
  return key === 'd' ? content?.replaceAll(/[\r\n]/g, '') : content;
}

function* contentOf(process: Process, name: string): Generator<Wait, string | undefined, void> {
  if (name === '-') return yield* readAll(process.stdin);
  try {
    return process.machine.files.read(process.machine.files.resolve(process.cwd, name));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function report(process: Process, options: ParsedOptions, transfer: Transfer, toFile: string | undefined): number {
  const { response } = transfer;
  if (response === undefined || transfer.code !== 0) {
    writeOut(process, formatOf(process, options), transfer, toFile);
    return fail(process, options, transfer.code, transfer.error ?? '');
  }
  const isBad = response.status >= 400;
  const isFailure = options.has('f') && isBad;
  const body = options.has('I') || isFailure ? '' : response.body;
  const code = isFailure || (options.has('fail-with-body') && isBad) ? 22 : 0;
  const heads = [...transfer.earlier, response].map(responseHead).join('');
  const head = options.has('I') || options.has('i') ? heads : '';
  const headFile = options.value('D');
  if (headFile === '-') process.out(heads);
  else if (headFile !== undefined && !saveTo(process, options, headFile, heads)) return fail(process, options, 23, unwritten(process, 0));
  if (isFailure && head === '') return finish(process, options, transfer, { code, toFile });
  if (toFile === undefined) process.out(head + body);
  else if (!saveTo(process, options, toFile, head + body)) return fail(process, options, 23, unwritten(process, utf8Length(body)));
  return finish(process, options, transfer, { code, toFile });
}

function finish(process: Process, options: ParsedOptions, transfer: Transfer, { code, toFile }: { readonly code: number; readonly toFile: string | undefined }): number {
  const { status = 0, reason = '' } = transfer.response ?? {};
  const error = `The requested URL returned error: ${status}${curlVersion(process) === '7.29.0' ? ` ${reason}` : ''}`;
  writeOut(process, formatOf(process, options), code === 0 ? transfer : { ...transfer, code, error }, toFile);
  return code === 0 ? 0 : fail(process, options, code, error);
}

/** The format of `-w`, which may lie in a file. */
function formatOf(process: Process, options: ParsedOptions): string | undefined {
  const given = options.value('w');
  if (given === undefined || !given.startsWith('@') || given === '@-') return given;
  try {
    return process.machine.files.read(process.machine.files.resolve(process.cwd, given.slice(1)));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (!options.has('s')) process.err(`Warning: Failed to open ${given.slice(1)}\n`);
    return '';
  }
}

function unwritten(process: Process, bytes: number): string {
  if (curlVersion(process) === '7.29.0') return `Failed writing body (0 != ${bytes})`;
  return `Failure writing output to destination${curlVersion(process) === '7.88.1' ? '' : `, passed ${bytes} returned 0`}`;
}

function saveTo(process: Process, options: ParsedOptions, name: string, text: string): boolean {
  try {
    const folder = name.split('/').slice(0, -1).join('/');
    if (options.has('create-dirs') && folder !== '') process.machine.files.makeDirectory(process.machine.files.resolve(process.cwd, folder), { parents: true });
    process.machine.files.write(process.machine.files.resolve(process.cwd, name), text);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    if (!options.has('s')) process.err(`Warning: Failed to open the file ${name}: ${error.text}\n`);
    return false;
  }
}

function fail(process: Process, options: ParsedOptions, code: number, error: string): number {
  if (!options.has('s') || options.has('S')) process.err(`curl: (${code}) ${error}\n`);
  return code;
}
