import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { isBusybox, parseOptions } from '../options.ts';
import { strftime } from '../strftime.ts';
import { loadText, systemFacts, upText } from './systemFacts.ts';

/** How long the node has been up. A container tells of its node. */
export const uptime = defineUtility({
  name: 'uptime',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'tell how long the system has been running',
  run: (process) => {
    const options = parseOptions(process, isBusybox(process) ? { short: '' } : { short: 'psV', long: { pretty: 'p', since: 's', version: 'V' } });
    if (options === undefined) return 1;
    const { bootedUnixMs, upMs } = systemFacts(process);
    if (options.has('V')) process.out('uptime from procps-ng 3.3.10\n');
    else if (options.has('s')) process.out(`${strftime('%F %T', bootedUnixMs)}\n`);
    else if (options.has('p')) process.out(`${prettyText(upMs)}\n`);
    else process.out(`${uptimeLine(process)}\n`);
    return 0;
  },
});

/** The first line of uptime, w and top. */
export function uptimeLine(process: Process): string {
  const facts = systemFacts(process);
  const users = facts.logins.length;
  return ` ${strftime('%T', process.kernel.unixNow())} ${upText(facts.upMs)},  ${users} user${users === 1 ? '' : 's'},  ${loadText(facts)}`;
}

function prettyText(upMs: number): string {
  const minutes = Math.floor(upMs / 60_000);
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(minutes / 10_080), 'week'], [Math.floor(minutes / 1440) % 7, 'day'], [Math.floor(minutes / 60) % 24, 'hour'], [minutes % 60, 'minute'],
  ];
  return `up ${parts.filter(([count, unit]) => count > 0 || (unit === 'minute' && minutes < 1)).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`).join(', ')}`;
}
