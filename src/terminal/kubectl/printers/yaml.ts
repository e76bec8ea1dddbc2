import { isRecord } from './values.ts';

/** Past this column a long line breaks at the next space. */
const BEST_WIDTH = 80;

/** YAML as kubectl prints it (k8s: sigs.k8s.io/yaml over go-yaml v2): keys sorted, dashes not indented, long lines folded. */
export function formatYaml(value: unknown): string {
  if (isEmpty(value) || !isContainer(value)) return `${inline(value, 0, 0)}\n`;
  return container(value, 0);
}

function isContainer(value: unknown): boolean {
  return Array.isArray(value) || isRecord(value);
}

function keysOf(value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined).toSorted(naturally);
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isRecord(value) && keysOf(value).length === 0;
}

/** The lines of a non-empty map or list whose entries start at the column `indent`. */
function container(value: unknown, indent: number): string {
  const margin = ' '.repeat(indent);
  if (Array.isArray(value)) return value.map((item) => `${margin}- ${afterDash(item, indent)}`).join('');
  if (!isRecord(value)) return '';
  return keysOf(value).map((key) => margin + entry(key, value[key], indent)).join('');
}

function afterDash(item: unknown, indent: number): string {
  if (isContainer(item) && !isEmpty(item)) return container(item, indent + 2).slice(indent + 2);
  return `${inline(item, indent + 2, indent + 2)}\n`;
}

function entry(key: string, value: unknown, indent: number): string {
  const name = keyText(key);
  if (isContainer(value) && !isEmpty(value)) return `${name}:\n${container(value, Array.isArray(value) ? indent : indent + 2)}`;
  return `${name}: ${inline(value, indent + name.length + 2, indent + 2)}\n`;
}

/** A scalar, `{}` or `[]` that starts at `column`; more lines of it start at `indent`. */
function inline(value: unknown, column: number, indent: number): string {
  if (typeof value === 'string') return scalar(value, column, indent);
  if (Array.isArray(value)) return '[]';
  if (isRecord(value)) return '{}';
  if (typeof value === 'number') return formatNumber(value);
  return value === undefined ? 'null' : String(value);
}

function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return String(value);
  return String(value).replace(/e([+-])(\d)$/, 'e$10$2');
}

function keyText(key: string): string {
  const look = inspect(key);
  if (key !== '' && !isAmbiguous(key) && look.plain) return key;
  return look.single && (key === '' || !isAmbiguous(key)) ? `'${key.replaceAll("'", "''")}'` : doubleQuoted(key, 0, 0, false);
}

function scalar(text: string, column: number, indent: number): string {
  const look = inspect(text);
  if (text.includes('\n')) return look.block ? literal(text, indent) : doubleQuoted(text, column, indent, true);
  if (text === '' || isAmbiguous(text)) return doubleQuoted(text, column, indent, true);
  if (look.plain) return fold(text, column, indent, 0);
  if (look.single) return `'${fold(text.replaceAll("'", "''"), column + 1, indent, 1)}'`;
  return doubleQuoted(text, column, indent, true);
}

interface Look {
  readonly plain: boolean;
  readonly single: boolean;
  readonly block: boolean;
}

/** go-yaml: yaml_emitter_analyze_scalar. Which styles can carry a text. */
function inspect(text: string): Look {
  const hasSpecial = /[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\ud800-\udfff]/.test(text);
  const isOuterBlank = /^[ \n]|[ \n]$/.test(text);
  const isSpaceAtBreak = / \n/.test(text);
  const isBreakBeforeSpace = /\n /.test(text);
  return {
    plain: !hasIndicator(text) && !isOuterBlank && !hasSpecial && !text.includes('\n'),
    single: !hasSpecial && !isSpaceAtBreak && !isBreakBeforeSpace,
    block: !hasSpecial && !isSpaceAtBreak && !text.endsWith(' '),
  };
}

function hasIndicator(text: string): boolean {
  return /^(---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[?:-](?:\s|$)/.test(text) || /:(?:\s|$)/.test(text) || /\s#/.test(text);
}

const WORDS = new Set(
  ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null'].flatMap((word) => [word, word.toUpperCase(), (word[0] ?? '').toUpperCase() + word.slice(1)]).concat('~', '.nan', '.NaN', '.NAN', '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF', '-.inf', '-.Inf', '-.INF'),
);

/** Would the text read as something else than a string in YAML 1.1? */
function isAmbiguous(text: string): boolean {
  if (WORDS.has(text)) return true;
  if (/^\.\d/.test(text)) return /^\.\d+([eE][-+]?\d+)?$/.test(text) && Number.isFinite(Number(text));
  if (!/^[-+\d]/.test(text)) return false;
  return isTimestamp(text) || isNumber(text.replaceAll('_', '')) || /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/.test(text);
}

function isNumber(text: string): boolean {
  if (/^[-+]?(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+)$/.test(text)) return true;
  return /^[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?$/.test(text) && Number.isFinite(Number(text));
}

function isTimestamp(text: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}([Tt ]\d{1,2}:\d{1,2}:\d{1,2}(\.\d+)?(Z|[+-]\d\d:\d\d)?)?$/.test(text);
}

/** Breaks a one-line scalar at the first single space behind the best width. */
function fold(text: string, column: number, indent: number, keepEnds: number): string {
  let out = '';
  let at = column;
  let isAfterSpace = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    const isSpace = char === ' ';
    const isInner = keepEnds === 0 || (index > 0 && index < text.length - 1);
    if (isSpace && !isAfterSpace && at > BEST_WIDTH && isInner && text[index + 1] !== ' ') {
      out += `\n${' '.repeat(indent)}`;
      at = indent;
    } else {
      out += char;
      at += char >= '\udc00' && char <= '\udfff' ? 0 : 1;
    }
    isAfterSpace = isSpace;
  }
  return out;
}

function literal(text: string, indent: number): string {
  const hint = /^[ \n]/.test(text) ? '2' : '';
  const chomp = chomping(text);
  const lines = (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
  return `|${hint}${chomp}\n${lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n')}`;
}

function chomping(text: string): string {
  if (!text.endsWith('\n')) return '-';
  return text === '\n' || text.endsWith('\n\n') ? '+' : '';
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '\\0', '\x07': '\\a', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\v': '\\v', '\f': '\\f', '\r': '\\r', '\x1b': '\\e', '"': '\\"', '\\': '\\\\', '\x85': '\\N', '\xa0': '\\_', '\u2028': '\\L', '\u2029': '\\P',
};

function doubleQuoted(text: string, column: number, indent: number, mayBreak: boolean): string {
  let out = '"';
  let at = column + 1;
  let isAfterSpace = false;
  for (let index = 0; index < text.length; index += 1) {
    const char = text[index] ?? '';
    const isSpace = char === ' ';
    if (isSpace && mayBreak && !isAfterSpace && at > BEST_WIDTH && index > 0 && index < text.length - 1) {
      out += `\n${' '.repeat(indent)}${text[index + 1] === ' ' ? '\\' : ''}`;
      at = indent;
    } else {
      const piece = isSpace ? char : escapeChar(char);
      out += piece;
      at += piece.length;
    }
    isAfterSpace = isSpace;
  }
  return `${out}"`;
}

function escapeChar(char: string): string {
  const known = ESCAPES[char];
  if (known !== undefined) return known;
  const code = char.charCodeAt(0);
  if ((code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code !== 0xfeff)) return char;
  return code <= 0xff ? `\\x${code.toString(16).toUpperCase().padStart(2, '0')}` : `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** go-yaml's key order: letters by code point, other characters first, numbers by their value. */
function naturally(left: string, right: string): number {
  const a = Array.from(left);
  const b = Array.from(right);
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const x = a[index] ?? '';
    const y = b[index] ?? '';
    if (x !== y) return compareFrom(a, b, index, x, y);
  }
  return a.length - b.length;
}

function compareFrom(a: readonly string[], b: readonly string[], index: number, x: string, y: string): number {
  const isLetterX = /\p{L}/u.test(x);
  const isLetterY = /\p{L}/u.test(y);
  if (isLetterX !== isLetterY) return isLetterY ? -1 : 1;
  if (!isLetterX) {
    const numberX = digitsFrom(a, index);
    const numberY = digitsFrom(b, index);
    const isInNumber = (x === '0' || y === '0') && hasNonZeroBefore(a, index);
    const valueX = Number(`${isInNumber ? '1' : ''}${numberX}`);
    const valueY = Number(`${isInNumber ? '1' : ''}${numberY}`);
    if (valueX !== valueY) return valueX - valueY;
    if (numberX.length !== numberY.length) return numberX.length - numberY.length;
  }
  return (x.codePointAt(0) ?? 0) - (y.codePointAt(0) ?? 0);
}

function digitsFrom(text: readonly string[], index: number): string {
  let end = index;
  while (end < text.length && /\d/.test(text[end] ?? '')) end += 1;
  return text.slice(index, end).join('');
}

function hasNonZeroBefore(text: readonly string[], index: number): boolean {
  for (let at = index - 1; at >= 0 && /\d/.test(text[at] ?? ''); at -= 1) if (text[at] !== '0') return true;
  return false;
}
