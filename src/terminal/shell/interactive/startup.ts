import { FileError } from '#engine/machine/files.ts';
import type { Eval } from '../evaluator.ts';
import type { Shell } from '../shell.ts';

/** What an interactive shell finds before it reads its start-up files, by the family of its machine. */
export function setDefaults(shell: Shell): void {
  const { variables, process, aliases, dialect } = shell;
  const { flavour, container } = process.machine;
  if (variables.get('PS1') === undefined) variables.set('PS1', defaultPrompt(shell));
  if (dialect.name !== 'bash') return;
  variables.set('HISTSIZE', '1000');
  variables.set('HISTFILESIZE', '1000');
  variables.set('HISTFILE', `${variables.get('HOME') ?? ''}/.bash_history`);
  if (flavour === 'centos7' && container === undefined) {
    variables.set('HISTCONTROL', 'ignoredups');
    aliases.set('ll', 'ls -l');
    aliases.set('l.', 'ls -d .*');
  }
}

/** CentOS and Debian set it in their start-up files; without those bash shows its version. */
function defaultPrompt({ dialect, process }: Shell): string {
  const { flavour, container, user } = process.machine;
  if (dialect.name === 'ash') return String.raw`\w \$ `;
  if (dialect.name === 'dash') return user === 'root' ? '# ' : '$ ';
  if (flavour === 'debian') return String.raw`\u@\h:\w\$ `;
  return container === undefined ? String.raw`[\u@\h \W]\$ ` : String.raw`\s-\v\$ `;
}

/** Runs the start-up files that are there: those of a login shell, else those of any interactive one. */
export function* runStartupFiles(shell: Shell): Eval<void> {
  const home = shell.variables.get('HOME') ?? '/';
  const own = (...names: readonly string[]) => names.map((name) => `${home}/${name}`);
  if (shell.dialect.name === 'bash' && shell.isLogin) {
    yield* runFirst(shell, ['/etc/profile']);
    yield* runFirst(shell, own('.bash_profile', '.bash_login', '.profile', '.bashrc'));
  } else if (shell.dialect.name === 'bash') {
    yield* runFirst(shell, ['/etc/bash.bashrc']);
    yield* runFirst(shell, own('.bashrc'));
  } else {
    if (shell.isLogin) {
      yield* runFirst(shell, ['/etc/profile']);
      yield* runFirst(shell, own('.profile'));
    }
    const file = shell.variables.get('ENV');
    if (file !== undefined) yield* runFirst(shell, [file]);
  }
}

/** Runs the first of several files that exists. */
function* runFirst(shell: Shell, paths: readonly string[]): Eval<void> {
  for (const path of paths) {
    const text = textAt(shell, path);
    if (text === undefined) continue;
    shell.sourceDepth += 1;
    yield* shell.evaluator.text(shell, text, { firstLine: 1 });
    shell.sourceDepth -= 1;
    if (shell.flow?.kind !== 'exit') shell.flow = undefined;
    return;
  }
}

function textAt({ files }: Shell, path: string): string | undefined {
  try {
    return files.read(path);
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}
