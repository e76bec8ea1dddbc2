import { civilTimeOf } from '#engine/core/time.ts';
import { utf8Bytes } from '#engine/core/utf8.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import type { ContainerRun, LogLine } from '#engine/node/runtime.ts';

/** Whose log it is. */
export interface LogSource {
  readonly pod: Pod;
  readonly container: string;
}

/** Which lines of a log are shown, and how. */
export interface LogOptions {
  readonly sinceUnixMs: number | undefined;
  readonly tail: number | undefined;
  readonly limitBytes: number | undefined;
  readonly hasTimestamps: boolean;
  readonly hasPrefix: boolean;
}

/** The wanted lines of a log as one text. */
export function linesOf(log: readonly LogLine[], source: LogSource, options: LogOptions): string {
  const { sinceUnixMs, tail, limitBytes } = options;
  const recent = sinceUnixMs === undefined ? log : log.filter((line) => line.unixMs >= sinceUnixMs);
  const last = tail === undefined ? recent : recent.slice(Math.max(0, recent.length - tail));
  const text = last.map((line) => logLine(line, source, options)).join('');
  return limitBytes === undefined ? text : cut(text, limitBytes);
}

/** One line, with its time and source in front where they are wanted. */
export function logLine({ unixMs, text }: LogLine, { pod, container }: LogSource, { hasTimestamps, hasPrefix }: LogOptions): string {
  return `${hasPrefix ? `[pod/${pod.metadata.name}/${container}] ` : ''}${hasTimestamps ? `${nanoTime(unixMs)} ` : ''}${text}\n`;
}

/** RFC 3339 with nine digits behind the second. */
function nanoTime(unixMs: number): string {
  const t = civilTimeOf(unixMs);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${t.year}-${two(t.month)}-${two(t.day)}T${two(t.hour)}:${two(t.minute)}:${two(t.second)}.${String(t.millisecond).padStart(3, '0')}000000Z`;
}

/** At most that many bytes, never half a character. */
function cut(text: string, bytes: number): string {
  let used = 0;
  let out = '';
  for (const char of text) {
    used += utf8Bytes(char).length;
    if (used > bytes) break;
    out += char;
  }
  return out;
}

/** Passes on each new line, and `end` for each run that is over. Returns the way to stop. */
export function followRuns(
  open: readonly { readonly source: LogSource; readonly run: ContainerRun }[],
  push: (item: { readonly source: LogSource; readonly line: LogLine } | 'end') => void,
): () => void {
  const stops = open.flatMap(({ source, run }) => [run.onLog((line) => push({ source, line })), run.onExit(() => push('end'))]);
  return () => stops.forEach((stop) => stop());
}
