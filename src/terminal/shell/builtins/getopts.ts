import { defineBuiltin, type BuiltinCall } from '../builtin.ts';
import { complain, type Shell } from '../shell.ts';

/** Takes the options of a command apart, one a call. */
export const getopts = defineBuiltin({
  name: 'getopts',
  usage: 'getopts optstring name [arg ...]',
  summary: 'Parse option arguments.',
  run: (call) => {
    const { shell, args } = call;
    const [known, variable, ...given] = args;
    if (known === undefined || variable === undefined) return wrong(call);
    const found = next(shell, known, given.length > 0 ? given : shell.parameters);
    shell.variables.set(variable, found.letter);
    if (found.value === undefined) shell.variables.unset('OPTARG');
    else shell.variables.set('OPTARG', found.value);
    shell.variables.set('OPTIND', String(shell.optionIndex.next));
    return found.isEnd ? 1 : 0;
  },
});

function wrong({ shell }: BuiltinCall): number {
  const { name } = shell.dialect;
  if (name === 'bash') shell.process.err(`getopts: usage: ${getopts.usage}\n`);
  else complain(shell, name === 'ash' ? 'usage: getopts optstring var [arg]' : 'Usage: getopts optstring var [arg...]');
  return 2;
}

interface Found {
  readonly letter: string;
  readonly value: string | undefined;
  readonly isEnd: boolean;
}

function next(shell: Shell, known: string, args: readonly string[]): Found {
  const index = shell.optionIndex;
  const word = args[index.next - 1];
  if (index.offset === 0) {
    if (word === '--') index.next += 1;
    if (word === undefined || word === '--' || !/^-./.test(word)) return { letter: '?', value: undefined, isEnd: true };
    index.offset = 1;
  }
  return letterAt(shell, known, args);
}

function letterAt(shell: Shell, known: string, args: readonly string[]): Found {
  const index = shell.optionIndex;
  const word = args[index.next - 1] ?? '';
  const letter = word[index.offset] ?? '';
  index.offset += 1;
  const isLast = index.offset >= word.length;
  const place = letter === ':' ? -1 : known.indexOf(letter);
  const isSilent = known.startsWith(':');
  if (isLast) Object.assign(index, { next: index.next + 1, offset: 0 });
  if (place < 0) return unknown(shell, letter, isSilent);
  if (known[place + 1] !== ':') return { letter, value: undefined, isEnd: false };
  const value = isLast ? args[index.next - 1] : word.slice(index.offset);
  Object.assign(index, { next: index.next + 1, offset: 0 });
  if (value !== undefined) return { letter, value, isEnd: false };
  index.next -= 1;
  return missing(shell, letter, isSilent);
}

function unknown(shell: Shell, letter: string, isSilent: boolean): Found {
  if (!isSilent) say(shell, `illegal option -- ${letter}`, `Illegal option -${letter}`);
  return { letter: '?', value: isSilent ? letter : undefined, isEnd: false };
}

function missing(shell: Shell, letter: string, isSilent: boolean): Found {
  if (!isSilent) say(shell, `option requires an argument -- ${letter}`, `No arg for -${letter} option`);
  return { letter: isSilent ? ':' : '?', value: isSilent ? letter : undefined, isEnd: false };
}

function say(shell: Shell, bashText: string, ashText: string): void {
  if (shell.variables.get('OPTERR') === '0') return;
  shell.process.err(shell.dialect.name === 'bash' ? `${shell.name}: ${bashText}\n` : `${ashText}\n`);
}
