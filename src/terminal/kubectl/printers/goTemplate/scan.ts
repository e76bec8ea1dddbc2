import { TemplateError } from './nodes.ts';

/** A piece of a template: text outside actions, or a token inside one. */
export interface TemplateToken {
  readonly type: 'text' | 'open' | 'close' | 'space' | 'field' | 'variable' | 'word' | 'number' | 'string' | 'char' | '(' | ')' | '|' | ':=' | '=' | ',' | '.' | 'end';
  readonly text: string;
  /** Where it starts, in characters. */
  readonly at: number;
}

/** Where a fault lies: `template: output:1: unclosed action`. */
export function parseFault(text: string, at: number, problem: string): TemplateError {
  return new TemplateError(`template: output:${lineOf(text, at)}: ${problem}`);
}

export function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

/** Cuts a template into tokens. k8s: Go text/template lex. */
export function scanTemplate(text: string): readonly TemplateToken[] {
  const tokens: TemplateToken[] = [];
  let at = 0;
  let isTrimmed = false;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    const end = open < 0 ? text.length : open;
    const isTrimming = open >= 0 && /^\{\{-\s/.test(text.slice(open, open + 4));
    let piece = text.slice(at, end);
    if (isTrimmed) piece = piece.replace(/^[ \t\r\n]+/, '');
    if (isTrimming) piece = piece.replace(/[ \t\r\n]+$/, '');
    if (piece !== '') tokens.push({ type: 'text', text: piece, at });
    if (open < 0) break;
    const from = open + (isTrimming ? 3 : 2);
    const comment = /^\s*\/\*[^]*?\*\/\s*(-?)\}\}/.exec(text.slice(from));
    if (comment !== null) {
      at = from + comment[0].length;
      isTrimmed = comment[1] === '-';
      continue;
    }
    if (/^\s*\/\*/.test(text.slice(from))) throw parseFault(text, from, 'unclosed comment');
    tokens.push({ type: 'open', text: '{{', at: open });
    const closed = scanAction(text, from, tokens);
    at = closed.at;
    isTrimmed = closed.isTrimmed;
  }
  tokens.push({ type: 'end', text: '', at: text.length });
  return tokens;
}

function scanAction(text: string, from: number, tokens: TemplateToken[]): { readonly at: number; readonly isTrimmed: boolean } {
  let depth = 0;
  for (let at = from; ; ) {
    const rest = text.slice(at);
    const close = /^(\s+-)?\}\}/.exec(rest);
    if (close !== null) {
      if (depth > 0) throw parseFault(text, at, 'unclosed left paren');
      tokens.push({ type: 'close', text: '}}', at });
      return { at: at + close[0].length, isTrimmed: close[1] !== undefined };
    }
    const token = nextToken(text, at, rest);
    if (token.type === '(') depth += 1;
    if (token.type === ')') {
      depth -= 1;
      if (depth < 0) throw parseFault(text, at, 'unexpected right paren');
    }
    tokens.push(token);
    at += token.text.length;
  }
}

const PATTERNS: readonly (readonly [TemplateToken['type'], RegExp])[] = [
  ['space', /^[ \t\r\n]+/],
  [':=', /^:=/],
  ['=', /^=/],
  ['|', /^\|/],
  [',', /^,/],
  ['(', /^\(/],
  [')', /^\)/],
  ['string', /^"(?:[^"\\\n]|\\.)*"/],
  ['string', /^`[^`]*`/],
  ['char', /^'(?:[^'\\\n]|\\.)*'/],
  ['number', /^[-+]?(?:0[xX][0-9a-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)/],
  ['field', /^\.[\p{L}_][\p{L}\p{Nd}_]*/u],
  ['.', /^\./],
  ['variable', /^\$[\p{L}\p{Nd}_]*/u],
  ['word', /^[\p{L}_][\p{L}\p{Nd}_]*/u],
];

function nextToken(text: string, at: number, rest: string): TemplateToken {
  if (rest === '') throw parseFault(text, at, 'unclosed action');
  for (const [type, pattern] of PATTERNS) {
    const match = pattern.exec(rest);
    if (match === null) continue;
    const found = match[0];
    const after = rest[found.length] ?? '';
    if (type === 'number' && /[\p{L}_]/u.test(after)) throw parseFault(text, at, `bad number syntax: "${found}${after}"`);
    if ((type === 'word' || type === 'field' || type === 'variable') && after !== '' && !/[\s.,|:()=}]/.test(after)) throw parseFault(text, at, `bad character ${goRune(after)}`);
    return { type, text: found, at };
  }
  if (rest.startsWith('"')) throw parseFault(text, at, 'unterminated quoted string');
  if (rest.startsWith('`')) throw parseFault(text, at, 'unterminated raw quoted string');
  if (rest.startsWith("'")) throw parseFault(text, at, 'unterminated character constant');
  if (rest.startsWith(':')) throw parseFault(text, at, 'expected :=');
  throw parseFault(text, at, `unexpected ${rest.startsWith('}') ? '"}"' : goQuoteRune(rest)} in ${'operand'}`);
}

function goRune(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} '${char}'`;
}

function goQuoteRune(rest: string): string {
  return JSON.stringify(String.fromCodePoint(rest.codePointAt(0) ?? 0));
}
