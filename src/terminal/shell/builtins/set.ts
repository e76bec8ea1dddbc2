import { defineBuiltin, wrongUse, type BuiltinCall } from '../builtin.ts';
import { ASH_OPTIONS, optionOfLetter, OPTION_LETTERS } from '../options.ts';
import { complain, type Shell } from '../shell.ts';
import { variablesText } from './declare.ts';

const usage = 'set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';

/** Options and positional parameters of the shell. */
export const set = defineBuiltin({
  name: 'set',
  isSpecial: true,
  usage,
  summary: 'Set or unset values of shell options and positional parameters.',
  run: (call) => {
    const { shell, args } = call;
    if (args.length === 0) {
      shell.process.out(variablesText(shell));
      return 0;
    }
    return applyArguments(call);
  },
});

function applyArguments(call: BuiltinCall): number {
  const { shell, args } = call;
  let index = 0;
  for (; index < args.length; index += 1) {
    const arg = args[index] as string;
    if (arg === '--' || arg === '-') {
      if (arg === '-') for (const option of ['xtrace', 'verbose']) shell.options.delete(option);
      shell.parameters = arg === '--' || index + 1 < args.length ? args.slice(index + 1) : shell.parameters;
      return 0;
    }
    if (!/^[-+]./.test(arg)) break;
    const isOn = arg.startsWith('-');
    for (const letter of arg.slice(1)) {
      const status = letter === 'o' ? setNamed(call, args[(index += 1)], isOn) : setLetter(call, letter, isOn, arg);
      if (status !== 0) return status;
    }
  }
  if (index < args.length) shell.parameters = args.slice(index);
  return 0;
}

function setLetter(call: BuiltinCall, letter: string, isOn: boolean, arg: string): number {
  const option = optionOfLetter(letter);
  if (option === undefined || (call.shell.dialect.name !== 'bash' && 'BEHPT'.includes(letter))) {
    return wrongUse(call, { usage }, call.shell.dialect.name === 'bash' ? `${arg.slice(0, 1)}${letter}: invalid option` : `Illegal option -${letter}`);
  }
  change(call.shell, option, isOn);
  return 0;
}

function setNamed(call: BuiltinCall, name: string | undefined, isOn: boolean): number {
  const { shell } = call;
  if (name === undefined) {
    shell.process.out(isOn ? listText(shell) : commandsText(shell));
    return 0;
  }
  if (!knownOptions(shell).includes(name)) {
    complain(shell, shell.dialect.name === 'bash' ? `${name}: invalid option name` : `illegal option -o ${name}`);
    return 2;
  }
  change(shell, name, isOn);
  return 0;
}

function change(shell: Shell, option: string, isOn: boolean): void {
  if (isOn) shell.options.add(option);
  else shell.options.delete(option);
}

function knownOptions(shell: Shell): readonly string[] {
  return shell.dialect.name === 'bash' ? OPTION_LETTERS.map(([name]) => name) : ASH_OPTIONS;
}

function listText(shell: Shell): string {
  const isBash = shell.dialect.name === 'bash';
  const lines = knownOptions(shell).map((name) => (isBash ? `${name.padEnd(15)}\t${stateWord(shell, name)}` : `${name.padEnd(16)}${stateWord(shell, name)}`));
  return `${isBash ? '' : 'Current option settings\n'}${lines.join('\n')}\n`;
}

function stateWord(shell: Shell, name: string): string {
  return shell.options.has(name) ? 'on' : 'off';
}

function commandsText(shell: Shell): string {
  return knownOptions(shell).map((name) => `set ${shell.options.has(name) ? '-' : '+'}o ${name}\n`).join('');
}
