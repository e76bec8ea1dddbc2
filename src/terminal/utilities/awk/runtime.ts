import { createRandom, type Random } from '#engine/core/random.ts';
import type { Process } from '../../process/process.ts';
import { AwkError, type AwkDialect } from './dialect.ts';
import { formatValues, general } from './format.ts';
import { createPatterns } from './patterns.ts';
import { createRecord, type CurrentRecord } from './record.ts';
import { splitFields } from './separators.ts';
import { createStreams, type Streams } from './streams.ts';
import { toNumber, type Value } from './values.ts';
import { arrayOf, createCell, type Cell } from './variables.ts';
import { boundedRegExp } from '../../regExp/boundedRegExp.ts';

/** Everything that a running program has: variables, the record, streams, dice. */
export interface Runtime {
  readonly process: Process;
  readonly dialect: AwkDialect;
  readonly record: CurrentRecord;
  readonly streams: Streams;
  cell(name: string): Cell;
  get(name: string): Value;
  set(name: string, value: Value): void;
  /** A special variable as text. */
  setting(name: string): string;
  toText(value: Value): string;
  /** As print shows it: by OFMT. */
  toOutput(value: Value): string;
  /** Throws AwkError for a pattern that is none. */
  pattern(source: string): RegExp;
  split(text: string, separator: string, isPattern?: boolean): readonly string[];
  readonly dice: { random: Random; seed: number };
}

/** Larger whole numbers are written as others are. */
const LARGEST_WHOLE = { gawk: Number.POSITIVE_INFINITY, mawk: 2 ** 31, busybox: 2 ** 63 } as const;

const START: Readonly<Record<string, Value>> = { FS: ' ', OFS: ' ', ORS: '\n', RS: '\n', SUBSEP: '\x1c', CONVFMT: '%.6g', OFMT: '%.6g', NR: 0, FNR: 0, RSTART: 0, RLENGTH: -1, FILENAME: '' };

export function createRuntime(process: Process, dialect: AwkDialect): Runtime {
  const globals = new Map<string, Cell>(Object.entries(START).map(([name, value]) => [name, createCell(value)]));
  const patternOf = createPatterns(dialect.hasIntervals);

  const cell = (name: string): Cell => {
    const known = globals.get(name);
    if (known !== undefined) return known;
    const made = createCell();
    globals.set(name, made);
    return made;
  };

  const numberText = (number: number, format: string): string => {
    if (Number.isInteger(number) && Math.abs(number) < LARGEST_WHOLE[dialect.name]) return String(BigInt(number));
    if (!Number.isFinite(number)) return Number.isNaN(number) ? '-nan' : `${number < 0 ? '-' : dialect.name === 'gawk' ? '+' : ''}inf`;
    return format === '%.6g' ? (number < 0 ? '-' : '') + general(Math.abs(number), 6) : formatValues(format, [number], String, dialect);
  };

  const textBy = (format: 'CONVFMT' | 'OFMT') => (value: Value): string => {
    if (typeof value === 'string') return value;
    if (value === undefined) return '';
    return typeof value === 'object' ? value.text : numberText(value, setting(format));
  };
  const toText = textBy('CONVFMT');

  /** Not through {@link toText}: a format is text already. */
  const setting = (name: string): string => {
    const { value } = cell(name);
    return typeof value === 'string' ? value : typeof value === 'object' ? value.text : value === undefined ? '' : String(value);
  };

  const pattern = (source: string): RegExp => {
    const made = patternOf(source);
    if (made === undefined) throw new AwkError(dialect.name === 'gawk' ? `fatal: invalid regexp: /${source}/` : dialect.name === 'busybox' ? `bad regex '${source}': Invalid regular expression` : `regular expression compile failed (bad pattern)\n${source}`);
    return ignoresCase() ? boundedRegExp(made.source, 'si') : made;
  };
  const ignoresCase = () => dialect.name === 'gawk' && globals.has('IGNORECASE') && toNumber(cell('IGNORECASE').value) !== 0;

  const split = (text: string, separator: string, isPattern?: boolean) =>
    splitFields(text, separator, { compile: pattern, isParagraph: false, ...(isPattern === undefined ? {} : { isPattern }) });

  const record = createRecord({
    split: (text) => splitFields(text, setting('FS'), { compile: pattern, isParagraph: setting('RS') === '' && setting('FS') !== ' ' }),
    glue: () => setting('OFS'),
  });

  const environment = arrayOf(cell('ENVIRON'));
  for (const [name, value] of process.env) environment.set(name, value);

  return {
    process, dialect, record, cell, toText, setting, pattern, split,
    streams: createStreams(process),
    toOutput: textBy('OFMT'),
    get: (name) => (name === 'NF' ? record.count() : cell(name).value),
    set: (name, value) => {
      if (name === 'NF') record.setCount(Math.max(0, Math.trunc(toNumber(value))));
      else cell(name).value = value;
    },
    dice: { random: createRandom(0), seed: 0 },
  };
}
