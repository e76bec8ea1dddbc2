import { strFromU8, unzipSync } from 'fflate';
import { sessionInPng } from '../share/pngText.ts';

/** A file within a file, or what a picture carries. */
export interface Packed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What in an archive can be taken: a session where it has one, else its manifests. */
const SESSION = /(?:^|\/)session\.txt$/;
const MANIFEST = /^(?!__MACOSX\/|(?:.*\/)?\.).*\.(?:ya?ml|json)$/;

/**
 * The parts of an archive or of a saved picture, no more bytes of them than allowed; undefined for bytes that are neither.
 * An archive from the page is opened as the session it was made from.
 */
export function unpack(name: string, bytes: Uint8Array, mostBytes: number): readonly Packed[] | undefined {
  const session = sessionInPng(bytes);
  if (session !== undefined) return [{ name, bytes: new TextEncoder().encode(session) }];
  if (!isZip(bytes)) return undefined;
  const files = filesIn(bytes, mostBytes);
  const packed = Object.entries(files).map(([path, content]) => ({ name: path, bytes: content }));
  const sessions = packed.filter((file) => SESSION.test(file.name));
  return sessions.length > 0 ? sessions : packed;
}

function isZip(bytes: Uint8Array): boolean {
  return strFromU8(bytes.subarray(0, 4), true) === 'PK\u0003\u0004';
}

function filesIn(bytes: Uint8Array, mostBytes: number): Readonly<Record<string, Uint8Array>> {
  let left = mostBytes;
  try {
    return unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!SESSION.test(name) && !MANIFEST.test(name)) return false;
        left -= originalSize;
        return left >= 0;
      },
    });
  } catch {
    // A damaged archive holds nothing that can be taken.
    return {};
  }
}
