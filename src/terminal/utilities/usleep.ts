import { defineUtility } from '../command.ts';
import { sleepUntil } from '../process/waits.ts';
import { missingOperand } from './failure.ts';

export const usleep = defineUtility({
  name: 'usleep',
  flavours: ['alpine', 'busybox'],
  summary: 'pause for a number of microseconds',
  *run(process) {
    const [text] = process.argv.slice(1);
    if (text === undefined) return missingOperand(process);
    if (!/^\d+$/.test(text)) {
      process.err(`usleep: invalid number '${text}'\n`);
      return 1;
    }
    yield* sleepUntil(process, process.kernel.now() + Number(text) / 1000);
    return 0;
  },
});
