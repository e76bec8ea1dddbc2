import type { FileSystem } from '../../machine/files.ts';

/** A value of JSON that is an object and has this key; undefined for every other text: people write into files and connections what they like. */
export function readObject<T>(text: string, key: string): T | undefined {
  const value = parsed(text);
  return typeof value === 'object' && value !== null && key in value ? (value as T) : undefined;
}

/** A value of JSON; undefined for what is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The message behind its first line, which is there for the picture. */
export function readMessage<T>(message: string, key: string): T | undefined {
  return readObject<T>(message.slice(message.indexOf('\n') + 1), key);
}

/** What a server keeps in a file. simplified: a damaged file counts as one that is not there. */
export function readStored<T>(files: FileSystem, path: string, key: string): T | undefined {
  return files.exists(path) && !files.isDirectory(path) ? readObject<T>(files.read(path), key) : undefined;
}
