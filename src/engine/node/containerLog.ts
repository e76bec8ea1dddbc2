import type { LogLine } from './runtime.ts';

/** What a container wrote, line by line; the oldest lines go when there are very many. */
export interface ContainerLog {
  /** Takes text as it comes; a line is complete at its newline. */
  write(text: string, stream: LogLine['stream']): void;
  /** Takes one whole line, or several. */
  line(text: string, stream: LogLine['stream']): void;
  /** Lines of this moment that are written out when somebody reads: what servers say at their start. */
  later(make: () => readonly string[], stream: LogLine['stream']): void;
  /** Ends an unfinished line: the container has ended. */
  flush(): void;
  lines(): readonly LogLine[];
  onLine(listener: (line: LogLine) => void): () => void;
}

const MOST_LINES = 10_000;

export function createContainerLog(unixNow: () => number): ContainerLog {
  let lines: LogLine[] = [];
  let pending: { stdout: string; stderr: string } | undefined;
  let listeners: ((line: LogLine) => void)[] = [];

  let unwritten: (() => void) | undefined;

  const writeOut = () => {
    const write = unwritten;
    unwritten = undefined;
    write?.();
  };

  const add = (text: string, stream: LogLine['stream']) => {
    if (unwritten !== undefined) writeOut();
    if (lines.length >= MOST_LINES) lines = lines.slice(MOST_LINES / 2);
    const line: LogLine = { unixMs: unixNow(), stream, text };
    lines.push(line);
    for (const listener of listeners) listener(line);
  };

  return {
    write: (text, stream) => {
      pending ??= { stdout: '', stderr: '' };
      const parts = (pending[stream] + text).split('\n');
      pending[stream] = parts.pop() ?? '';
      for (const part of parts) add(part.endsWith('\r') ? part.slice(0, -1) : part, stream);
    },
    line: (text, stream) => {
      if (text.includes('\n')) for (const part of text.split('\n')) add(part, stream);
      else add(text, stream);
    },
    later: (make, stream) => {
      writeOut();
      const unixMs = unixNow();
      unwritten = () => {
        for (const text of make()) lines.push({ unixMs, stream, text });
      };
      if (listeners.length > 0) writeOut();
    },
    flush: () => {
      const rest = pending;
      pending = undefined;
      if (rest === undefined) return;
      for (const stream of ['stdout', 'stderr'] as const) if (rest[stream] !== '') add(rest[stream], stream);
    },
    lines: () => {
      writeOut();
      return lines;
    },
    onLine: (listener) => {
      listeners.push(listener);
      return () => {
        listeners = listeners.filter((each) => each !== listener);
      };
    },
  };
}
