import { defineUtility } from '../command.ts';
import { formatPrintf } from '../shell/formatPrintf.ts';
import { missingOperand } from './failure.ts';
import { isBusybox, quoted } from './options.ts';

/** The program beside the shells' builtin: for `env printf`, `xargs printf`, find -exec. */
export const printf = defineUtility({
  name: 'printf',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'format and print data',
  run: (process) => {
    const [format, ...values] = process.argv.slice(process.argv[1] === '--' ? 2 : 1);
    if (format === undefined) return missingOperand(process);
    const busybox = isBusybox(process);
    const { text, problems } = formatPrintf(format, values, { unixNow: process.kernel.unixNow(), dialect: busybox ? 'ash' : 'bash' });
    process.out(text);
    for (const { kind, text: what } of problems) {
      if (kind === 'number') process.err(busybox ? `printf: invalid number '${what}'\n` : `printf: ${quoted(process, what)}: expected a numeric value\n`);
      else process.err(busybox ? `printf: %${what}: invalid format\n` : `printf: %${what}: invalid conversion specification\n`);
    }
    return problems.length === 0 ? 0 : 1;
  },
});
