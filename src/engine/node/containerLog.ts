import type { LogLine } from './runtime.ts';

/** What a container wrote, line by line; the oldest lines go when there are very many. */
export interface ContainerLog {
  /** Takes text as it comes; a line is complete at its newline. */
  write(text: string, stream: LogLine['stream']): void;
  /** Ends an unfinished line: the container has ended. */
  flush(): void;
  lines(): readonly LogLine[];
  onLine(listener: (line: LogLine) => void): () => void;
}

const MOST_LINES = 10_000;

export function createContainerLog(unixNow: () => number): ContainerLog {
  let lines: LogLine[] = [];
  const pending = { stdout: '', stderr: '' };
  const listeners = new Set<(line: LogLine) => void>();

  const add = (text: string, stream: LogLine['stream']) => {
    if (lines.length >= MOST_LINES) lines = lines.slice(MOST_LINES / 2);
    const line: LogLine = { unixMs: unixNow(), stream, text };
    lines.push(line);
    for (const listener of listeners) listener(line);
  };

  return {
    write: (text, stream) => {
      const parts = (pending[stream] + text).split('\n');
      pending[stream] = parts.pop() ?? '';
      for (const part of parts) add(part.endsWith('\r') ? part.slice(0, -1) : part, stream);
    },
    flush: () => {
      for (const stream of ['stdout', 'stderr'] as const) {
        if (pending[stream] !== '') add(pending[stream], stream);
        pending[stream] = '';
      }
    },
    lines: () => lines,
    onLine: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
