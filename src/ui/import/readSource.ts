import { readImported } from '#session/imported.ts';
import type { Imported } from '#session/imported.ts';
import { unpack } from './unpack.ts';

/** Larger files are refused: nothing that a person wrote is so large, and a tab has to stay quick. */
export const MOST_BYTES = 5 * 1024 * 1024;
/** Longer texts are read beside the page, so that it stays quick. */
const READ_BESIDE_FROM = 60_000;

/** What became of a file or a text that somebody brought. */
export type Source =
  | { readonly is: 'tooLarge'; readonly name: string; readonly bytes: number }
  | { readonly is: 'binary'; readonly name: string }
  | { readonly is: 'text'; readonly name: string; readonly text: string; readonly imported: Imported };

/** Reads a file as text and what is in it; an archive as the files in it that can be taken. */
export async function readFile(file: File): Promise<readonly Source[]> {
  if (file.size > MOST_BYTES) return [{ is: 'tooLarge', name: file.name, bytes: file.size }];
  const bytes = new Uint8Array(await file.arrayBuffer());
  const parts = unpack(file.name, bytes, MOST_BYTES);
  if (parts === undefined) return [await readBytes(file.name, bytes)];
  return parts.length === 0 ? [{ is: 'binary', name: file.name }] : Promise.all(parts.map((part) => readBytes(part.name, part.bytes)));
}

async function readBytes(name: string, bytes: Uint8Array): Promise<Source> {
  const text = textOf(bytes);
  return text === undefined ? { is: 'binary', name } : readText(name, text);
}

export async function readText(name: string, text: string): Promise<Source> {
  if (text.length > MOST_BYTES) return { is: 'tooLarge', name, bytes: text.length };
  return { is: 'text', name, text, imported: await readAnywhere(text) };
}

/** The bytes as UTF-8; undefined when they are none, or hold what no text holds. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

async function readAnywhere(text: string): Promise<Imported> {
  if (text.length < READ_BESIDE_FROM || typeof Worker === 'undefined') return readImported(text);
  const worker = new Worker(new URL('./readWorker.ts', import.meta.url), { type: 'module' });
  try {
    return await new Promise<Imported>((resolve, reject) => {
      worker.addEventListener('message', ({ data }: MessageEvent<Imported>) => resolve(data));
      worker.addEventListener('error', ({ message }) => reject(new Error(message)));
      // Window's second argument is no worker's.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      worker.postMessage(text);
    });
  } finally {
    worker.terminate();
  }
}
