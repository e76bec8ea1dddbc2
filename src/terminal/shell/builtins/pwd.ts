import { defineBuiltin, optionsOrStatus } from '../builtin.ts';

const usage = 'pwd [-LP]';

export const pwd = defineBuiltin({
  name: 'pwd',
  usage,
  summary: 'Print the name of the current working directory.',
  run: (call) => {
    const options = optionsOrStatus(call, { usage }, 'LP');
    if (typeof options === 'number') return options;
    const { process, files } = call.shell;
    process.out(`${options.letters.has('P') ? files.realPath(process.cwd) : process.cwd}\n`);
    return 0;
  },
});
