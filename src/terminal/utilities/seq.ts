import { defineUtility } from '../command.ts';
import { createCpuMeter, drain } from '../process/waits.ts';
import { missingOperand } from './failure.ts';
import { extraOperand, isBusybox, quoted, sayUsage } from './options.ts';
import { formatPrintf } from '../shell/formatPrintf.ts';

/** Options are picked by hand: `-1` is a number here, not an option. */
export const seq = defineUtility({
  name: 'seq',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print a sequence of numbers',
  *run(process) {
    const args = process.argv.slice(1);
    let separator = '\n';
    let equalWidth = false;
    let format: string | undefined;
    while (args[0]?.startsWith('-') === true && (isBusybox(process) ? args[0] !== '-' : !/^-[\d.]/.test(args[0]))) {
      if (args[0] === '--') {
        args.shift();
        break;
      }
      const option = args.shift() ?? '';
      if (option === '-w' || option === '--equal-width') equalWidth = true;
      else if (option === '-s') separator = args.shift() ?? '';
      else if (option.startsWith('-s')) separator = option.slice(2);
      else if (!isBusybox(process) && option === '-f') format = args.shift() ?? '';
      else if (!isBusybox(process) && option.startsWith('-f')) format = option.slice(2);
      else if (option.startsWith('--format=')) format = option.slice('--format='.length);
      else if (option.startsWith('--separator=')) separator = option.slice('--separator='.length);
      else {
        process.err(process.machine.flavour === 'alpine' ? `seq: unrecognized option: ${option.slice(1)}\n` : `seq: invalid option -- '${option.slice(1, 2)}'\n`);
        return sayUsage(process);
      }
    }
    if (args.length === 0) return missingOperand(process);
    if (args.length > 3) {
      return extraOperand(process, args[3] ?? '');
    }
    const bad = args.find((text) => text.trim() === '' || Number.isNaN(Number(text)));
    if (bad !== undefined) {
      if (!isBusybox(process)) process.err(`seq: invalid floating point argument: ${quoted(process, bad)}\n`);
      return sayUsage(process);
    }
    const [first, step, last] = args.length === 1 ? ['1', '1', args[0]] : args.length === 2 ? [args[0], '1', args[1]] : args;
    if (Number(step) === 0 && !isBusybox(process)) {
      process.err(`seq: invalid Zero increment value: ${quoted(process, step ?? '')}\nTry 'seq --help' for more information.\n`);
      return 1;
    }
    const fault = format === undefined ? undefined : formatFault(format);
    if (fault !== undefined) {
      process.err(`seq: format ${quoted(process, format ?? '')} ${fault}\n`);
      return 1;
    }
    const decimals = Math.max(decimalsOf(first), decimalsOf(step));
    const width = equalWidth ? Math.max(Number(first).toFixed(decimals).length, Number(last).toFixed(decimals).length) : 0;
    const count = Math.floor((Number(last) - Number(first)) / Number(step) + 1e-9);
    const cpu = createCpuMeter();
    for (let index = 0; index <= count; index += 1) {
      const text = (Number(first) + index * Number(step)).toFixed(decimals);
      const padded = text.startsWith('-') ? `-${text.slice(1).padStart(width - 1, '0')}` : text.padStart(width, '0');
      process.out((index === 0 ? '' : separator) + (format === undefined ? padded : formatPrintf(format, [text], { unixNow: 0, dialect: 'bash' }).text));
      const rest = cpu.spend(0.001);
      if (rest) yield rest;
      yield* drain(process.stdout);
    }
    if (count >= 0) process.out('\n');
    return 0;
  },
});

/** What is wrong with a format: it takes one number, and only as a floating one. */
function formatFault(format: string): string | undefined {
  const directives = format.replaceAll('%%', '').match(/%[^a-zA-Z]*[a-zA-Z]?/g) ?? [];
  if (directives.length === 0) return 'has no % directive';
  const letter = directives[0]?.slice(-1) ?? '';
  if (!'aefgAEFG'.includes(letter)) return letter === '%' ? 'ends in %' : `has unknown %${letter} directive`;
  return directives.length > 1 ? 'has too many % directives' : undefined;
}

function decimalsOf(text: string | undefined): number {
  return text?.split('.')[1]?.length ?? 0;
}
