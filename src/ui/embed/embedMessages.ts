/** What the page around an iframe may ask. Each message is an object with `ordinal` saying what. */
export type EmbedRequest =
  | { readonly ordinal: 'play' }
  | { readonly ordinal: 'pause' }
  | { readonly ordinal: 'step' }
  /** Shows a moment, in milliseconds since the session's start. */
  | { readonly ordinal: 'seek'; readonly ms: number }
  /** Types a command into the first terminal. */
  | { readonly ordinal: 'run'; readonly line: string };

/** What the iframe tells the page around it. */
export type EmbedReport =
  | { readonly ordinal: 'ready' }
  | { readonly ordinal: 'moment'; readonly nowMs: number; readonly isPlaying: boolean; readonly ready: number; readonly pods: number };

const LONGEST_LINE = 10_000;

/** The request in a message from outside; undefined when it is none of ours. */
export function readRequest(data: unknown): EmbedRequest | undefined {
  if (typeof data !== 'object' || data === null || !('ordinal' in data)) return undefined;
  const { ordinal } = data;
  if (ordinal === 'play' || ordinal === 'pause' || ordinal === 'step') return { ordinal };
  if (ordinal === 'seek' && 'ms' in data && typeof data.ms === 'number' && data.ms >= 0 && Number.isFinite(data.ms)) return { ordinal, ms: data.ms };
  if (ordinal === 'run' && 'line' in data && typeof data.line === 'string' && data.line.length <= LONGEST_LINE && !/[\r\n]/.test(data.line)) return { ordinal, line: data.line };
  return undefined;
}
