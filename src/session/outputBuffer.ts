/** What a terminal has written, the newest part of it: a person scrolls back through this much and no more. */
export interface OutputBuffer {
  append(text: string): void;
  /** Characters written since the beginning. */
  length(): number;
  /** The text from that character on; `from` in the answer is later when the beginning is gone. */
  read(from: number): { readonly from: number; readonly text: string };
}

const MOST_CHARACTERS = 2_000_000;
const CHUNK = 16_384;

export function createOutputBuffer(): OutputBuffer {
  let chunks: string[] = [];
  let dropped = 0;
  let total = 0;

  const drop = () => {
    while (total - dropped > MOST_CHARACTERS && chunks.length > 1) dropped += chunks.shift()?.length ?? 0;
  };

  return {
    append: (text) => {
      if (text === '') return;
      const last = chunks.at(-1);
      if (last !== undefined && last.length + text.length <= CHUNK) chunks[chunks.length - 1] = last + text;
      else chunks.push(text);
      total += text.length;
      drop();
    },
    length: () => total,
    read: (from) => {
      const start = Math.max(from, dropped);
      let at = dropped;
      const parts: string[] = [];
      for (const chunk of chunks) {
        if (at + chunk.length > start) parts.push(start > at ? chunk.slice(start - at) : chunk);
        at += chunk.length;
      }
      return { from: Math.min(start, total), text: parts.join('') };
    },
  };
}
