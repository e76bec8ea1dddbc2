import { defineUtility } from '../command.ts';
import { drain, readSome } from '../process/waits.ts';
import { attempt } from './failure.ts';
import { parseOptions } from './options.ts';

export const tee = defineUtility({
  name: 'tee',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'copy standard input to files and standard output',
  *run(process) {
    const options = parseOptions(process, { short: 'aip', long: { append: 'a', 'ignore-interrupts': 'i' } });
    if (options === undefined) return 1;
    if (options.has('i')) process.onSignal('SIGINT', 'ignore');
    const { files } = process.machine;
    let status = 0;
    const open = options.operands.map((name) => ({ name, path: files.resolve(process.cwd, name) })).filter(({ name, path }) => {
      const opened = attempt(process, () => (options.has('a') ? files.append(path, '') : files.write(path, '')), (text) => `${name}: ${text}`);
      if (!opened) status = 1;
      return opened;
    });
    for (;;) {
      const text = yield* readSome(process.stdin);
      if (text === undefined) return status;
      process.out(text);
      for (const { name, path } of open) if (!attempt(process, () => files.append(path, text), (why) => `${name}: ${why}`)) status = 1;
      yield* drain(process.stdout);
    }
  },
});
