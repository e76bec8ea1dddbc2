import { defineUtility } from '../../command.ts';
import { now } from '../../process/waits.ts';
import { isBusybox, parseOptions, sayUsage } from '../options.ts';
import { parseSignal } from '../signalName.ts';
import { processFacts } from './processFacts.ts';

/** Sends a signal to all processes of some names. */
export const killall = defineUtility({
  name: 'killall',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'kill processes by name',
  *run(process) {
    const args = process.argv.slice(1);
    const spelled = /^-((?:SIG)?[A-Z]{2,}\d?|\d+)$/.exec(args[0] ?? '')?.[1];
    const options = parseOptions(process, isBusybox(process) ? { short: 'lqs:' } : { short: 'eIgilqrvwVs:u:', long: { signal: 's:', quiet: 'q', verbose: 'v', wait: 'w', exact: 'e', user: 'u:' } }, spelled === undefined ? args : args.slice(1));
    if (options === undefined) return 1;
    const name = spelled ?? options.value('s') ?? 'TERM';
    const signal = parseSignal(name);
    if (signal === undefined) {
      process.err(isBusybox(process) ? `killall: bad signal name '${name}'\n` : `${name}: unknown signal; killall -l lists signals.\n`);
      return 1;
    }
    if (options.operands.length === 0) {
      if (isBusybox(process)) process.err('killall: you need to specify whom to kill\n');
      else sayUsage(process);
      return 1;
    }
    let status = 0;
    const all = processFacts(process).filter((facts) => facts.process !== process);
    for (const wanted of options.operands) {
      const found = all.filter((facts) => facts.name === wanted.slice(0, 15));
      for (const facts of found) {
        if (signal !== 0) process.kernel.signal(facts.process, signal);
        if (options.has('v')) process.err(`Killed ${facts.name}(${facts.pid}) with signal ${name}\n`);
      }
      if (found.length > 0) continue;
      status = 1;
      if (!options.has('q')) process.err(isBusybox(process) ? `killall: ${wanted}: no process killed\n` : `${wanted}: no process found\n`);
    }
    yield now;
    return status;
  },
});
