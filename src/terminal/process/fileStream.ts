import { FileError, type FileNode, type FileSystem } from '#engine/machine/files.ts';
import { now } from './waits.ts';
import { ReadError, WriteError } from './process.ts';
import type { Input, Output } from './stream.ts';

/** Opens a file for reading. The offset belongs to the stream: all holders share it. Throws FileError. */
export function openForReading(files: FileSystem, path: string): Input {
  const node = files.node(path);
  if (node.type !== 'file') return refusing(new FileError('EISDIR', path).text);
  // A generated file is asked once, as a reader of /proc sees one moment.
  const snapshot = node.device?.read();
  let offset = 0;
  const text = () => snapshot ?? node.content;
  return {
    direction: 'in',
    read: (limit) => {
      if (offset >= text().length) return undefined;
      const taken = text().slice(offset, limit === undefined ? undefined : offset + limit);
      offset += taken.length;
      return taken;
    },
    readable: now,
    isReadable: () => true,
    isTty: () => false,
    retain: () => {},
    release: () => {},
  };
}

/** As in POSIX a directory opens for reading and refuses to be read. */
function refusing(text: string): Input {
  return {
    direction: 'in',
    read: () => {
      throw new ReadError(text);
    },
    readable: now,
    isReadable: () => true,
    isTty: () => false,
    retain: () => {},
    release: () => {},
  };
}

/** Opens a file for writing, emptying it unless `append`. Holders share the offset. Throws FileError. */
export function openForWriting(files: FileSystem, path: string, mode: 'truncate' | 'append' | 'keep'): Output {
  if (mode === 'truncate') files.write(path, '');
  else files.append(path, '');
  const node = files.node(path) as FileNode;
  let offset = 0;

  const write = (text: string) => {
    const length = node.content.length;
    if (node.device !== undefined) node.device.write(text);
    else if (!isStillAt(files, path, node)) node.content = splice(node.content, mode === 'append' ? length : offset, text);
    else if (mode === 'append' || offset === length) files.append(path, text);
    else files.write(path, splice(node.content, offset, text));
    offset = mode === 'append' ? node.content.length : offset + text.length;
  };

  return {
    direction: 'out',
    write,
    drained: now,
    isFull: () => false,
    isTty: () => false,
    retain: () => {},
    release: () => {},
  };
}

/** A file that was renamed or removed goes on under the open descriptor. */
function isStillAt(files: FileSystem, path: string, node: FileNode): boolean {
  try {
    return files.node(path) === node;
  } catch (error) {
    if (error instanceof FileError) return false;
    throw error;
  }
}

function splice(content: string, offset: number, text: string): string {
  return content.slice(0, offset).padEnd(offset, '\0') + text + content.slice(offset + text.length);
}

/** An input with that text and then the end: here-documents, here-strings. */
export function textInput(text: string): Input {
  let offset = 0;
  return {
    direction: 'in',
    read: (limit) => {
      if (offset >= text.length) return undefined;
      const taken = text.slice(offset, limit === undefined ? undefined : offset + limit);
      offset += taken.length;
      return taken;
    },
    readable: now,
    isReadable: () => true,
    isTty: () => false,
    retain: () => {},
    release: () => {},
  };
}

/** An output that hands every text to a function: logs, sinks of tests. */
export function sinkOutput(take: (text: string) => void): Output {
  return {
    direction: 'out',
    write: take,
    drained: now,
    isFull: () => false,
    isTty: () => false,
    retain: () => {},
    release: () => {},
  };
}

/** /dev/null: ends at once, swallows all. */
export function nullInput(): Input {
  return textInput('');
}

export function nullOutput(): Output {
  return sinkOutput(() => {});
}

/** What a process finds where a descriptor is closed. */
export const closedInput: Input = textInput('');

export const closedOutput: Output = sinkOutput(() => {
  throw new WriteError('Bad file descriptor');
});
