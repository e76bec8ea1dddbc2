import { FileError } from '#engine/machine/files.ts';
import type { Process } from '../../process/process.ts';
import { baseName } from '../../utilities/cp.ts';
import type { Url } from '../url.ts';

/** The name under which a page is kept when nobody says another. */
export function fileNameOf({ path }: Url): string {
  const name = baseName(path.split('?')[0] ?? '');
  return path.endsWith('/') || name === '/' || name === '' ? 'index.html' : name;
}

/** Writes a file; the text of strerror when that cannot be. */
export function storeFile(process: Process, name: string, text: string): string | undefined {
  try {
    process.machine.files.write(process.machine.files.resolve(process.cwd, name), text);
    return undefined;
  } catch (error) {
    if (error instanceof FileError) return error.text;
    throw error;
  }
}
