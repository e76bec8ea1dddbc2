/** POSIX regular expressions as JavaScript's: what grep and sed share. */

export type PatternDialect = 'basic' | 'extended' | 'fixed';

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z', digit: '0-9', alnum: 'a-zA-Z0-9', upper: 'A-Z', lower: 'a-z', space: '\\s', blank: ' \\t', punct: '!-\\/:-@\\[-`{-~', xdigit: '0-9A-Fa-f', word: '\\w', print: ' -~', graph: '!-~', cntrl: '\\x00-\\x1f\\x7f',
};

/** The JavaScript source of a POSIX pattern, or glibc's text of what is wrong with it. */
export function compilePattern(pattern: string, dialect: PatternDialect): { readonly source: string } | { readonly error: string } {
  if (dialect === 'fixed') return { source: pattern.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&') };
  const translated = translate(pattern, dialect === 'extended');
  if ('error' in translated) return translated;
  try {
    return { source: longestFirst(new RegExp(translated.source).source) };
  } catch {
    return { error: pattern.includes('(') || pattern.includes(')') ? 'Unmatched ( or \\(' : 'Invalid regular expression' };
  }
}

/**
 * POSIX takes the longest of several branches, JavaScript the first: branches of plain text are put in order of length.
 * simplified: branches with operators in them stay in the order in which they were written.
 */
export function longestFirst(source: string): string {
  if (!source.includes('|')) return source;
  let at = 0;
  const level = (): string => {
    const branches = [''];
    const add = (text: string) => branches.push((branches.pop() ?? '') + text);
    while (at < source.length && source[at] !== ')') {
      const piece = /^(?:\\[^]|\[(?:\\[^]|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|<\w+>)|[^])/.exec(source.slice(at))?.[0] ?? '';
      at += piece.length;
      if (piece === '|') branches.push('');
      else if (piece.startsWith('(')) {
        const body = level();
        at += 1;
        add(`${piece}${body})`);
      } else add(piece);
    }
    const isPlain = branches.every((branch) => /^(?:[^\\()[\]{}*+?.^$|]|\\[^a-zA-Z0-9])+$/.test(branch));
    return (isPlain ? [...branches].sort((a, b) => b.length - a.length) : branches).join('|');
  };
  const result = level();
  return at < source.length ? source : result;
}

function translate(pattern: string, extended: boolean): { readonly source: string } | { readonly error: string } {
  let out = '';
  let depth = 0;
  for (let index = 0; index < pattern.length; index += 1) {
    const char = pattern.charAt(index);
    if (char === '\\') {
      index += 1;
      const next = pattern.charAt(index);
      if (index >= pattern.length) return { error: 'Trailing backslash' };
      if (!extended && next === '{' && !pattern.includes('\\}', index)) return { error: 'Unmatched \\{' };
      out += escaped(next, extended);
      if (!extended && next === '(') depth += 1;
      if (!extended && next === ')') depth -= 1;
    } else if (char === '[') {
      const end = bracketEnd(pattern, index);
      if (end < 0) return { error: 'Unmatched [, [^, [:, [., or [=' };
      out += bracket(pattern.slice(index + 1, end));
      index = end;
    } else if (extended) {
      if (char === '(') depth += 1;
      if (char === ')') depth -= 1;
      // An operator that has nothing to repeat is taken for nothing.
      if ('*+?'.includes(char) && /^$|(?:^|[^\\])[(|]$|^\^$/.test(out)) continue;
      out += char === '{' && !/^\{\d*,?\d*\}/.test(pattern.slice(index)) ? '\\{' : char === '/' ? '\\/' : char;
    } else if ('+?(){}|'.includes(char)) {
      out += `\\${char}`;
    } else if (char === '*' && (out === '' || out.endsWith('(') || out === '^')) {
      out += '\\*';
    } else if (char === '^' && out !== '' && !out.endsWith('(') && !out.endsWith('|')) {
      out += '\\^';
    } else if (char === '$' && index < pattern.length - 1 && !pattern.startsWith('\\)', index + 1) && !pattern.startsWith('\\|', index + 1)) {
      out += '\\$';
    } else {
      out += char === '/' ? '\\/' : char;
    }
  }
  if (depth > 0) return { error: extended ? 'Unmatched ( or \\(' : 'Unmatched ( or \\(' };
  if (depth < 0 && !extended) return { error: 'Unmatched ) or \\)' };
  return { source: out };
}

function escaped(next: string, extended: boolean): string {
  if (!extended && '+?(){}|'.includes(next)) return next;
  if (next === '<') return '\\b(?=\\w)';
  if (next === '>') return '\\b(?<=\\w)';
  if (/[wWsSbBnt1-9]/.test(next)) return `\\${next}`;
  if (/[a-zA-Z0-9]/.test(next)) return next;
  return `\\${next}`;
}

/** Where a bracket expression ends: a `]` right behind the opening is a member. */
function bracketEnd(pattern: string, start: number): number {
  let index = start + 1;
  if (pattern.charAt(index) === '^') index += 1;
  if (pattern.charAt(index) === ']') index += 1;
  while (index < pattern.length) {
    if (pattern.startsWith('[:', index)) {
      const close = pattern.indexOf(':]', index + 2);
      if (close < 0) return -1;
      index = close + 2;
    } else if (pattern.charAt(index) === ']') {
      return index;
    } else {
      index += 1;
    }
  }
  return -1;
}

function bracket(body: string): string {
  const negated = body.startsWith('^');
  const members = (negated ? body.slice(1) : body)
    .replaceAll(/\[:(\w+):\]|[\\[\]]/g, (whole, name: string | undefined) => (name === undefined ? `\\${whole}` : (CLASSES[name] ?? '')))
    .replace(/^\^/, '\\^');
  return `[${negated ? '^' : ''}${members}]`;
}
