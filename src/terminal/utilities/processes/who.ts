import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { isBusybox, nameOf, parseOptions } from '../options.ts';
import { strftime } from '../strftime.ts';
import type { ProcessFacts } from './processFacts.ts';
import { nodeOf, systemFacts } from './systemFacts.ts';
import { uptimeLine } from './uptime.ts';

/** simplified: everybody comes from the same desk. */
const FROM = '192.168.76.1';

/** Who is logged in on the node: one line a terminal. Containers have no logins. */
export const who = defineUtility({
  name: 'who',
  aliases: ['w', 'users', 'last'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'show who is logged on',
  run: (process) => {
    const options = parseOptions(process, { short: 'abdHlmpqrstTuhsfin:F' });
    if (options === undefined) return 1;
    const { logins } = systemFacts(process);
    switch (nameOf(process)) {
      case 'w':
        process.out(`${uptimeLine(process)}\n${options.has('h') ? '' : 'USER     TTY      FROM             LOGIN@   IDLE   JCPU   PCPU WHAT\n'}${logins.map((login) => activity(process, login)).join('')}`);
        break;
      case 'users':
        if (logins.length > 0) process.out(`${logins.map(({ user }) => user).join(' ')}\n`);
        break;
      case 'last':
        process.out(lastLogins(process, logins));
        break;
      default:
        process.out((isBusybox(process) ? 'USER\t\tTTY\t\tIDLE\tTIME\t\t HOST\n' : options.has('H') ? 'NAME     LINE         TIME             COMMENT\n' : '') + logins.map(loginLine).join(''));
    }
    return 0;
  },
});

function loginLine({ user, terminal = '', startedUnixMs }: ProcessFacts): string {
  return `${user.padEnd(8)} ${terminal.padEnd(12)} ${strftime('%F %H:%M', startedUnixMs)} (${FROM})\n`;
}

/** What the person runs now: the newest process in front of the terminal. */
function activity(process: Process, { user, terminal = '', startedUnixMs, process: shell }: ProcessFacts): string {
  const { tty } = shell;
  const running = process.kernel.processes(shell.machine).findLast((each) => each.tty === tty && each.processGroup === tty?.foreground && each.exit === undefined) ?? shell;
  return `${user.padEnd(8)} ${terminal.padEnd(8)} ${FROM.padEnd(16)} ${strftime('%H:%M', startedUnixMs)}    0.00s  0.04s  0.00s ${running.argv.join(' ')}\n`;
}

function lastLogins(process: Process, logins: readonly ProcessFacts[]): string {
  const booted = nodeOf(process)?.system?.bootedUnixMs() ?? process.kernel.unixNow();
  const lines = [...logins].reverse().map(({ user, terminal = '', startedUnixMs }) => `${user.padEnd(8)} ${terminal.padEnd(12)} ${FROM.padEnd(16)} ${strftime('%a %b %e %H:%M', startedUnixMs)}   still logged in\n`);
  return `${lines.join('')}${'reboot'.padEnd(8)} ${'system boot'.padEnd(12)} ${'5.4.278-1.el7.el'.padEnd(16)} ${strftime('%a %b %e %H:%M', booted)} - ${strftime('%H:%M', process.kernel.unixNow())}\n\nwtmp begins ${strftime('%a %b %e %H:%M:%S %Y', booted)}\n`;
}
