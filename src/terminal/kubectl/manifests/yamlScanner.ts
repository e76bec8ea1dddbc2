/** A place in the text; lines and columns count from 0. */
export interface Mark {
  readonly index: number;
  readonly line: number;
  readonly column: number;
}

export type TokenType =
  | 'stream end' | 'directive' | 'document start' | 'document end' | 'block sequence' | 'block mapping' | 'block end'
  | '[' | ']' | '{' | '}' | '-' | ',' | 'key' | 'value' | 'alias' | 'anchor' | 'tag' | 'scalar';

export interface Token {
  readonly type: TokenType;
  readonly start: Mark;
  /** Text of scalars, anchors, aliases and tags. */
  readonly text: string;
  readonly style: 'plain' | 'quoted' | 'block';
}

/** A fault of the text, in go-yaml's words: `line 6: did not find expected key`. */
export class YamlError extends Error {
  override readonly name = 'YamlError';
}

/** k8s: go-yaml v2 parser.fail. Where the fault lies decides whether and how its line is told. */
export function yamlProblem(problem: string, at: Mark, context: Mark | undefined, isScanner: boolean): YamlError {
  const line = at.line === 0 ? (context?.line ?? 0) : at.line + (isScanner ? 1 : 0);
  return new YamlError(`${line === 0 ? '' : `line ${line}: `}${problem}`);
}

interface SimpleKey {
  isPossible: boolean;
  readonly isRequired: boolean;
  readonly tokenNumber: number;
  readonly mark: Mark;
}

const NO_KEY: SimpleKey = { isPossible: false, isRequired: false, tokenNumber: 0, mark: { index: 0, line: 0, column: 0 } };
/** A simple key has to meet its colon within that many characters. */
const KEY_LENGTH = 1024;

/** Cuts YAML 1.1 into tokens as libyaml does, so that texts and places of errors are those that kubectl shows. */
export interface Scanner {
  peek(): Token;
  take(): Token;
}

export function createScanner(text: string): Scanner {
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]/.test(text)) throw new YamlError('control characters are not allowed');
  const state = new Reader(text);
  return {
    peek: () => {
      fetchMore(state);
      return state.tokens[0] as Token;
    },
    take: () => {
      fetchMore(state);
      state.taken += 1;
      return state.tokens.shift() as Token;
    },
  };
}

/** The text with a place in it, and what the scanner remembers. */
class Reader {
  readonly text: string;
  index = 0;
  line = 0;
  column = 0;
  readonly tokens: Token[] = [];
  taken = 0;
  indent = -1;
  readonly indents: number[] = [];
  flowLevel = 0;
  isKeyAllowed = true;
  keys: SimpleKey[] = [NO_KEY];
  hasEnded = false;

  constructor(text: string) {
    this.text = text.startsWith('\ufeff') ? text.slice(1) : text;
  }
  mark(): Mark {
    return { index: this.index, line: this.line, column: this.column };
  }
  at(offset = 0): string {
    return this.text[this.index + offset] ?? '';
  }
  skip(count = 1): void {
    this.index += count;
    this.column += count;
  }
  read(): string {
    const char = this.at();
    this.skip();
    return char;
  }
  /** Eats a line break and answers it as YAML normalizes it. */
  readLine(): string {
    const char = this.at();
    this.index += char === '\r' && this.at(1) === '\n' ? 2 : 1;
    this.column = 0;
    this.line += 1;
    return char === '\u2028' || char === '\u2029' ? char : '\n';
  }
  isEnd(offset = 0): boolean {
    return this.index + offset >= this.text.length;
  }
  isBreak(offset = 0): boolean {
    return !this.isEnd(offset) && /[\r\n\x85\u2028\u2029]/.test(this.at(offset));
  }
  isBlank(offset = 0): boolean {
    const char = this.at(offset);
    return char === ' ' || char === '\t';
  }
  isBlankOrEnd(offset = 0): boolean {
    return this.isEnd(offset) || this.isBlank(offset) || this.isBreak(offset);
  }
  isDocumentIndicator(): boolean {
    if (this.column !== 0) return false;
    const three = this.text.slice(this.index, this.index + 3);
    return (three === '---' || three === '...') && this.isBlankOrEnd(3);
  }
  add(type: TokenType, start: Mark, text = '', style: Token['style'] = 'plain'): void {
    this.tokens.push({ type, start, text, style });
  }
  fail(problem: string, context?: Mark): YamlError {
    return yamlProblem(problem, this.mark(), context, true);
  }
}

function fetchMore(state: Reader): void {
  while (!state.hasEnded && needsMore(state)) fetchNext(state);
}

/** A token that may still turn out to be a key cannot be handed out. */
function needsMore(state: Reader): boolean {
  if (state.tokens.length === 0) return true;
  const key = state.keys.find((key) => key.isPossible && key.tokenNumber === state.taken);
  return key !== undefined && isValidKey(state, key);
}

function isValidKey(state: Reader, key: SimpleKey): boolean {
  if (!key.isPossible) return false;
  if (key.mark.line >= state.line && key.mark.index + KEY_LENGTH >= state.index) return true;
  if (key.isRequired) throw state.fail("could not find expected ':'", key.mark);
  key.isPossible = false;
  return false;
}

function fetchNext(state: Reader): void {
  skipToToken(state);
  unroll(state, state.column);
  if (state.isEnd()) return fetchEnd(state);
  if (state.column === 0 && state.at() === '%') return fetchDirective(state);
  if (state.isDocumentIndicator()) return fetchDocumentIndicator(state);
  const char = state.at();
  if (char === '[' || char === '{') return fetchFlowStart(state, char);
  if (char === ']' || char === '}') return fetchFlowEnd(state, char);
  if (char === ',') return fetchFlowEntry(state);
  if (char === '-' && state.isBlankOrEnd(1)) return fetchBlockEntry(state);
  if (char === '?' && (state.flowLevel > 0 || state.isBlankOrEnd(1))) return fetchKey(state);
  if (char === ':' && (state.flowLevel > 0 || state.isBlankOrEnd(1))) return fetchValue(state);
  if (char === '*' || char === '&') return fetchAnchor(state, char);
  if (char === '!') return fetchTag(state);
  if ((char === '|' || char === '>') && state.flowLevel === 0) return fetchBlockScalar(state, char === '|');
  if (char === "'" || char === '"') return fetchQuoted(state, char);
  if (canStartPlain(state, char)) return fetchPlain(state);
  throw state.fail('found character that cannot start any token');
}

function canStartPlain(state: Reader, char: string): boolean {
  if (!state.isBlankOrEnd() && !/[-?:,[\]{}#&*!|>'"%@`]/.test(char)) return true;
  if (char === '-') return !state.isBlank(1);
  return state.flowLevel === 0 && (char === '?' || char === ':') && !state.isBlankOrEnd(1);
}

function skipToToken(state: Reader): void {
  for (;;) {
    while (state.at() === ' ' || ((state.flowLevel > 0 || !state.isKeyAllowed) && state.at() === '\t')) state.skip();
    if (state.at() === '#') while (!state.isEnd() && !state.isBreak()) state.skip();
    if (!state.isBreak()) return;
    state.readLine();
    if (state.flowLevel === 0) state.isKeyAllowed = true;
  }
}

/** Opens a block collection when the column is deeper than the ones open. */
function roll(state: Reader, column: number, type: TokenType, mark: Mark, tokenNumber?: number): void {
  if (state.flowLevel > 0 || state.indent >= column) return;
  state.indents.push(state.indent);
  state.indent = column;
  const token: Token = { type, start: mark, text: '', style: 'plain' };
  if (tokenNumber === undefined) state.tokens.push(token);
  else state.tokens.splice(tokenNumber - state.taken, 0, token);
}

function unroll(state: Reader, column: number): void {
  if (state.flowLevel > 0) return;
  while (state.indent > column) {
    state.add('block end', state.mark());
    state.indent = state.indents.pop() ?? -1;
  }
}

function saveKey(state: Reader): void {
  if (!state.isKeyAllowed) return;
  const isRequired = state.flowLevel === 0 && state.indent === state.column;
  removeKey(state);
  state.keys[state.keys.length - 1] = { isPossible: true, isRequired, tokenNumber: state.taken + state.tokens.length, mark: state.mark() };
}

function removeKey(state: Reader): void {
  const key = state.keys.at(-1);
  if (key?.isPossible !== true) return;
  if (key.isRequired) throw state.fail("could not find expected ':'", key.mark);
  key.isPossible = false;
}

function fetchEnd(state: Reader): void {
  if (state.column !== 0) {
    state.column = 0;
    state.line += 1;
  }
  unroll(state, -1);
  removeKey(state);
  state.isKeyAllowed = false;
  state.hasEnded = true;
  state.add('stream end', state.mark());
}

function fetchDirective(state: Reader): void {
  unroll(state, -1);
  removeKey(state);
  state.isKeyAllowed = false;
  const start = state.mark();
  while (!state.isEnd() && !state.isBreak()) state.skip();
  state.add('directive', start);
}

function fetchDocumentIndicator(state: Reader): void {
  unroll(state, -1);
  removeKey(state);
  state.isKeyAllowed = false;
  state.add(state.at() === '-' ? 'document start' : 'document end', state.mark());
  state.skip(3);
}

function fetchFlowStart(state: Reader, char: '[' | '{'): void {
  saveKey(state);
  state.keys.push({ ...NO_KEY });
  state.flowLevel += 1;
  state.isKeyAllowed = true;
  state.add(char, state.mark());
  state.skip();
}

function fetchFlowEnd(state: Reader, char: ']' | '}'): void {
  removeKey(state);
  if (state.flowLevel > 0) {
    state.flowLevel -= 1;
    state.keys.pop();
  }
  state.isKeyAllowed = false;
  state.add(char, state.mark());
  state.skip();
}

function fetchFlowEntry(state: Reader): void {
  removeKey(state);
  state.isKeyAllowed = true;
  state.add(',', state.mark());
  state.skip();
}

function fetchBlockEntry(state: Reader): void {
  if (state.flowLevel === 0) {
    if (!state.isKeyAllowed) throw state.fail('block sequence entries are not allowed in this context');
    roll(state, state.column, 'block sequence', state.mark());
  }
  removeKey(state);
  state.isKeyAllowed = true;
  state.add('-', state.mark());
  state.skip();
}

function fetchKey(state: Reader): void {
  if (state.flowLevel === 0) {
    if (!state.isKeyAllowed) throw state.fail('mapping keys are not allowed in this context');
    roll(state, state.column, 'block mapping', state.mark());
  }
  removeKey(state);
  state.isKeyAllowed = state.flowLevel === 0;
  state.add('key', state.mark());
  state.skip();
}

function fetchValue(state: Reader): void {
  const key = state.keys.at(-1) ?? NO_KEY;
  if (isValidKey(state, key)) {
    state.tokens.splice(key.tokenNumber - state.taken, 0, { type: 'key', start: key.mark, text: '', style: 'plain' });
    roll(state, key.mark.column, 'block mapping', key.mark, key.tokenNumber);
    key.isPossible = false;
    state.isKeyAllowed = false;
  } else {
    if (state.flowLevel === 0) {
      if (!state.isKeyAllowed) throw state.fail('mapping values are not allowed in this context');
      roll(state, state.column, 'block mapping', state.mark());
    }
    state.isKeyAllowed = state.flowLevel === 0;
  }
  state.add('value', state.mark());
  state.skip();
}

function fetchAnchor(state: Reader, char: '*' | '&'): void {
  saveKey(state);
  state.isKeyAllowed = false;
  const start = state.mark();
  state.skip();
  let name = '';
  while (/[0-9A-Za-z_-]/.test(state.at())) name += state.read();
  if (name === '' || !(state.isBlankOrEnd() || /[?:,\]}%@`]/.test(state.at()))) {
    throw state.fail('did not find expected alphabetic or numeric character', start);
  }
  state.add(char === '*' ? 'alias' : 'anchor', start, name);
}

function fetchTag(state: Reader): void {
  saveKey(state);
  state.isKeyAllowed = false;
  const start = state.mark();
  let tag = '';
  while (!state.isBlankOrEnd() && !(state.flowLevel > 0 && /[,[\]{}]/.test(state.at()))) tag += state.read();
  state.add('tag', start, tag);
}

function fetchQuoted(state: Reader, quote: '"' | "'"): void {
  saveKey(state);
  state.isKeyAllowed = false;
  const start = state.mark();
  state.skip();
  let text = '';
  for (;;) {
    if (state.isDocumentIndicator()) throw state.fail('found unexpected document indicator', start);
    if (state.isEnd()) throw state.fail('found unexpected end of stream', start);
    const run = readQuotedRun(state, quote, start);
    text += run.text;
    if (state.at() === quote && !run.isBroken) break;
    text += readQuotedGap(state, run.isBroken);
  }
  state.skip();
  state.add('scalar', start, text, 'quoted');
}

/** Characters up to a blank, a break or the closing quote; `isBroken` after an escaped line break. */
function readQuotedRun(state: Reader, quote: '"' | "'", start: Mark): { readonly text: string; readonly isBroken: boolean } {
  let text = '';
  while (!state.isBlankOrEnd()) {
    if (quote === "'" && state.at() === "'" && state.at(1) === "'") {
      text += "'";
      state.skip(2);
    } else if (state.at() === quote) {
      break;
    } else if (quote === '"' && state.at() === '\\' && state.isBreak(1)) {
      state.skip();
      state.readLine();
      return { text, isBroken: true };
    } else if (quote === '"' && state.at() === '\\') {
      text += readEscape(state, start);
    } else {
      text += state.read();
    }
  }
  return { text, isBroken: false };
}

const ESCAPED: Readonly<Record<string, string>> = {
  0: '\0', a: '\x07', b: '\b', t: '\t', '\t': '\t', n: '\n', v: '\v', f: '\f', r: '\r', e: '\x1b', ' ': ' ', '"': '"', "'": "'", '/': '/', '\\': '\\', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029',
};
const HEX_LENGTH: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function readEscape(state: Reader, start: Mark): string {
  const letter = state.at(1);
  const length = HEX_LENGTH[letter];
  if (length === undefined) {
    const char = ESCAPED[letter];
    if (char === undefined) throw state.fail('found unknown escape character', start);
    state.skip(2);
    return char;
  }
  state.skip(2);
  const digits = state.text.slice(state.index, state.index + length);
  if (!new RegExp(`^[0-9A-Fa-f]{${length}}$`).test(digits)) throw state.fail('did not find expected hexdecimal number', start);
  const code = Number.parseInt(digits, 16);
  if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) throw state.fail('found invalid Unicode character escape code', start);
  state.skip(length);
  return String.fromCodePoint(code);
}

function readQuotedGap(state: Reader, isBroken: boolean): string {
  let blanks = '';
  let firstBreak: string | undefined = isBroken ? '' : undefined;
  let breaks = '';
  while (state.isBlank() || state.isBreak()) {
    if (state.isBlank()) {
      if (firstBreak === undefined) blanks += state.read();
      else state.skip();
    } else if (firstBreak === undefined) {
      firstBreak = state.readLine();
    } else {
      breaks += state.readLine();
    }
  }
  if (firstBreak === undefined) return blanks;
  return firstBreak === '\n' ? breaks === '' ? ' ' : breaks : firstBreak + breaks;
}

function fetchPlain(state: Reader): void {
  saveKey(state);
  state.isKeyAllowed = false;
  const start = state.mark();
  const indent = state.indent + 1;
  let text = '';
  let gap = '';
  let hasBreak = false;
  while (!state.isDocumentIndicator() && state.at() !== '#') {
    const run = readPlainRun(state);
    if (run !== '') {
      text += gap + run;
      gap = '';
      hasBreak = false;
    }
    if (!state.isBlank() && !state.isBreak()) break;
    const next = readPlainGap(state, indent, start);
    gap = next.text;
    hasBreak = next.hasBreak;
    if (state.flowLevel === 0 && state.column < indent) break;
  }
  if (hasBreak) state.isKeyAllowed = true;
  state.add('scalar', start, text);
}

function readPlainRun(state: Reader): string {
  let run = '';
  while (!state.isBlankOrEnd()) {
    const char = state.at();
    if (char === ':' && state.isBlankOrEnd(1)) break;
    if (state.flowLevel > 0 && /[,?[\]{}]/.test(char)) break;
    run += state.read();
  }
  return run;
}

function readPlainGap(state: Reader, indent: number, start: Mark): { readonly text: string; readonly hasBreak: boolean } {
  let blanks = '';
  let firstBreak: string | undefined;
  let breaks = '';
  while (state.isBlank() || state.isBreak()) {
    if (state.isBlank()) {
      if (firstBreak !== undefined && state.column < indent && state.at() === '\t') {
        throw state.fail('found a tab character that violates indentation', start);
      }
      if (firstBreak === undefined) blanks += state.read();
      else state.skip();
    } else if (firstBreak === undefined) {
      firstBreak = state.readLine();
    } else {
      breaks += state.readLine();
    }
  }
  if (firstBreak === undefined) return { text: blanks, hasBreak: false };
  return { text: firstBreak === '\n' ? breaks === '' ? ' ' : breaks : firstBreak + breaks, hasBreak: true };
}

function fetchBlockScalar(state: Reader, isLiteral: boolean): void {
  removeKey(state);
  state.isKeyAllowed = true;
  const start = state.mark();
  state.skip();
  const { chomp, increment } = readBlockHeader(state, start);
  let indent = increment === 0 ? 0 : Math.max(state.indent, 0) + increment;
  let text = '';
  let lineBreak = '';
  let isIndentedLine = false;
  let gap = readBlockBreaks(state, indent, start);
  indent = gap.indent;
  while (state.column === indent && !state.isEnd()) {
    const isIndented = state.isBlank();
    if (!isLiteral && lineBreak === '\n' && !isIndentedLine && !isIndented) text += gap.breaks === '' ? ' ' : '';
    else text += lineBreak;
    text += gap.breaks;
    isIndentedLine = isIndented;
    while (!state.isEnd() && !state.isBreak()) text += state.read();
    lineBreak = state.isEnd() ? '' : state.readLine();
    gap = readBlockBreaks(state, indent, start);
  }
  if (chomp !== '-') text += lineBreak;
  if (chomp === '+') text += gap.breaks;
  state.add('scalar', start, text, 'block');
}

function readBlockHeader(state: Reader, start: Mark): { readonly chomp: string; readonly increment: number } {
  let chomp = '';
  let increment = 0;
  for (let turn = 0; turn < 2; turn += 1) {
    if (chomp === '' && /[+-]/.test(state.at())) {
      chomp = state.read();
    } else if (increment === 0 && /\d/.test(state.at())) {
      if (state.at() === '0') throw state.fail('found an indentation indicator equal to 0', start);
      increment = Number(state.read());
    }
  }
  while (state.isBlank()) state.skip();
  if (state.at() === '#') while (!state.isEnd() && !state.isBreak()) state.skip();
  if (!state.isEnd() && !state.isBreak()) throw state.fail('did not find expected comment or line break', start);
  if (state.isBreak()) state.readLine();
  return { chomp, increment };
}

/** Eats empty lines and indentation; finds the indentation where it is not known (0). */
function readBlockBreaks(state: Reader, indent: number, start: Mark): { readonly breaks: string; readonly indent: number } {
  let breaks = '';
  let deepest = 0;
  const isShallow = () => indent === 0 || state.column < indent;
  for (;;) {
    while (isShallow() && state.at() === ' ') state.skip();
    deepest = Math.max(deepest, state.column);
    if (isShallow() && state.at() === '\t') {
      throw state.fail('found a tab character where an indentation space is expected', start);
    }
    if (!state.isBreak()) break;
    breaks += state.readLine();
  }
  return { breaks, indent: indent === 0 ? Math.max(deepest, state.indent + 1, 1) : indent };
}
