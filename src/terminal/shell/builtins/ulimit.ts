import { defineBuiltin, wrongUse, type BuiltinCall } from '../builtin.ts';

const usage = 'ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]';

/** simplified: limits are shown and taken, not enforced. */
export const ulimit = defineBuiltin({
  name: 'ulimit',
  usage,
  summary: 'Modify shell resource limits.',
  run: (call) => {
    const { shell, args } = call;
    const flags = args.filter((arg) => arg.startsWith('-')).join('').replaceAll('-', '');
    const unknown = [...flags].find((letter) => !'SHa'.includes(letter) && !LIMITS.some((limit) => limit.letter === letter));
    if (unknown !== undefined) return wrongUse(call, { usage }, shell.dialect.name === 'bash' ? `-${unknown}: invalid option` : `illegal option -${unknown}`);
    if (flags.includes('a')) {
      for (const limit of LIMITS) shell.process.out(lineOf(call, limit));
      return 0;
    }
    if (args.some((arg) => !arg.startsWith('-'))) return 0;
    const letter = [...flags].find((flag) => !'SH'.includes(flag)) ?? 'f';
    shell.process.out(`${LIMITS.find((limit) => limit.letter === letter)?.value ?? 'unlimited'}\n`);
    return 0;
  },
});

interface Limit {
  readonly letter: string;
  readonly text: string;
  readonly unit: string;
  readonly value: string;
}

const LIMITS: readonly Limit[] = [
  { letter: 'R', text: 'real-time non-blocking time', unit: 'microseconds, -R', value: 'unlimited' },
  { letter: 'c', text: 'core file size', unit: 'blocks, -c', value: '0' },
  { letter: 'd', text: 'data seg size', unit: 'kbytes, -d', value: 'unlimited' },
  { letter: 'e', text: 'scheduling priority', unit: '-e', value: '0' },
  { letter: 'f', text: 'file size', unit: 'blocks, -f', value: 'unlimited' },
  { letter: 'i', text: 'pending signals', unit: '-i', value: '15069' },
  { letter: 'l', text: 'max locked memory', unit: 'kbytes, -l', value: '64' },
  { letter: 'm', text: 'max memory size', unit: 'kbytes, -m', value: 'unlimited' },
  { letter: 'n', text: 'open files', unit: '-n', value: '1024' },
  { letter: 'p', text: 'pipe size', unit: '512 bytes, -p', value: '8' },
  { letter: 'q', text: 'POSIX message queues', unit: 'bytes, -q', value: '819200' },
  { letter: 'r', text: 'real-time priority', unit: '-r', value: '0' },
  { letter: 's', text: 'stack size', unit: 'kbytes, -s', value: '8192' },
  { letter: 't', text: 'cpu time', unit: 'seconds, -t', value: 'unlimited' },
  { letter: 'u', text: 'max user processes', unit: '-u', value: '15069' },
  { letter: 'v', text: 'virtual memory', unit: 'kbytes, -v', value: 'unlimited' },
  { letter: 'x', text: 'file locks', unit: '-x', value: 'unlimited' },
];

function lineOf({ shell }: BuiltinCall, { text, unit, value, letter }: Limit): string {
  if (shell.dialect.name !== 'bash') return `-${letter}: ${text.padEnd(29)}${value}\n`;
  return `${text.padEnd(28)}${`(${unit})`.padStart(12)} ${value}\n`;
}
