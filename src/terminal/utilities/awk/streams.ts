import { FileError } from '#engine/machine/files.ts';
import { openForReading, openForWriting } from '../../process/fileStream.ts';
import { createPipe } from '../../process/pipe.ts';
import type { Process, Wait } from '../../process/process.ts';
import type { Input, Output } from '../../process/stream.ts';
import { readSome, waitFor } from '../../process/waits.ts';
import { findCommand, startChild } from '../execute.ts';
import type { Taken } from './separators.ts';

/** Something that records are read from, with what has come but is not used yet. */
export interface RecordSource {
  /** The next record, or undefined at the end. `take` parts one off the front of a buffer. */
  next(take: (buffer: string, isAtEnd: boolean) => Taken | undefined): Generator<Wait, string | undefined, void>;
  close(): Generator<Wait, number, void>;
}

/** The files and commands that a program reads from and writes to, by name. */
export interface Streams {
  readFrom(kind: 'file' | 'command', name: string): RecordSource | undefined;
  writeTo(kind: '>' | '>>' | '|', name: string): Output | { readonly error: string };
  /** The exit code of a command, 0 for a file; -1 when nothing is open under that name. */
  close(name: string): Generator<Wait, number, void>;
  closeAll(): Generator<Wait, void, void>;
  /** Runs a command to its end. */
  system(command: string): Generator<Wait, number, void>;
}

export function createStreams(process: Process): Streams {
  const sources = new Map<string, RecordSource>();
  const sinks = new Map<string, { readonly output: Output; readonly close: () => Generator<Wait, number, void> }>();

  const shell = (command: string, descriptors: ReadonlyMap<number, Input | Output>): Process | undefined => {
    const found = findCommand(process, ['sh', '-c', command]);
    return typeof found === 'number' ? undefined : startChild(process, found, { descriptors });
  };

  const openSource = (kind: 'file' | 'command', name: string): RecordSource | undefined => {
    if (kind === 'file') {
      const input = openInput(process, name);
      return input === undefined ? undefined : createSource(input);
    }
    const pipe = createPipe();
    const child = shell(name, new Map([...process.descriptors, [1, pipe.output]]));
    pipe.output.release();
    return createSource(pipe.input, child);
  };

  const openSink = (kind: '>' | '>>' | '|', name: string) => {
    if (kind === '|') {
      const pipe = createPipe();
      const child = shell(name, new Map([...process.descriptors, [0, pipe.input]]));
      pipe.input.release();
      return {
        output: pipe.output,
        *close() {
          pipe.output.release();
          return child === undefined ? 127 : (yield* waitFor(child)).code;
        },
      };
    }
    const output = openOutput(process, kind, name);
    return {
      output,
      *close() {
        return 0;
      },
    };
  };

  const close = function* (name: string) {
    let code = -1;
    const source = sources.get(name);
    const sink = sinks.get(name);
    sources.delete(name);
    sinks.delete(name);
    if (source !== undefined) code = yield* source.close();
    if (sink !== undefined) code = yield* sink.close();
    return code;
  };

  return {
    readFrom: (kind, name) => {
      const known = sources.get(name) ?? openSource(kind, name);
      if (known !== undefined) sources.set(name, known);
      return known;
    },
    writeTo: (kind, name) => {
      const known = sinks.get(name);
      if (known !== undefined) return known.output;
      try {
        const sink = openSink(kind, name);
        sinks.set(name, sink);
        return sink.output;
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        return { error: error.text };
      }
    },
    close,
    *closeAll() {
      for (const name of [...sinks.keys(), ...sources.keys()]) yield* close(name);
    },
    *system(command) {
      const child = shell(command, process.descriptors);
      return child === undefined ? 127 : (yield* waitFor(child)).code;
    },
  };
}

/** Opens a file for reading; `-` is standard input. Undefined when it cannot be. */
export function openInput(process: Process, name: string): Input | undefined {
  if (name === '-' || name === '/dev/stdin') return process.stdin;
  const { files } = process.machine;
  try {
    const path = files.resolve(process.cwd, name);
    return files.isDirectory(path) ? undefined : openForReading(files, path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function openOutput(process: Process, kind: '>' | '>>', name: string): Output {
  if (name === '/dev/stdout' || name === '-') return process.stdout;
  if (name === '/dev/stderr') return process.stderr;
  const { files } = process.machine;
  return openForWriting(files, files.resolve(process.cwd, name), kind === '>' ? 'truncate' : 'append');
}

/** Records of an input; with a child, of what it writes. */
export function createSource(input: Input, child?: Process): RecordSource {
  let buffer = '';
  let isAtEnd = false;
  return {
    *next(take) {
      for (;;) {
        const taken = buffer === '' && !isAtEnd ? undefined : take(buffer, isAtEnd);
        if (taken !== undefined) {
          buffer = taken.rest;
          return taken.record;
        }
        if (isAtEnd) return undefined;
        const text = yield* readSome(input);
        if (text === undefined) isAtEnd = true;
        else buffer += text;
      }
    },
    *close() {
      if (child === undefined) return 0;
      input.release();
      return (yield* waitFor(child)).code;
    },
  };
}
