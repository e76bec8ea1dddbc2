import { defineBuiltin } from '../builtin.ts';
import { unescapeEcho } from '../escapes.ts';
import type { Shell } from '../shell.ts';

/** Prints its arguments. bash and ash know -n, -e, -E; dash only -n, and always reads escapes. */
export const echo = defineBuiltin({
  name: 'echo',
  usage: 'echo [-neE] [arg ...]',
  summary: 'Write arguments to the standard output.',
  run: ({ shell, args }) => {
    const { rest, hasNewline, escapes } = flagsOf(shell, args);
    const text = rest.join(' ');
    const { text: written, isCut } = escapes ? unescapeEcho(text) : { text, isCut: false };
    shell.process.out(hasNewline && !isCut ? `${written}\n` : written);
    return 0;
  },
});

interface Flags {
  readonly rest: readonly string[];
  readonly hasNewline: boolean;
  readonly escapes: boolean;
}

function flagsOf(shell: Shell, args: readonly string[]): Flags {
  const isDash = shell.dialect.name === 'dash';
  const pattern = isDash ? /^-n$/ : /^-[neE]+$/;
  let hasNewline = true;
  let escapes = isDash || shell.shopt.get('xpg_echo') === true;
  const most = isDash ? 1 : args.length;
  let index = 0;
  for (; index < most && pattern.test(args[index] ?? ''); index += 1) {
    for (const letter of (args[index] ?? '').slice(1)) {
      if (letter === 'n') hasNewline = false;
      else escapes = letter === 'e';
    }
  }
  return { rest: args.slice(index), hasNewline, escapes };
}
