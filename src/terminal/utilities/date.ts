import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { momentOf } from './dateText.ts';
import { extraOperand, isBusybox, nameOf, parseOptions, quoted } from './options.ts';
import { strftime } from './strftime.ts';

/** The cluster's calendar; it cannot be set. */
export const date = defineUtility({
  name: 'date',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print the date and time',
  run: (process) => {
    // -I takes its precision only when it stands right behind it.
    const precise = process.argv.map((arg) => /^(?:-I|--iso-8601=)(\w+)$/.exec(arg)?.[1]).find((match) => match !== undefined);
    const args = process.argv.slice(1).map((arg) => arg.replace(/^(-I|--iso-8601)(?:=)?\w+$/, (whole, head: string) => (whole === '--iso-8601' ? whole : head)));
    const options = parseOptions(process, { short: isBusybox(process) ? 'ud:RIr:s:D:' : 'ud:RIr:s:f:', long: { reference: 'r:', set: 's:', file: 'f:', utc: 'u', universal: 'u', date: 'd:', 'rfc-3339': 'rfc-3339:', 'rfc-email': 'R', 'iso-8601': 'I' } }, args);
    if (options === undefined) return 1;
    const given = options.value('d');
    const reference = options.value('r');
    const unixMs = reference !== undefined ? changedAt(process, reference) : given === undefined ? process.kernel.unixNow() : momentFor(process, given);
    if (unixMs === undefined) {
      if (reference === undefined) process.err(`date: invalid date ${isBusybox(process) ? `'${given ?? ''}'` : quoted(process, given ?? '')}\n`);
      return 1;
    }
    const extra = options.operands[options.operands[0]?.startsWith('+') === true ? 1 : Infinity];
    if (extra !== undefined && !isBusybox(process)) return extraOperand(process, extra);
    const format = options.operands.find((operand) => operand.startsWith('+'));
    if (format === undefined && options.operands.length > 0) {
      const [wanted = ''] = options.operands;
      if (isBusybox(process)) process.err(`date: invalid date '${wanted}'\n`);
      else process.err(/^\d{8}(?:\d\d(?:\d\d)?)?(?:\.\d\d)?$/.test(wanted) ? `date: cannot set date: Operation not permitted\n` : `date: invalid date ${quoted(process, wanted)}\n`);
      return 1;
    }
    process.out(`${strftime(format?.slice(1) ?? defaultFormat(options, precise), unixMs)}\n`);
    return 0;
  },
});

function defaultFormat(options: { has(name: string): boolean; value(name: string): string | undefined }, precise: string | undefined): string {
  if (options.has('R')) return '%a, %d %b %Y %H:%M:%S %z';
  if (options.has('I')) return ISO_FORMATS[precise ?? 'date'] ?? '%F';
  const precision = options.value('rfc-3339');
  if (precision !== undefined) return precision === 'date' ? '%F' : precision === 'ns' ? '%F %T.%N+00:00' : '%F %T+00:00';
  return '%a %b %e %H:%M:%S UTC %Y';
}

/** Busybox reads digits only: `@seconds`, and a date with or without a time. */
function momentFor(process: Process, text: string): number | undefined {
  if (isBusybox(process) && !/^@-?\d+$|^\d{4}-\d\d-\d\d(?: \d\d:\d\d(?::\d\d)?)?$|^\d\d?:\d\d(?::\d\d)?$/.test(text)) return undefined;
  return momentOf(text, process.kernel.unixNow());
}

const ISO_FORMATS: Readonly<Record<string, string>> = { date: '%F', hours: '%FT%H+00:00', minutes: '%FT%H:%M+00:00', seconds: '%FT%T+00:00', ns: '%FT%T,%N+00:00' };

/** When a file was last changed. */
function changedAt(process: Process, name: string): number | undefined {
  const { files } = process.machine;
  try {
    return files.stat(files.resolve(process.cwd, name)).mtimeMs;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(`${nameOf(process)}: ${isBusybox(process) ? `can't stat '${name}'` : name}: ${error.text}\n`);
    return undefined;
  }
}
