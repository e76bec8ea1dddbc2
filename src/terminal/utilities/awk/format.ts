import { AwkError, type AwkDialect } from './dialect.ts';
import { toNumber, type Value } from './values.ts';

interface Directive {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly letter: string;
}

/** printf's format over values; `textOf` says how a value becomes text. Missing values are empty in busybox's awk, an error in the others. */
export function formatValues(format: string, values: readonly Value[], textOf: (value: Value) => string, dialect: AwkDialect): string {
  let used = 0;
  const next = () => {
    if (used >= values.length) refuseFewer(format, dialect);
    used += 1;
    return values[used - 1];
  };
  return format.replaceAll(/%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d*))?([hlLqjzt]*)([a-zA-Z%])/g, (whole, flags: string, width: string | undefined, precision: string | undefined, _size: string, letter: string) => {
    if (letter === '%') return '%';
    if (!'cdiouxXeEfFgGsa'.includes(letter)) return whole;
    if ((width === '*' || precision === '*') && dialect.name === 'busybox') throw new AwkError('%*x formats are not supported');
    const asked = width === '*' ? toNumber(next()) : width === undefined ? undefined : Number(width);
    const digits = precision === '*' ? toNumber(next()) : precision === undefined ? undefined : Number(precision);
    const leftwards = asked !== undefined && asked < 0;
    return convert({ flags: leftwards ? `${flags}-` : flags, width: asked === undefined ? undefined : Math.abs(asked), precision: digits, letter }, next(), textOf, dialect);
  });
}

function refuseFewer(format: string, { name }: AwkDialect): void {
  if (name === 'mawk') throw new AwkError(`not enough arguments passed to printf("${format}")`);
  if (name === 'gawk') throw new AwkError(`fatal: not enough arguments to satisfy format string\n\t\`${format}'\n\t${' '.repeat(Math.max(1, format.lastIndexOf('%') + 1))}^ ran out for this one`);
}

function convert(directive: Directive, value: Value, textOf: (value: Value) => string, dialect: AwkDialect): string {
  const { letter, precision } = directive;
  if (letter === 's') return pad(directive, [...textOf(value)].slice(0, precision).join(''), '');
  if (letter === 'c') return pad(directive, typeof value === 'string' ? ([...value][0] ?? '\0') : typeof value === 'object' ? ([...value.text][0] ?? '') : characterOf(value), '');
  const number = toNumber(value);
  if (Number.isNaN(number) || !Number.isFinite(number)) return pad({ ...directive, flags: directive.flags.replaceAll('0', '') }, number < 0 ? 'inf' : Number.isNaN(number) ? 'nan' : 'inf', number < 0 ? '-' : '+');
  const isNegative = number < 0 || Object.is(number, -0);
  const sign = isNegative && !(Object.is(number, -0) && 'diouxX'.includes(letter)) ? '-' : directive.flags.includes('+') ? '+' : directive.flags.includes(' ') ? ' ' : '';
  const size = Math.abs(number);
  switch (letter) {
    case 'd':
    case 'i':
      return pad(directive, integerDigits(size, precision, 10), sign);
    case 'o':
    case 'u':
    case 'x':
    case 'X': {
      const radix = { o: 8, u: 10, x: 16, X: 16 }[letter];
      const text = (directive.flags.includes('#') && letter !== 'u' && size !== 0 ? { o: '0', x: '0x', X: '0x' }[letter] : '') + integerDigits(isNegative ? wrapped(number, dialect) : size, precision, radix);
      return pad(directive, letter === 'X' ? text.toUpperCase() : text, '');
    }
    case 'f':
    case 'F':
      return pad(directive, fixed(size, precision ?? 6), sign);
    case 'e':
    case 'E': {
      const text = exponential(size, precision ?? 6);
      return pad(directive, letter === 'E' ? text.toUpperCase() : text, sign);
    }
    default: {
      const text = general(size, precision ?? 6, directive.flags.includes('#'));
      return pad(directive, letter === 'G' ? text.toUpperCase() : text, sign);
    }
  }
}

function characterOf(value: number | undefined): string {
  const code = Math.trunc(value ?? 0);
  return code >= 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : '';
}

/** A negative number where only positive ones are meant: as many bits as the program takes. */
function wrapped(number: number, { name }: AwkDialect): bigint {
  return name === 'mawk' ? 0n : BigInt.asUintN(name === 'gawk' ? 64 : 32, BigInt(Math.trunc(number)));
}

function integerDigits(size: number | bigint, precision: number | undefined, radix: number): string {
  if (precision === 0 && size < 1) return '';
  return (typeof size === 'bigint' ? size : BigInt(Math.trunc(size))).toString(radix).padStart(precision ?? 1, '0');
}

function fixed(size: number, digits: number): string {
  return size < 1e21 ? size.toFixed(Math.min(digits, 100)) : `${BigInt(size)}${digits > 0 ? `.${'0'.repeat(digits)}` : ''}`;
}

function exponential(size: number, digits: number): string {
  const [mantissa = '', exponent = ''] = size.toExponential(Math.min(digits, 100)).split('e');
  return `${mantissa}e${exponent.charAt(0)}${exponent.slice(1).padStart(2, '0')}`;
}

/** `%g`: the shorter of the two forms, without zeros at the end. */
export function general(size: number, precision: number, keepsZeros = false): string {
  const digits = precision === 0 ? 1 : precision;
  const exponent = size === 0 ? 0 : Number(size.toExponential(digits - 1).split('e')[1]);
  const isShort = exponent >= -4 && exponent < digits;
  const text = isShort ? fixed(size, Math.max(0, digits - 1 - exponent)) : exponential(size, digits - 1);
  if (keepsZeros || !text.includes('.')) return text;
  return text.replace(/\.?0+(?=e|$)/, '');
}

function pad({ flags, width = 0, precision, letter }: Directive, text: string, sign: string): string {
  const length = [...text].length + sign.length;
  if (flags.includes('-')) return sign + text + ' '.repeat(Math.max(0, width - length));
  const zeros = flags.includes('0') && letter !== 's' && letter !== 'c' && !('diouxX'.includes(letter) && precision !== undefined);
  return zeros ? sign + '0'.repeat(Math.max(0, width - length)) + text : ' '.repeat(Math.max(0, width - length)) + sign + text;
}
