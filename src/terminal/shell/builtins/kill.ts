import { SIGNAL_NUMBERS, type Signal } from '#engine/machine/programs.ts';
import { now } from '../../process/waits.ts';
import { defineBuiltin, type BuiltinCall } from '../builtin.ts';
import type { Eval } from '../evaluator.ts';
import { signalOfNumber } from '../evaluate/traps.ts';
import { complain, complainAsShell, type Shell } from '../shell.ts';

const usage = 'kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]';

/** Sends signals to processes and jobs of this machine. */
export const kill = defineBuiltin({
  name: 'kill',
  usage,
  summary: 'Send a signal to a job.',
  *run(call): Eval<number> {
    const { shell, args } = call;
    if (args[0] === '-l' || args[0] === '-L') return listSignals(call, args.slice(1));
    const parsed = parse(call);
    if (typeof parsed === 'number') return parsed;
    let status = 0;
    for (const target of parsed.targets) if (!send(shell, target, parsed.signal)) status = 1;
    // The signal may be for this very shell: it comes before the next command.
    yield now;
    return status;
  },
});

interface Parsed {
  /** 0 only asks whether the process is there. */
  readonly signal: Signal | 0;
  readonly targets: readonly string[];
}

function parse(call: BuiltinCall): Parsed | number {
  const { args } = call;
  const [first] = args;
  if (first === undefined) return noTarget(call);
  if (first === '--') return withTargets(call, 'SIGTERM', args.slice(1));
  const isOption = /^-./.test(first);
  if (!isOption) return withTargets(call, 'SIGTERM', args);
  const isSpelled = first === '-s' || first === '-n';
  const name = isSpelled ? args[1] : first.slice(1);
  const signal = name === undefined ? undefined : signalOf(name);
  if (signal === undefined) return invalidSignal(call, name ?? '');
  const rest = args.slice(isSpelled ? 2 : 1);
  return withTargets(call, signal, rest[0] === '--' ? rest.slice(1) : rest);
}

function withTargets(call: BuiltinCall, signal: Signal | 0, targets: readonly string[]): Parsed | number {
  return targets.length === 0 ? noTarget(call) : { signal, targets };
}

function noTarget({ shell }: BuiltinCall): number {
  const { name } = shell.dialect;
  if (name === 'bash') shell.process.err(`kill: usage: ${usage}\n`);
  else if (name === 'ash') complainAsShell(shell, 'you need to specify whom to kill');
  else complain(shell, 'Usage: kill [-s sigspec | -signum | -sigspec] [pid | job]... or\nkill -l [exitstatus]');
  return name === 'ash' ? 1 : 2;
}

function invalidSignal({ shell }: BuiltinCall, name: string): number {
  if (shell.dialect.name === 'bash') complain(shell, `${name}: invalid signal specification`);
  else if (shell.dialect.name === 'ash') complainAsShell(shell, `bad signal name '${name}'`);
  else complain(shell, `Illegal option -${name.slice(0, 1)}`);
  return shell.dialect.name === 'dash' ? 2 : 1;
}

/** `9`, `KILL`, `SIGKILL`; 0 is no signal at all. */
export function signalOf(text: string): Signal | 0 | undefined {
  if (text === '0') return 0;
  if (/^\d+$/.test(text)) return signalOfNumber(Number(text));
  const name = `SIG${text.toUpperCase().replace(/^SIG/, '')}`;
  return name in SIGNAL_NUMBERS ? (name as Signal) : undefined;
}

/** False, with a message, when there is nobody. */
function send(shell: Shell, target: string, signal: Signal | 0): boolean {
  if (target.startsWith('%')) return sendToJob(shell, target, signal);
  if (!/^-?\d+$/.test(target)) {
    refuseTarget(shell, wrongTarget(shell, target));
    return false;
  }
  const { kernel, process } = shell;
  const pid = Number(target);
  if (pid <= 0) return sendToGroup(shell, pid, signal);
  const found = kernel.find(pid, process.machine);
  if (found === undefined) {
    refuseTarget(shell, noSuchProcess(shell, target));
    return false;
  }
  if (signal !== 0) kernel.signal(found, signal);
  return true;
}

function sendToGroup({ kernel, process }: Shell, pid: number, signal: Signal | 0): boolean {
  if (signal !== 0) kernel.signalGroup(pid === 0 ? process.processGroup : kernel.groupOf(process.machine, -pid), signal);
  return true;
}

function sendToJob(shell: Shell, spec: string, signal: Signal | 0): boolean {
  const job = shell.jobs.find(spec);
  if (job === undefined || job === 'ambiguous') {
    complain(shell, shell.dialect.name === 'bash' ? `${spec}: no such job` : `No such job: ${spec}`);
    return false;
  }
  if (signal === 0) return true;
  if (job.isControlled) shell.kernel.signalGroup(job.processGroup, signal);
  else for (const process of job.processes) shell.kernel.signal(process, signal);
  // A stopped job cannot die before it goes on.
  if (job.isControlled && signal !== 'SIGSTOP' && signal !== 'SIGTSTP') shell.kernel.signalGroup(job.processGroup, 'SIGCONT');
  return true;
}

/** busybox's `kill` is a tool of its own: it does not name itself. */
function refuseTarget(shell: Shell, text: string): void {
  if (shell.dialect.name === 'ash') complainAsShell(shell, text);
  else complain(shell, text);
}

function noSuchProcess({ dialect }: Shell, target: string): string {
  if (dialect.name === 'bash') return `(${target}) - No such process`;
  return dialect.name === 'ash' ? `can't kill pid ${target}: No such process` : 'No such process';
}

function wrongTarget({ dialect }: Shell, target: string): string {
  if (dialect.name === 'bash') return `${target}: arguments must be process or job IDs`;
  return dialect.name === 'ash' ? `invalid number '${target}'` : `Illegal number: ${target}`;
}

function listSignals({ shell }: BuiltinCall, specs: readonly string[]): number {
  if (specs.length === 0) {
    shell.process.out(allSignals(shell));
    return 0;
  }
  for (const spec of specs) {
    const number = /^\d+$/.test(spec) ? Number(spec) : undefined;
    const signal = number === undefined ? signalOf(spec) : signalOfNumber(number > 128 ? number - 128 : number);
    if (signal === undefined || signal === 0) {
      complain(shell, `${spec}: invalid signal specification`);
      return 1;
    }
    shell.process.out(`${number === undefined ? SIGNAL_NUMBERS[signal] : signal.slice(3)}\n`);
  }
  return 0;
}

/** All 64 names of Linux, whether or not anything here sends them. */
const NAMES = [
  'HUP', 'INT', 'QUIT', 'ILL', 'TRAP', 'ABRT', 'BUS', 'FPE', 'KILL', 'USR1', 'SEGV', 'USR2', 'PIPE', 'ALRM', 'TERM', 'STKFLT', 'CHLD', 'CONT', 'STOP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'XCPU', 'XFSZ', 'VTALRM', 'PROF',
  'WINCH', 'IO', 'PWR', 'SYS',
];

function allSignals(shell: Shell): string {
  if (shell.dialect.name !== 'bash') return NAMES.map((name, index) => `${String(index + 1).padStart(2)}) ${name}\n`).join('');
  const real = [...NAMES, ...realTimeNames()];
  let text = '';
  for (const [number, name] of real.entries()) {
    if (name === undefined) continue;
    const shown = real.slice(0, number + 1).filter((other) => other !== undefined).length;
    const isLast = number === real.length - 1;
    text += `${String(number + 1).padStart(2)}) SIG${name}${shown % 5 === 0 || isLast ? '\n' : '\t'}`;
  }
  return text;
}

/** 32 and 33 belong to the C library. */
function realTimeNames(): readonly (string | undefined)[] {
  const names: (string | undefined)[] = [undefined, undefined];
  for (let number = 34; number <= 64; number += 1) names.push(number === 34 ? 'RTMIN' : number === 64 ? 'RTMAX' : number <= 49 ? `RTMIN+${number - 34}` : `RTMAX-${64 - number}`);
  return names;
}
