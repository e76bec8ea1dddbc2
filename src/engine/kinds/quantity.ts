/** Resource quantities (`500m`, `1Gi`, `2e3`), exact. k8s: apimachinery resource.Quantity. */

export type QuantityFormat = 'BinarySI' | 'DecimalSI' | 'DecimalExponent';

export interface ParsedQuantity {
  /** The amount in billionths; what is smaller is rounded away from zero, as upstream does. */
  readonly nano: bigint;
  /** The notation it was written in, which the canonical text keeps where it can. */
  readonly format: QuantityFormat;
}

const NANO = 1_000_000_000n;
const QUANTITY = /^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$/;
const NUMBER = /^([+-]?)([0-9]*)(?:\.([0-9]*))?$/;

const BINARY: Readonly<Record<string, bigint>> = {
  Ki: 1024n,
  Mi: 1024n ** 2n,
  Gi: 1024n ** 3n,
  Ti: 1024n ** 4n,
  Pi: 1024n ** 5n,
  Ei: 1024n ** 6n,
};
const DECIMAL_EXPONENT: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const DECIMAL_SUFFIX = new Map(Object.entries(DECIMAL_EXPONENT).map(([suffix, exponent]) => [exponent, suffix]));

/** The API server's words for a text that is not a quantity. */
export const QUANTITY_FORMAT_ERROR = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
export const QUANTITY_SUFFIX_ERROR = "unable to parse quantity's suffix";
export const QUANTITY_NUMBER_ERROR = 'unable to parse numeric part of quantity';

/** Reads a quantity; undefined when the API server would refuse it ({@link quantityError} says how). */
export function parseQuantity(text: string): ParsedQuantity | undefined {
  const read = readQuantity(text);
  return typeof read === 'string' ? undefined : read;
}

/** Why the text is not a quantity, or undefined when it is one. */
export function quantityError(text: string): string | undefined {
  const read = readQuantity(text);
  return typeof read === 'string' ? read : undefined;
}

const readings = new Map<string, ParsedQuantity | string>();

/** The parsed quantity, or the server's complaint. Remembered, because the same few texts come again and again. */
function readQuantity(text: string): ParsedQuantity | string {
  const known = readings.get(text);
  if (known !== undefined) return known;
  if (readings.size > 1000) readings.clear();
  const read = parseText(text);
  readings.set(text, read);
  return read;
}

function parseText(text: string): ParsedQuantity | string {
  const parts = QUANTITY.exec(text);
  if (parts === null) return QUANTITY_FORMAT_ERROR;
  const number = NUMBER.exec(parts[1] ?? '');
  const [, sign = '', whole = '', fraction = ''] = number ?? [];
  if (number === null || whole + fraction === '') return QUANTITY_NUMBER_ERROR;
  const scale = scaleOf(parts[2] ?? '');
  if (scale === undefined) return QUANTITY_SUFFIX_ERROR;
  const digits = BigInt(whole + fraction) * scale.factor;
  const shift = scale.exponent + 9 - fraction.length;
  const size = shift >= 0 ? digits * 10n ** BigInt(shift) : divideUp(digits, 10n ** BigInt(-shift));
  return { nano: sign === '-' ? -size : size, format: scale.format };
}

interface Scale {
  readonly factor: bigint;
  readonly exponent: number;
  readonly format: QuantityFormat;
}

function scaleOf(suffix: string): Scale | undefined {
  const binary = BINARY[suffix];
  if (binary !== undefined) return { factor: binary, exponent: 0, format: 'BinarySI' };
  const exponent = DECIMAL_EXPONENT[suffix];
  if (exponent !== undefined) return { factor: 1n, exponent, format: 'DecimalSI' };
  const scientific = /^[eE]([+-]?[0-9]+)$/.exec(suffix);
  if (scientific === null) return undefined;
  // An exponent beyond every real amount must not make a number of millions of digits.
  const bounded = Math.max(-100, Math.min(100, Number(scientific[1])));
  return { factor: 1n, exponent: bounded, format: 'DecimalExponent' };
}

const divideUp = (value: bigint, divisor: bigint) => (value + divisor - 1n) / divisor;

/** The text the API server stores: `1000m` becomes `1`, `1024Mi` becomes `1Gi`, `0.5` becomes `500m`. */
export function formatQuantity({ nano, format }: ParsedQuantity): string {
  if (nano === 0n) return '0';
  const size = nano < 0n ? -nano : nano;
  const sign = nano < 0n ? '-' : '';
  const isBinary = format === 'BinarySI' && size >= 1024n * NANO && size % NANO === 0n;
  if (isBinary) return sign + formatBinary(size / NANO);
  return sign + formatDecimal(size, format === 'DecimalExponent');
}

function formatBinary(amount: bigint): string {
  const suffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
  let rest = amount;
  let index = 0;
  while (rest % 1024n === 0n && index < suffixes.length - 1) {
    rest /= 1024n;
    index += 1;
  }
  return `${rest}${suffixes[index] ?? ''}`;
}

function formatDecimal(nano: bigint, scientific: boolean): string {
  let rest = nano;
  let exponent = -9;
  while (rest % 1000n === 0n && exponent < 18) {
    rest /= 1000n;
    exponent += 3;
  }
  if (!scientific) return `${rest}${DECIMAL_SUFFIX.get(exponent) ?? ''}`;
  return exponent === 0 ? String(rest) : `${rest}e${exponent}`;
}

const canonicalTexts = new Map<string, string>();

/** The canonical form of a quantity text; a text that is none comes back as it is. Remembered, so cheap. */
export function canonicalQuantity(text: string): string {
  const known = canonicalTexts.get(text);
  if (known !== undefined) return known;
  const parsed = parseQuantity(text);
  const canonical = parsed === undefined ? text : formatQuantity(parsed);
  if (canonicalTexts.size > 1000) canonicalTexts.clear();
  canonicalTexts.set(text, canonical);
  return canonical;
}

const ZERO: ParsedQuantity = { nano: 0n, format: 'DecimalSI' };

function parsedOrZero(text: string | undefined): ParsedQuantity {
  return text === undefined ? ZERO : (parseQuantity(text) ?? ZERO);
}

/** Negative, zero or positive as `a` is smaller, equal or larger; a missing one counts as zero. */
export function compareQuantities(a: string | undefined, b: string | undefined): number {
  const difference = parsedOrZero(a).nano - parsedOrZero(b).nano;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The sum in the notation of the first non-zero one. k8s: Quantity.Add. */
export function addQuantities(a: string | undefined, b: string | undefined): string {
  return combine(parsedOrZero(a), parsedOrZero(b).nano, parsedOrZero(b).format);
}

/** The difference, in the notation of the first non-zero one. k8s: Quantity.Sub. */
export function subtractQuantities(a: string | undefined, b: string | undefined): string {
  return combine(parsedOrZero(a), -parsedOrZero(b).nano, parsedOrZero(b).format);
}

function combine(first: ParsedQuantity, nano: bigint, format: QuantityFormat): string {
  return formatQuantity({ nano: first.nano + nano, format: first.nano === 0n ? format : first.format });
}

/** The amount rounded up to a whole number: bytes, cores. k8s: Quantity.Value. */
export function quantityValue(text: string | undefined): number {
  return wholeUp(parsedOrZero(text).nano, NANO);
}

/** The amount in thousandths, rounded up: millicores. k8s: Quantity.MilliValue. */
export function quantityMilliValue(text: string | undefined): number {
  return wholeUp(parsedOrZero(text).nano, 1_000_000n);
}

function wholeUp(nano: bigint, unit: bigint): number {
  return Number(nano >= 0n ? divideUp(nano, unit) : -divideUp(-nano, unit));
}
