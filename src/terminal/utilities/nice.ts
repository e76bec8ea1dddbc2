import { defineUtility } from '../command.ts';
import { become, quotedName } from './execute.ts';
import { isBusybox, parseOptions } from './options.ts';

/** Nothing here competes for a processor: the priority changes nothing. */
export const nice = defineUtility({
  name: 'nice',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'run a program with modified scheduling priority',
  *run(process) {
    const args = process.argv.slice(1).map((arg, index) => (index === 0 && /^--?\d+$/.test(arg) ? `-n${arg.slice(1)}` : arg));
    const options = parseOptions(process, { short: 'n:', long: { adjustment: 'n:' }, stopAtOperand: true }, args);
    if (options === undefined) return isBusybox(process) ? 1 : 125;
    if (options.operands.length === 0) {
      process.out('0\n');
      return 0;
    }
    return yield* become(process, options.operands, quotedName);
  },
});
