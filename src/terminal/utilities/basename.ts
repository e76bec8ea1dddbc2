import { defineUtility } from '../command.ts';
import { baseName } from './cp.ts';
import { missingOperand } from './failure.ts';
import { extraOperand, isBusybox, parseOptions } from './options.ts';

export const basename = defineUtility({
  name: 'basename',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'strip directory and suffix from a file name',
  run: (process) => {
    const spec = isBusybox(process) ? { short: 'as:' } : { short: 'as:z', long: { multiple: 'a', suffix: 's:', zero: 'z' } };
    const options = parseOptions(process, { ...spec, stopAtOperand: true });
    if (options === undefined) return 1;
    const [path, given] = options.operands;
    if (path === undefined) return missingOperand(process);
    const isMultiple = options.has('a') || options.has('s');
    if (!isMultiple && options.operands.length > 2) return extraOperand(process, options.operands[2] ?? '');
    const suffix = options.value('s') ?? (isMultiple ? '' : (given ?? ''));
    for (const each of isMultiple ? options.operands : [path]) {
      const name = each === '' ? '' : baseName(each);
      process.out((suffix !== '' && name.endsWith(suffix) && name !== suffix ? name.slice(0, -suffix.length) : name) + (options.has('z') ? '\0' : '\n'));
    }
    return 0;
  },
});
