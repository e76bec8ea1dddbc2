/** What a regular expression is made of, as far as the tools here write any. */
export type RegExpNode =
  | { readonly type: 'set'; readonly has: (character: string) => boolean }
  | { readonly type: 'start' | 'end' | 'word' | 'noWord' }
  | { readonly type: 'group'; readonly index: number; readonly body: RegExpNode }
  | { readonly type: 'look'; readonly isNegated: boolean; readonly isBehind: boolean; readonly body: RegExpNode }
  | { readonly type: 'reference'; readonly index: number }
  | { readonly type: 'sequence'; readonly parts: readonly RegExpNode[] }
  | { readonly type: 'choice'; readonly branches: readonly RegExpNode[] }
  | { readonly type: 'repeat'; readonly body: RegExpNode; readonly least: number; readonly most: number; readonly isLazy: boolean };

export interface ParsedRegExp {
  readonly node: RegExpNode;
  readonly groupCount: number;
}

/** Reads the source of a valid JavaScript expression; undefined for what is beyond {@link RegExpNode}. */
export function parseRegExp(source: string, flags: string): ParsedRegExp | undefined {
  const isUnicode = flags.includes('u');
  const setFlags = flags.replaceAll(/[gym]/g, '');
  let at = 0;
  let groupCount = 0;
  let isBeyond = false;

  const choice = (): RegExpNode => {
    const branches = [sequence()];
    while (source[at] === '|') {
      at += 1;
      branches.push(sequence());
    }
    return branches.length === 1 ? (branches[0] as RegExpNode) : { type: 'choice', branches };
  };

  const sequence = (): RegExpNode => {
    const parts: RegExpNode[] = [];
    while (at < source.length && source[at] !== '|' && source[at] !== ')') parts.push(quantified(atom()));
    return parts.length === 1 ? (parts[0] as RegExpNode) : { type: 'sequence', parts };
  };

  const quantified = (body: RegExpNode): RegExpNode => {
    const [whole, sign, from, comma, to, lazy] = /^(?:([*+?])|\{(\d+)(,(\d*))?\})(\?)?/.exec(source.slice(at, at + 24)) ?? [];
    if (whole === undefined) return body;
    at += whole.length;
    const least = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
    const most = sign === undefined ? (comma === undefined ? least : to === '' || to === undefined ? Number.POSITIVE_INFINITY : Number(to)) : sign === '?' ? 1 : Number.POSITIVE_INFINITY;
    return { type: 'repeat', body, least, most, isLazy: lazy !== undefined };
  };

  const take = (length: number) => {
    const piece = source.slice(at, at + length);
    at += length;
    return piece;
  };

  const set = (piece: string): RegExpNode => ({ type: 'set', has: setOf(piece, setFlags) });

  const atom = (): RegExpNode => {
    const char = source[at];
    if (char === '^' || char === '$') {
      at += 1;
      return { type: char === '^' ? 'start' : 'end' };
    }
    if (char === '(') return parenthesis();
    if (char === '[') return set(take(classLength(source, at)));
    if (char === '\\') return escape();
    return set(take(isUnicode && (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1));
  };

  const parenthesis = (): RegExpNode => {
    const [opening = '('] = /^\((?:\?(?::|=|!|<=|<!))?/.exec(source.slice(at)) ?? [];
    at += opening.length;
    // A group of names, or flags within.
    if (opening === '(' && source[at] === '?') isBeyond = true;
    if (opening === '(') groupCount += 1;
    const index = groupCount;
    const body = choice();
    at += 1;
    if (opening === '(') return { type: 'group', index, body };
    if (opening === '(?:') return body;
    const isBehind = opening.startsWith('(?<');
    if (isBehind && body.type !== 'set') isBeyond = true;
    return { type: 'look', isNegated: opening.endsWith('!'), isBehind, body };
  };

  const escape = (): RegExpNode => {
    const next = source[at + 1] ?? '';
    if (next === 'b' || next === 'B') {
      at += 2;
      return { type: next === 'b' ? 'word' : 'noWord' };
    }
    if (/[1-9]/.test(next)) {
      at += 1;
      return { type: 'reference', index: Number(take(/^\d+/.exec(source.slice(at))?.[0].length ?? 1)) };
    }
    if (next === 'k') isBeyond = true;
    const [piece = '\\'] = /^\\(?:x[0-9a-fA-F]{2}|u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|[pP]\{[^}]*\}|c[A-Za-z]|[^])/u.exec(source.slice(at)) ?? [];
    return set(take(piece.length));
  };

  const node = choice();
  return isBeyond || at < source.length ? undefined : { node, groupCount };
}

/** A class ends at the first bracket that is not escaped. */
function classLength(source: string, start: number): number {
  let at = start + 1;
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1;
  return at + 1 - start;
}

/** Whether a single character is in a set: asked of the language once for each. */
function setOf(piece: string, flags: string): (character: string) => boolean {
  const expression = new RegExp(`^(?:${piece})$`, flags);
  const known = new Map<string, boolean>();
  return (character) => {
    let isIn = known.get(character);
    if (isIn === undefined) known.set(character, (isIn = expression.test(character)));
    return isIn;
  };
}
