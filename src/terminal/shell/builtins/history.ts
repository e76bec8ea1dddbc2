import { defineBuiltin, optionsOrStatus } from '../builtin.ts';
import { complain } from '../shell.ts';

const usage = 'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]';

export const history = defineBuiltin({
  name: 'history',
  dialects: ['bash', 'ash'],
  usage,
  summary: 'Display or manipulate the history list.',
  run: (call) => {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, 'cd:anrwps');
    if (typeof options === 'number') return options;
    const list = shell.history;
    if (list === undefined) return 0;
    if (options.letters.has('c')) {
      list.clear();
      return 0;
    }
    const offset = options.letters.get('d');
    if (offset !== undefined) {
      if (list.remove(Number(offset))) return 0;
      complain(shell, `${offset}: history position out of range`);
      return 1;
    }
    if (options.letters.has('s')) list.replaceLast(options.rest.join(' '));
    if ([...options.letters.keys()].some((letter) => 'anrwps'.includes(letter))) return 0;
    const [count] = options.rest;
    if (count !== undefined && !/^\d+$/.test(count)) {
      complain(shell, `${count}: numeric argument required`);
      return 1;
    }
    const entries = list.entries();
    const width = shell.dialect.name === 'bash' ? 5 : 4;
    const gap = shell.dialect.name === 'bash' ? '  ' : ' ';
    const shown = count === undefined ? entries : entries.slice(-Number(count) || entries.length);
    for (const { number, line } of shown) shell.process.out(`${String(number).padStart(width)}${gap}${line}\n`);
    return 0;
  },
});

/** Lists recent commands. simplified: `fc` only lists (`-l`) and repeats (`-s`). */
export const fc = defineBuiltin({
  name: 'fc',
  dialects: ['bash'],
  usage: 'fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]',
  summary: 'Display or execute commands from the history list.',
  *run(call) {
    const { shell } = call;
    const options = optionsOrStatus(call, fc, 'e:lnrs');
    if (typeof options === 'number') return options;
    const entries = shell.history?.entries() ?? [];
    if (options.letters.has('s')) {
      const found = entries.slice(0, -1).findLast(({ line }) => line.startsWith(options.rest[0] ?? ''));
      if (found === undefined) {
        complain(shell, 'no command found');
        return 1;
      }
      shell.process.err(`${found.line}\n`);
      return yield* shell.evaluator.text(shell, found.line);
    }
    const first = options.rest[0] === undefined ? -16 : Number(options.rest[0]);
    const shown = entries.slice(0, -1).filter(({ number }, index, all) => (first < 0 ? index >= all.length + first : number >= first));
    for (const { number, line } of options.letters.has('r') ? [...shown].reverse() : shown) shell.process.out(`${options.letters.has('n') ? '' : number}\t ${line}\n`);
    return 0;
  },
});
