import { SIGNAL_NUMBERS, type Signal } from '#engine/machine/programs.ts';
import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { now } from '../../process/waits.ts';
import { isBusybox } from '../options.ts';
import { parseSignal } from '../signalName.ts';
import { sendSignal } from './sendSignal.ts';

/** The program kill, for where no shell is: `kubectl exec POD -- kill 1`. Each family has its own words. */
export const kill = defineUtility({
  name: 'kill',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'send a signal to a process',
  *run(process) {
    const words = wordsOf(process);
    const args = process.argv.slice(1);
    const [first = ''] = args;
    if (args.length === 0) return words.noTarget();
    if (first === '-l' || first === '-L' || first === '--list' || first === '--table') return listSignals(process, args.slice(1), words);
    if (!isBusybox(process) && (first === '-h' || first === '--help')) {
      process.out(words.usage);
      return 0;
    }
    const spelled = /^(?:-s|--signal|-n)$/.test(first);
    const name = spelled ? (args[1] ?? '') : /^-[A-Za-z0-9]/.test(first) ? first.slice(1) : undefined;
    const signal = name === undefined ? 'SIGTERM' : parseSignal(name);
    if (signal === undefined) return words.badSignal(name ?? '');
    const targets = args.slice(spelled ? 2 : name === undefined ? 0 : 1).filter((arg, index) => arg !== '--' || index > 0);
    if (targets.length === 0) return words.noTarget();
    let status = 0;
    for (const target of targets) {
      const wrong = !/^-?\d+$/.test(target) ? words.badTarget(target) : sendSignal(process, Number(target), signal) ? '' : words.noProcess(target);
      if (wrong === '') continue;
      status = 1;
      process.err(wrong);
    }
    // What it kills may be this very container.
    yield now;
    return status;
  },
});

interface Words {
  readonly usage: string;
  readonly noTarget: () => number;
  readonly badSignal: (name: string) => number;
  readonly badTarget: (target: string) => string;
  readonly noProcess: (target: string) => string;
}

function wordsOf(process: Process): Words {
  const called = process.argv[0] ?? 'kill';
  const say = (text: string) => {
    process.err(text);
    return 1;
  };
  if (isBusybox(process)) {
    return {
      usage: '',
      noTarget: () => say(`${called}: you need to specify whom to kill\n`),
      badSignal: (name) => say(`${called}: bad signal name '${name}'\n`),
      badTarget: (target) => `${called}: invalid number '${target}'\n`,
      noProcess: (target) => `${called}: can't kill pid ${target}: No such process\n`,
    };
  }
  if (process.machine.flavour === 'debian') {
    return {
      usage: PROCPS_USAGE,
      noTarget: () => say(PROCPS_USAGE),
      badSignal: (name) => say(`${called}: invalid argument ${name.charAt(0)}\n${PROCPS_USAGE}`),
      badTarget: (target) => `${called}: failed to parse argument: '${target}'\n`,
      noProcess: (target) => `${called}: (${target}): No such process\n`,
    };
  }
  return {
    usage: UTIL_LINUX_USAGE,
    noTarget: () => say(`${called}: not enough arguments\n`),
    badSignal: (name) => say(`${called}: unknown signal ${name}; valid signals:\n${columnsOfSignals()}`),
    badTarget: (target) => `${called}: cannot find process "${target}"\n`,
    noProcess: (target) => `${called}: sending signal to ${target} failed: No such process\n`,
  };
}

const PROCPS_USAGE =
  '\nUsage:\n kill [options] <pid> [...]\n\nOptions:\n <pid> [...]            send signal to every <pid> listed\n -<signal>, -s, --signal <signal>\n                        specify the <signal> to be sent\n' +
  ' -q, --queue <value>    integer value to be sent with the signal\n -l, --list=[<signal>]  list all signal names, or convert one to a name\n -L, --table            list all signal names in a nice table\n\n' +
  ' -h, --help     display this help and exit\n -V, --version  output version information and exit\n\nFor more details see kill(1).\n';

const UTIL_LINUX_USAGE =
  '\nUsage:\n kill [options] <pid|name> [...]\n\nOptions:\n -a, --all              do not restrict the name-to-pid conversion to processes\n                        with the same uid as the present process\n' +
  ' -s, --signal <sig>     send specified signal\n -q, --queue <sig>      use sigqueue(2) rather than kill(2)\n -p, --pid              print pids without signaling them\n -l, --list [=<signal>] list signal names, or convert one to a name\n' +
  ' -L, --table            list signal names and numbers\n\n -h, --help     display this help and exit\n -V, --version  output version information and exit\n\nFor more details see kill(1).\n';

/** The names of Linux's first 31 signals. */
const NAMES =
  'HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH POLL PWR SYS'.split(' ');

function columnsOfSignals(): string {
  return `${NAMES.slice(0, 16).join(' ')}\n${NAMES.slice(16).join(' ')}\n`;
}

function listSignals(process: Process, specs: readonly string[], words: Words): number {
  if (specs.length === 0) {
    process.out(isBusybox(process) ? NAMES.map((name, index) => `${String(index + 1).padStart(2)}) ${name}\n`).join('') : columnsOfSignals());
    return 0;
  }
  for (const spec of specs) {
    const number = Number(spec);
    const name = /^\d+$/.test(spec) ? NAMES[(number > 128 ? number - 128 : number) - 1] : undefined;
    const signal = name === undefined ? parseSignal(spec) : undefined;
    if (name === undefined && (signal === undefined || signal === 0)) return words.badSignal(spec);
    process.out(`${name ?? SIGNAL_NUMBERS[signal as Signal]}\n`);
  }
  return 0;
}
