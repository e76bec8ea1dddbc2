/** Characters in order, taken from the front in pieces without copying the rest. */
export interface TextQueue {
  push(text: string): void;
  /** Puts text back before the rest. */
  pushFront(text: string): void;
  /** Everything, left in its place. */
  peek(): string;
  /** Up to `limit` characters; never half of a surrogate pair. */
  take(limit?: number): string;
  length(): number;
  clear(): void;
}

export function createTextQueue(): TextQueue {
  let chunks: string[] = [];
  let offset = 0;
  let length = 0;

  const takeAll = () => {
    const text = chunks.join('').slice(offset);
    chunks = [];
    offset = 0;
    length = 0;
    return text;
  };

  const takeFromFirst = (limit: number) => {
    const first = chunks[0] ?? '';
    let end = Math.min(first.length, offset + limit);
    if (end < first.length && isHighSurrogate(first.charCodeAt(end - 1))) end += 1;
    const text = first.slice(offset, end);
    offset = end;
    length -= text.length;
    if (offset >= first.length) {
      chunks.shift();
      offset = 0;
    }
    return text;
  };

  return {
    push: (text) => {
      if (text === '') return;
      chunks.push(text);
      length += text.length;
    },
    pushFront: (text) => {
      if (text === '') return;
      chunks = [text + takeAll()];
      length = chunks[0]?.length ?? 0;
    },
    peek: () => chunks.join('').slice(offset),
    take: (limit) => {
      if (limit === undefined || limit >= length) return takeAll();
      let taken = '';
      while (taken.length < limit && chunks.length > 0) taken += takeFromFirst(limit - taken.length);
      return taken;
    },
    length: () => length,
    clear: () => {
      takeAll();
    },
  };
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
