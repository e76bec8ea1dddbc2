import { ROOT_SHELL } from '#engine/machine/layout.ts';
import { defineUtility } from '../command.ts';
import type { Process, Running } from '../process/process.ts';
import { become } from './execute.ts';
import { isBusybox, parseOptions } from './options.ts';

/** Everybody is root already: sudo runs the command as it is. */
export const sudo = defineUtility({
  name: 'sudo',
  flavours: ['centos7'],
  summary: 'execute a command as another user',
  *run(process) {
    const options = parseOptions(process, { short: 'AbEeHhiKklnPSsVvu:g:C:p:r:t:U:', long: { login: 'i', shell: 's', user: 'u:', 'preserve-env': 'E', 'non-interactive': 'n', list: 'l', version: 'V' }, stopAtOperand: true });
    if (options === undefined) return 1;
    const user = options.value('u');
    if (user !== undefined && user !== 'root' && user !== '#0') {
      process.err(`sudo: unknown user: ${user}\nsudo: unable to initialize policy plugin\n`);
      return 1;
    }
    let words = [...options.operands];
    for (; /^[A-Za-z_]\w*=/.test(words[0] ?? ''); words = words.slice(1)) {
      const [name = '', value = ''] = (words[0] ?? '').split(/=(.*)/s);
      process.env.set(name, value);
    }
    if (options.has('v') || options.has('k') || options.has('K')) return 0;
    if (options.has('l')) {
      process.out(`User root may run the following commands on ${process.machine.hostname}:\n    (ALL) ALL\n`);
      return 0;
    }
    if (options.has('i') || options.has('s')) return yield* asShell(process, options.has('i'), words.length === 0 ? undefined : words.join(' '));
    if (words.length === 0) {
      process.err('usage: sudo -h | -K | -k | -V\nusage: sudo -v [-AknS] [-g group] [-h host] [-p prompt] [-u user]\nusage: sudo -l [-AknS] [-g group] [-h host] [-p prompt] [-U user] [-u user] [command]\nusage: sudo [-AbEHknPS] [-C num] [-g group] [-h host] [-p prompt] [-T timeout] [-u user] [VAR=value] [-i|-s] [<command>]\n');
      return 1;
    }
    return yield* become(process, words, (_, name, why) => (why === 'No such file or directory' ? `${name}: command not found` : `${name}: ${why}`));
  },
});

/** Another shell of root. */
export const su = defineUtility({
  name: 'su',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'run a command with substitute user and group ID',
  *run(process) {
    const isLogin = process.argv.includes('-');
    const options = parseOptions(process, isBusybox(process) ? { short: 'lmps:c:' } : { short: 'lmpfs:c:', long: { login: 'l', command: 'c:', shell: 's:' } }, process.argv.slice(1).filter((arg) => arg !== '-'));
    if (options === undefined) return 1;
    const [user = 'root'] = options.operands;
    if (user !== 'root') {
      process.err(isBusybox(process) ? `su: unknown user ${user}\n` : process.machine.flavour === 'centos7' ? `su: user ${user} does not exist\n` : `su: user ${user} does not exist or the user entry does not contain all the required fields\n`);
      return 1;
    }
    return yield* asShell(process, isLogin || options.has('l'), options.value('c'), options.value('s'));
  },
});

function* asShell(process: Process, isLogin: boolean, command: string | undefined, shell = ROOT_SHELL[process.machine.flavour]): Running {
  if (isLogin) process.cwd = '/root';
  // A login shell is called with a dash before its name, which no file has.
  return yield* become(process, [shell, ...(isLogin && command === undefined ? ['-l'] : []), ...(command === undefined ? [] : ['-c', command])]);
}
