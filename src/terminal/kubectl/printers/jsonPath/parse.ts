import { unquoteGo } from '../goQuote.ts';
import { JsonPathError, type ListNode, type PathNode } from './nodes.ts';

/** Parses a template: text with `{actions}` in it. k8s: client-go util/jsonpath Parser. Throws {@link JsonPathError}. */
export function parseJsonPath(template: string): ListNode {
  const root: ListNode = { type: 'list', nodes: [] };
  const cursor: Cursor = { text: template, at: 0 };
  while (cursor.at < template.length) {
    const open = template.indexOf('{', cursor.at);
    const end = open < 0 ? template.length : open;
    if (end > cursor.at) root.nodes.push({ type: 'text', text: template.slice(cursor.at, end) });
    if (open < 0) break;
    cursor.at = open + 1;
    const action: ListNode = { type: 'list', nodes: [] };
    root.nodes.push(action);
    parseAction(cursor, action.nodes);
  }
  return root;
}

interface Cursor {
  readonly text: string;
  at: number;
}

/** A path without braces around it. */
function parsePart(text: string): ListNode {
  const [first] = parseJsonPath(`{${text}}`).nodes;
  return first?.type === 'list' ? first : { type: 'list', nodes: [] };
}

function parseAction(cursor: Cursor, nodes: PathNode[]): void {
  for (;;) {
    const { text, at } = cursor;
    const char = text[at];
    if (char === '}') {
      cursor.at += 1;
      return;
    }
    if (char === undefined || char === '\n' || char === '\r') throw new JsonPathError('unclosed action');
    if (text.startsWith('[?(', at)) parseFilter(cursor, nodes);
    else if (text.startsWith('..', at)) parseRecursive(cursor, nodes);
    else if (char === ' ' || char === '@' || char === '$') cursor.at += 1;
    else if (char === '[') parseArray(cursor, nodes);
    else if (char === '"' || char === "'") parseQuote(cursor, nodes, char);
    else if (char === '.') parseField(cursor, nodes, at + 1);
    else if (/[-+\d]/.test(char)) parseNumber(cursor, nodes);
    else if (/[_\p{L}]/u.test(char)) parseWord(cursor, nodes);
    else throw new JsonPathError(`unrecognized character in action: ${unicodeName(text, at)}`);
  }
}

function unicodeName(text: string, at: number): string {
  const code = text.codePointAt(at) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')} '${String.fromCodePoint(code)}'`;
}

const TERMINATORS = /[\s.,[\]$@{}]/;

/** Where a name that starts at `from` ends; a backslash takes the next character along. */
function endOfName(text: string, from: number): number {
  let at = from;
  while (at < text.length && !TERMINATORS.test(text[at] ?? '')) at += text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

function parseField(cursor: Cursor, nodes: PathNode[], from: number): void {
  const end = endOfName(cursor.text, from);
  const name = cursor.text.slice(from, end);
  nodes.push(name === '*' ? { type: 'wildcard' } : { type: 'field', name: name.replaceAll('\\', '') });
  cursor.at = end;
}

function parseRecursive(cursor: Cursor, nodes: PathNode[]): void {
  if (nodes.at(-1)?.type === 'recursive') throw new JsonPathError('invalid multiple recursive descent');
  cursor.at += 2;
  nodes.push({ type: 'recursive' });
  if (/[_\p{L}\p{Nd}]/u.test(cursor.text[cursor.at] ?? '')) parseField(cursor, nodes, cursor.at);
}

function parseNumber(cursor: Cursor, nodes: PathNode[]): void {
  const [text = ''] = /^[-+]?[.\d]*/.exec(cursor.text.slice(cursor.at)) ?? [];
  const value = Number(text);
  if (!/\d/.test(text) || Number.isNaN(value)) throw new JsonPathError(`cannot parse number ${text}`);
  nodes.push({ type: 'value', value });
  cursor.at += text.length;
}

function parseWord(cursor: Cursor, nodes: PathNode[]): void {
  let end = cursor.at;
  while (end < cursor.text.length && !TERMINATORS.test(cursor.text[end] ?? '')) end += 1;
  const name = cursor.text.slice(cursor.at, end);
  nodes.push(name === 'true' || name === 'false' ? { type: 'value', value: name === 'true' } : { type: 'word', name });
  cursor.at = end;
}

function parseQuote(cursor: Cursor, nodes: PathNode[], quote: string): void {
  const { text, at } = cursor;
  let end = at + 1;
  while (!(text[end] === quote && text[end - 1] !== '\\')) {
    if (end >= text.length || text[end] === '\n') throw new JsonPathError('unterminated quoted string');
    end += 1;
  }
  const quoted = text.slice(at, end + 1);
  const value = unquoteGo(quoted);
  if (value === undefined) throw new JsonPathError(`unquote string ${quoted} error invalid syntax`);
  nodes.push({ type: 'text', text: value });
  cursor.at = end + 1;
}

function parseArray(cursor: Cursor, nodes: PathNode[]): void {
  const rest = cursor.text.slice(cursor.at);
  const end = rest.search(/[\]\n]/);
  if (end < 0 || rest[end] === '\n') throw new JsonPathError('unterminated array');
  cursor.at += end + 1;
  const inner = rest.slice(1, end);
  const parts = inner.split(',');
  if (parts.length > 1) {
    nodes.push({ type: 'union', parts: parts.map((part) => parsePart(`[${part.replace(/^ +| +$/g, '')}]`)) });
    return;
  }
  const key = /^'([^']*)'$/.exec(inner);
  if (key !== null) nodes.push(...parsePart(`.${key[1] ?? ''}`).nodes);
  else nodes.push(parseSlice(inner === '*' ? ':' : inner));
}

function parseSlice(text: string): PathNode {
  const match = /^(-?\d*)(:-?\d*)?(:-?\d*)?$/.exec(text);
  if (match === null) throw new JsonPathError(`invalid array index ${text}`);
  const [, first = '', second, third] = match;
  const start = numberOf(first);
  const isIndex = second === undefined;
  return {
    type: 'slice',
    start,
    end: isIndex ? (start ?? 0) + 1 : numberOf(second.slice(1)),
    step: third === undefined ? undefined : numberOf(third.slice(1)),
    isIndex,
  };
}

function numberOf(text: string): number | undefined {
  if (text === '') return undefined;
  if (text === '-') throw new JsonPathError('array index - is not a number');
  return Number(text);
}

function parseFilter(cursor: Cursor, nodes: PathNode[]): void {
  const from = cursor.at + 3;
  const end = endOfFilter(cursor.text, from);
  if (cursor.text[end + 1] !== ']') throw new JsonPathError('unclosed array expect ]');
  cursor.at = end + 2;
  const text = cursor.text.slice(from, end);
  const match = /^([^!<>=]+)([!<>=]+)(.+?)$/.exec(text);
  if (match === null) nodes.push({ type: 'filter', left: parsePart(text), operator: 'exists', right: { type: 'list', nodes: [] } });
  else nodes.push({ type: 'filter', left: parsePart(match[1] ?? ''), operator: match[2] ?? '', right: parsePart(match[3] ?? '') });
}

/** Where the closing parenthesis of a filter is; one in quotes does not count. */
function endOfFilter(text: string, from: number): number {
  let quote = '';
  let isClosed = true;
  for (let at = from; at < text.length && text[at] !== '\n'; at += 1) {
    const char = text[at] ?? '';
    if (char === '"' || char === "'") {
      if (quote === '') {
        quote = char;
        isClosed = false;
      } else if (char === quote && text[at - 1] !== '\\') {
        isClosed = true;
      }
    } else if (char === ')' && isClosed) {
      return at;
    }
  }
  throw new JsonPathError('unterminated filter');
}
