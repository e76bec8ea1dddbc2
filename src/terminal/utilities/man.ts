import { defineUtility } from '../command.ts';

/** No manual pages are kept; it says so as man does, and what answers instead. */
export const man = defineUtility({
  name: 'man',
  flavours: ['centos7'],
  summary: 'an interface to the system reference manuals',
  run: (process) => {
    const topics = process.argv.slice(1).filter((arg) => !arg.startsWith('-') && !/^\d$/.test(arg));
    if (topics.length === 0) {
      process.err('What manual page do you want?\n');
      return 1;
    }
    for (const topic of topics) process.err(`No manual entry for ${topic}\n`);
    return 16;
  },
});
