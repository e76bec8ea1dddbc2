import { builtinNames, defineBuiltin } from '../builtin.ts';
import { matches } from '../expand/pattern.ts';
import { complain, versionOf, type Shell } from '../shell.ts';

export const help = defineBuiltin({
  name: 'help',
  dialects: ['bash', 'ash'],
  usage: 'help [-dms] [pattern ...]',
  summary: 'Display information about builtin commands.',
  run: ({ shell, args }) => {
    const topics = args.filter((arg) => !/^-[dms]+$/.test(arg));
    if (shell.dialect.name === 'ash') return listForAsh(shell);
    if (topics.length === 0) return overview(shell);
    const flags = args.filter((arg) => /^-[dms]+$/.test(arg)).join('');
    const found = builtinNames(shell).filter((name) => topics.some((topic) => matches(topic, name)));
    if (found.length === 0) {
      complain(shell, `no help topics match \`${topics.at(-1)}'.  Try \`help help' or \`man -k ${topics.at(-1)}' or \`info ${topics.at(-1)}'.`);
      return 1;
    }
    for (const name of found) shell.process.out(topicText(shell, name, flags));
    return 0;
  },
});

function topicText(shell: Shell, name: string, flags: string): string {
  const { usage = name, summary = '' } = shell.builtins.get(name) ?? {};
  if (flags.includes('s')) return `${name}: ${usage}\n`;
  return flags.includes('d') ? `${name} - ${summary}\n` : `${name}: ${usage}\n    ${summary}\n`;
}

function overview(shell: Shell): number {
  const usages = builtinNames(shell).map((name) => ` ${shell.builtins.get(name)?.usage ?? name}`);
  const rows = Math.ceil(usages.length / 2);
  const cell = (text: string) => (text.length > 36 ? `${text.slice(0, 35)}>` : text.padEnd(36));
  const { version, machineType } = versionOf(shell.process.machine.flavour);
  let text = `GNU bash, version ${version} (${machineType})\nThese shell commands are defined internally.  Type \`help' to see this list.\nType \`help name' to find out more about the function \`name'.\n\n`;
  for (let row = 0; row < rows; row += 1) text += `${cell(usages[row] ?? '')} ${(usages[row + rows] ?? '').slice(0, 38)}\n`;
  shell.process.out(text);
  return 0;
}

function listForAsh(shell: Shell): number {
  shell.process.out('Built-in commands:\n------------------\n');
  const names = [...builtinNames(shell), '[['].sort();
  let column = 0;
  let text = '';
  for (const name of names) {
    text += (column === 0 ? '\t' : ' ') + name;
    column += name.length + 1;
    if (column <= 60) continue;
    text += '\n';
    column = 0;
  }
  shell.process.out(column === 0 ? text : `${text}\n`);
  return 0;
}
