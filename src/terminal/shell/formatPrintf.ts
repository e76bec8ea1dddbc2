import type { DialectName } from './dialect.ts';
import { strftime } from '../utilities/strftime.ts';
import { unescapeEcho, unescapeFormat } from './escapes.ts';
import { ansiQuoted, backslashed } from './expand/quoting.ts';

export interface PrintfProblem {
  readonly kind: 'number' | 'octal' | 'format' | 'range' | 'unfinished';
  readonly text: string;
}

export interface PrintfResult {
  readonly text: string;
  readonly problems: readonly PrintfProblem[];
}

interface Options {
  /** For `%(…)T`. */
  readonly unixNow: number;
  readonly dialect: DialectName;
}

/** Wider fields are not made. */
const MAX_WIDTH = 100_000;
/** More rounds than this of the format are not made. */
const MAX_ROUNDS = 100_000;

/** Formats values as printf(1) does: the format is used again until the values are. */
export function formatPrintf(format: string, values: readonly string[], options: Options): PrintfResult {
  const problems: PrintfProblem[] = [];
  const pieces = piecesOf(format, options.dialect);
  let left = [...values];
  let text = '';
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = left.length;
    for (const piece of pieces) {
      if (typeof piece === 'string') text += piece;
      else if (piece.conversion === undefined) return { text, problems: [...problems, { kind: piece.rest === '' && options.dialect === 'bash' ? 'unfinished' : 'format', text: piece.rest }] };
      else {
        const made = convert(piece, left, options, problems);
        text += made.text;
        ({ left } = made);
        if (made.isCut) return { text, problems };
      }
    }
    if (left.length === 0 || left.length === before) break;
  }
  return { text, problems };
}

interface Directive {
  readonly flags: string;
  readonly width: string;
  readonly precision: string | undefined;
  /** Undefined when the letter is none; `rest` then says what stands there. */
  readonly conversion: string | undefined;
  readonly time: string | undefined;
  readonly rest: string;
}

function piecesOf(format: string, dialect: DialectName): readonly (string | Directive)[] {
  const pieces: (string | Directive)[] = [];
  let from = 0;
  for (let at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
    if (at > from) pieces.push(unescapeFormat(format.slice(from, at), dialect !== 'dash'));
    const match = /^%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d*))?(?:hh|h|ll|l|j|z|t|L)?(?:(\([^)]*\)T)|([%sdiuoxXfFeEgGaAcbqQ]))/.exec(format.slice(at));
    // Only bash knows %q and %(…)T.
    if (match === null || (dialect !== 'bash' && (match[4] !== undefined || /[qQ]/.test(match[5] ?? '')))) {
      pieces.push({ flags: '', width: '', precision: undefined, conversion: undefined, time: undefined, rest: wrongPart(format.slice(at), dialect) });
      return pieces;
    }
    const [whole, flags = '', width = '', precision, time, letter] = match;
    pieces.push({ flags, width, precision, conversion: time === undefined ? letter : 'T', time: time?.slice(1, -2), rest: '' });
    from = at + whole.length;
  }
  if (from < format.length) pieces.push(unescapeFormat(format.slice(from), dialect !== 'dash'));
  return pieces;
}

/** What each shell quotes of a directive that is none: dash knows no length letters, busybox shows all that follows. */
function wrongPart(text: string, dialect: DialectName): string {
  const lengths = dialect === 'dash' ? '' : '(?:hh|h|ll|l|j|z|t|L)?';
  const head = new RegExp(`^%[-+ #0']*(?:\\*|\\d+)?(?:\\.(?:\\*|\\d*))?${lengths}`).exec(text)?.[0] ?? '%';
  const rest = text.slice(head.length);
  return dialect === 'ash' ? rest : rest.slice(0, 1);
}

interface Made {
  readonly text: string;
  readonly left: string[];
  readonly isCut: boolean;
}

function convert(directive: Directive, values: readonly string[], options: Options, problems: PrintfProblem[]): Made {
  const left = [...values];
  const next = () => left.shift();
  let { flags, width } = directive;
  if (width === '*') {
    width = String(numberOf(next(), problems));
    if (width.startsWith('-')) [flags, width] = [`${flags}-`, width.slice(1)];
  }
  const precision = directive.precision === '*' ? String(numberOf(next(), problems)) : directive.precision;
  const layout: Layout = { flags, width: Math.min(MAX_WIDTH, Number(width || 0)), precision: precision === undefined ? undefined : Math.min(MAX_WIDTH, Number(precision || 0)) };
  if (directive.conversion === '%') return { text: '%', left, isCut: false };
  const value = next();
  if (directive.conversion === 'b') {
    const { text, isCut } = unescapeEcho(value ?? '', 'either');
    return { text: padded(truncated(text, layout), layout), left, isCut };
  }
  return { text: formatted(directive, value, layout, options, problems), left, isCut: false };
}

interface Layout {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

function formatted({ conversion = 's', time }: Directive, value: string | undefined, layout: Layout, options: Options, problems: PrintfProblem[]): string {
  switch (conversion) {
    case 's':
      return padded(truncated(value ?? '', layout), layout);
    case 'c':
      return padded(value === undefined || value === '' ? '\0' : ([...value][0] ?? ''), layout);
    case 'q':
    case 'Q':
      return padded(/[\u0000-\u001f]/.test(value ?? '') ? ansiQuoted(value ?? '') : backslashed(value ?? ''), layout);
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return integerText(conversion, integerOf(value, options, problems), layout);
    case 'T': {
      const seconds = value === undefined || value === '-1' || value === '-2' ? Math.floor(options.unixNow / 1000) : numberOf(value, problems);
      return padded(strftime(time === undefined || time === '' ? '%X' : time, seconds * 1000), layout);
    }
    default:
      return floatText(conversion, numberOf(value, problems), layout);
  }
}

function truncated(text: string, { precision }: Layout): string {
  return precision === undefined ? text : [...text].slice(0, precision).join('');
}

function padded(text: string, { flags, width }: Layout): string {
  const missing = width - [...text].length;
  if (missing <= 0) return text;
  return flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

function integerOf(value: string | undefined, options: Options, problems: PrintfProblem[]): bigint {
  if (value === undefined) {
    // busybox takes the missing value for an empty one.
    if (options.dialect === 'ash') problems.push({ kind: 'number', text: '' });
    return 0n;
  }
  const quoted = /^["'](.)/su.exec(value);
  if (quoted !== null) return BigInt(quoted[1]?.codePointAt(0) ?? 0);
  const match = /^\s*([+-]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9]\d*)/.exec(value);
  if (match === null && value === '' && options.dialect === 'bash') return 0n;
  if (match === null) {
    problems.push({ kind: 'number', text: value });
    return 0n;
  }
  if (match[0].length < value.length) problems.push({ kind: /^\s*[+-]?0[0-7]*[89]/.test(value) ? 'octal' : 'number', text: value });
  const digits = match[2] ?? '0';
  const number = BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return inRange(match[1] === '-' ? -number : number, value, options, problems);
}

const MOST = 2n ** 63n - 1n;

/** Numbers are of 64 bits: bash takes the nearest, busybox none. */
function inRange(number: bigint, value: string, { dialect }: Options, problems: PrintfProblem[]): bigint {
  if (number <= 2n * MOST + 1n && number >= -MOST - 1n && (dialect !== 'ash' || number <= MOST)) return number;
  problems.push({ kind: dialect === 'bash' ? 'range' : 'number', text: value });
  if (dialect === 'ash') return 0n;
  return number > 0n ? MOST : -MOST - 1n;
}

function numberOf(value: string | undefined, problems: PrintfProblem[]): number {
  if (value === undefined || value === '') return 0;
  const quoted = /^["'](.)/su.exec(value);
  if (quoted !== null) return quoted[1]?.codePointAt(0) ?? 0;
  const match = /^\s*[+-]?(?:0[xX][0-9a-fA-F]+|\d*\.?\d+(?:[eE][+-]?\d+)?|\d+\.?|inf|nan)/i.exec(value);
  if (match === null || match[0].length < value.length) problems.push({ kind: 'number', text: value });
  if (match === null) return 0;
  return /inf/i.test(match[0]) ? (match[0].includes('-') ? -Infinity : Infinity) : Number(match[0]);
}

function integerText(conversion: string, value: bigint, layout: Layout): string {
  const isSigned = conversion === 'd' || conversion === 'i';
  const magnitude = isSigned ? (value < 0n ? -value : value) : BigInt.asUintN(64, value);
  const base = conversion === 'o' ? 8 : conversion === 'x' || conversion === 'X' ? 16 : 10;
  let digits = magnitude.toString(base);
  if (conversion === 'X') digits = digits.toUpperCase();
  if (layout.precision !== undefined) digits = digits.padStart(layout.precision, '0');
  const alternate = layout.flags.includes('#') && magnitude !== 0n ? (base === 8 ? '0' : base === 16 ? `0${conversion}` : '') : '';
  return signed(digits, isSigned && value < 0n, alternate, layout, isSigned, layout.precision === undefined);
}

function signed(digits: string, isNegative: boolean, prefix: string, layout: Layout, takesSign: boolean, zeroPads: boolean): string {
  const sign = isNegative ? '-' : takesSign && layout.flags.includes('+') ? '+' : takesSign && layout.flags.includes(' ') ? ' ' : '';
  const head = sign + prefix;
  if (zeroPads && layout.flags.includes('0') && !layout.flags.includes('-')) return head + digits.padStart(layout.width - head.length, '0');
  return padded(head + digits, layout);
}

function floatText(conversion: string, value: number, layout: Layout): string {
  const isUpper = conversion === conversion.toUpperCase();
  const magnitude = Math.abs(value);
  const digits = Number.isFinite(magnitude) ? finiteText(conversion.toLowerCase(), magnitude, layout.precision ?? 6, layout.flags.includes('#')) : Number.isNaN(magnitude) ? 'nan' : 'inf';
  return signed(isUpper ? digits.toUpperCase() : digits, value < 0 || Object.is(value, -0), '', layout, true, Number.isFinite(magnitude));
}

function finiteText(conversion: string, value: number, precision: number, keepsZeros: boolean): string {
  if (conversion === 'f') return fixed(value, Math.min(precision, 100));
  if (conversion === 'e') return exponentText(value, precision);
  const significant = Math.max(1, precision);
  const exponent = value === 0 ? 0 : Number(value.toExponential(Math.min(significant - 1, 100)).split('e')[1]);
  if (exponent < -4 || exponent >= significant) {
    const text = exponentText(value, significant - 1);
    return keepsZeros ? text : text.replace(/\.?0+e/, 'e');
  }
  const text = fixed(value, Math.min(100, Math.max(0, significant - 1 - exponent)));
  return keepsZeros || !text.includes('.') ? text : text.replace(/\.?0+$/, '');
}

/** toFixed, but a value exactly in the middle goes to the even digit, as C rounds. */
function fixed(value: number, digits: number): string {
  const exact = value.toFixed(Math.min(100, digits + 40));
  const point = exact.indexOf('.');
  const rest = point < 0 ? '' : exact.slice(point + 1 + digits);
  const isMiddle = /^50*$/.test(rest) && value < 1e21;
  const kept = exact.slice(0, point + 1 + digits).replace(/\.$/, '');
  return isMiddle && /[02468]$/.test(kept) ? kept : value.toFixed(digits);
}

function exponentText(value: number, precision: number): string {
  const [mantissa = '', exponent = '+0'] = value.toExponential(Math.min(precision, 100)).split('e');
  return `${mantissa}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`;
}
