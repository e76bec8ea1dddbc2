import { FileError } from '#engine/machine/files.ts';
import type { Process, Wait } from '../process/process.ts';
import { readAll } from '../process/waits.ts';
import { isBusybox, nameOf, quoted } from './options.ts';

/** The text of each named file, or of standard input for `-` and for no names at all. What cannot be read is told and skipped. */
export function* readSources(
  process: Process,
  names: readonly string[],
  take: (text: string, name: string) => void,
): Generator<Wait, boolean, void> {
  let readAllOfThem = true;
  for (const name of names.length === 0 ? ['-'] : names) {
    const text = name === '-' ? yield* readAll(process.stdin) : readFile(process, name);
    if (text === undefined) readAllOfThem = false;
    else take(text, name);
  }
  return readAllOfThem;
}

/** A file's text; undefined after its error has been told. */
export function readFile(process: Process, name: string): string | undefined {
  const { files } = process.machine;
  try {
    return files.read(files.resolve(process.cwd, name));
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(`${nameOf(process)}: ${cannotRead(process, name, error)}\n`);
    return undefined;
  }
}

const DIGESTS = ['md5sum', 'sha1sum', 'sha256sum', 'sha512sum'];

function cannotRead(process: Process, name: string, error: FileError): string {
  if (error.code === 'EISDIR') {
    if (isBusybox(process)) return 'read error: Is a directory';
    if (['head', 'tail'].includes(nameOf(process))) return `error reading ${quoted(process, name)}: Is a directory`;
    return ['sort', 'base64'].includes(nameOf(process)) ? `read ${nameOf(process) === 'sort' ? 'failed' : 'error'}: ${nameOf(process) === 'sort' ? `${name}: ` : ''}Is a directory` : `${name}: Is a directory`;
  }
  if (isBusybox(process)) return [...DIGESTS, 'cat', 'tail', 'uniq', 'split'].includes(nameOf(process)) ? `can't open '${name}': ${error.text}` : `${name}: ${error.text}`;
  if (['head', 'tail', 'split'].includes(nameOf(process))) return `cannot open ${quoted(process, name)} for reading: ${error.text}`;
  if (nameOf(process) === 'sort') return `cannot read: ${name}: ${error.text}`;
  return `${name}: ${error.text}`;
}

/** Lines without their endings; a text that ends in one has no empty line behind it. */
export function linesOf(text: string, ending = '\n'): string[] {
  if (text === '') return [];
  const lines = text.split(ending);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
