import type { Signal } from '#engine/machine/programs.ts';
import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { now } from '../../process/waits.ts';
import { compilePattern } from '../pattern.ts';
import { isBusybox, nameOf, parseOptions, sayUsage, type ParsedOptions } from '../options.ts';
import { parseSignal } from '../signalName.ts';
import { processFacts, type ProcessFacts } from './processFacts.ts';
import { boundedRegExp } from '../../regExp/boundedRegExp.ts';

const PROCPS = {
  short: 'lafvxinocew?u:U:P:g:s:t:d:G:F:',
  long: {
    'list-name': 'l', 'list-full': 'a', full: 'f', inverse: 'v', exact: 'x', 'ignore-case': 'i', newest: 'n', oldest: 'o', count: 'c', echo: 'e', euid: 'u:', uid: 'U:', parent: 'P:', pgroup: 'g:',
    session: 's:', terminal: 't:', delimiter: 'd:', signal: 'signal:',
  },
};

/** Finds processes by name and other properties; pkill sends them a signal. Neither ever finds itself. */
export const pgrep = defineUtility({
  name: 'pgrep',
  aliases: ['pkill'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'find or signal processes by name',
  *run(process) {
    const isPkill = nameOf(process) === 'pkill';
    const refusal = isBusybox(process) ? 1 : 2;
    const signal = isPkill ? takeSignal(process) : { signal: 'SIGTERM' as const, args: process.argv.slice(1) };
    if (signal === undefined) return refusal;
    const options = parseOptions(process, isBusybox(process) ? { short: isPkill ? 'lfvxnos:P:' : 'laFfvxnos:P:' } : PROCPS, signal.args);
    if (options === undefined) return refusal;
    const chosen = choose(process, options);
    if (typeof chosen === 'number') return chosen;
    if (!isPkill) {
      print(process, chosen, options);
      return chosen.length === 0 ? 1 : 0;
    }
    for (const { process: target, name, pid } of chosen) {
      if (signal.signal !== 0) process.kernel.signal(target, signal.signal);
      if (options.has('e')) process.out(`${name} killed (pid ${pid})\n`);
    }
    if (options.has('c')) process.out(`${chosen.length}\n`);
    yield now;
    return chosen.length === 0 ? 1 : 0;
  },
});

/** `-9`, `-KILL`, `--signal HUP`: the first word that is a signal, taken out. */
function takeSignal(process: Process): { readonly signal: Signal | 0; readonly args: readonly string[] } | undefined {
  const args = process.argv.slice(1);
  for (const [index, arg] of args.entries()) {
    const long = /^--signal(?:=(.*))?$/.exec(arg);
    const name = long === null ? /^-((?:SIG)?[A-Z]{2,}\d?|\d+)$/.exec(arg)?.[1] : (long[1] ?? args[index + 1]);
    if (name === undefined) continue;
    const signal = parseSignal(name);
    if (signal === undefined) {
      process.err(isBusybox(process) ? `${nameOf(process)}: bad signal name '${name}'\n` : `${nameOf(process)}: invalid signal name '${name}'\n`);
      return undefined;
    }
    return { signal, args: args.filter((_, at) => at !== index && (long === null || long[1] !== undefined || at !== index + 1)) };
  }
  return { signal: 'SIGTERM', args };
}

function choose(process: Process, options: ParsedOptions): readonly ProcessFacts[] | number {
  const [pattern, more] = options.operands;
  const hasCriteria = ['u', 'U', 'P', 'g', 's', 't'].some((name) => options.has(name));
  if (pattern === undefined && !hasCriteria) return refuse(process, 'no matching criteria specified');
  if (more !== undefined) return refuse(process, 'only one pattern can be provided');
  const parsed = compilePattern(options.has('x') ? `^(${pattern ?? ''})$` : (pattern ?? ''), 'extended');
  if ('error' in parsed) return refuse(process, parsed.error);
  const compiled = boundedRegExp(parsed.source, options.has('i') ? 'i' : '');
  const found = processFacts(process).filter((facts) => {
    if (facts.process === process) return false;
    const isThis = compiled.test(options.has('f') ? facts.command : facts.name) && fits(facts, options);
    return isThis !== options.has('v');
  });
  const byStart = [...found].sort((a, b) => a.startedUnixMs - b.startedUnixMs || a.pid - b.pid);
  if (options.has('n')) return byStart.slice(-1);
  if (options.has('o')) return byStart.slice(0, 1);
  return found;
}

function fits(facts: ProcessFacts, options: ParsedOptions): boolean {
  const list = (name: string) => options.value(name)?.split(',');
  const users = list('u') ?? list('U');
  return (
    (users === undefined || users.includes(facts.user) || users.includes(String(facts.uid))) &&
    (list('P')?.includes(String(facts.parentPid)) ?? true) &&
    (list('g')?.includes(String(facts.group)) ?? true) &&
    (list('s')?.includes(String(facts.session)) ?? true) &&
    (list('t')?.some((name) => name.replace(/^\/dev\//, '') === facts.terminal) ?? true)
  );
}

function refuse(process: Process, what: string): number {
  const name = nameOf(process);
  if (isBusybox(process)) return sayUsage(process);
  process.err(`${name}: ${what}\nTry \`${name} --help' for more information.\n`);
  return 2;
}

function print(process: Process, chosen: readonly ProcessFacts[], options: ParsedOptions): void {
  if (options.has('c')) {
    process.out(`${chosen.length}\n`);
    return;
  }
  const isFull = options.has('a') || (isBusybox(process) && options.has('l') && options.has('f'));
  const lines = chosen.map(({ pid, name, command }) => (isFull ? `${pid} ${command}` : options.has('l') ? `${pid} ${name}` : String(pid)));
  if (lines.length > 0) process.out(`${lines.join(options.value('d') ?? '\n')}\n`);
}
