import { defineBuiltin, optionsOrStatus, type BuiltinCall } from '../builtin.ts';
import { complain } from '../shell.ts';

const usage = 'shopt [-pqsu] [-o] [optname ...]';

export const shopt = defineBuiltin({
  name: 'shopt',
  dialects: ['bash'],
  usage,
  summary: 'Set and unset shell options.',
  run: (call) => {
    const options = optionsOrStatus(call, { usage }, 'pqsuo');
    if (typeof options === 'number') return options;
    const { letters, rest } = options;
    if (rest.length === 0) return list(call, letters);
    let status = 0;
    for (const name of rest) status = Math.max(status, one(call, name, letters));
    return status;
  },
});

function list({ shell }: BuiltinCall, letters: ReadonlyMap<string, string>): number {
  for (const [name, isOn] of shell.shopt) {
    if ((letters.has('s') && !isOn) || (letters.has('u') && isOn) || letters.has('q')) continue;
    shell.process.out(lineOf(name, isOn, letters.has('p')));
  }
  return 0;
}

function one({ shell }: BuiltinCall, name: string, letters: ReadonlyMap<string, string>): number {
  const isOption = letters.has('o');
  const isOn = isOption ? shell.options.has(name) : shell.shopt.get(name);
  if (isOn === undefined) {
    complain(shell, `${name}: invalid shell option name`);
    return 1;
  }
  if (letters.has('s') || letters.has('u')) {
    if (!isOption) shell.shopt.set(name, letters.has('s'));
    else if (letters.has('s')) shell.options.add(name);
    else shell.options.delete(name);
    return 0;
  }
  if (!letters.has('q')) shell.process.out(lineOf(name, isOn, letters.has('p')));
  return isOn ? 0 : 1;
}

function lineOf(name: string, isOn: boolean, asCommand: boolean): string {
  return asCommand ? `shopt -${isOn ? 's' : 'u'} ${name}\n` : `${name.padEnd(15)}\t${isOn ? 'on' : 'off'}\n`;
}
