import type { Eval } from '../evaluator.ts';
import { matches } from '../expand/pattern.ts';
import { isIncomplete, openHereDocuments } from '../parser.ts';
import { messagePrefix, type Shell } from '../shell.ts';
import { expandHistory } from './historyExpansion.ts';
import type { History } from './history.ts';
import { promptOf } from './prompt.ts';
import { editedCommands } from './editCommands.ts';
import { readLineEdited, type LineResult } from './readline.ts';

export type CommandResult =
  /** A whole command, or one that was cut short by the end of input; `text` ends with a newline. */
  | { readonly kind: 'command'; readonly text: string; readonly firstLine: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'end' };

/** Reads lines until they make a command, with PS2 for all but the first. */
export function* readCommand(shell: Shell, history: History): Eval<CommandResult> {
  const firstLine = shell.linesRead + 1;
  const lines: string[] = [];
  for (;;) {
    const result = yield* readOne(shell, yield* promptOf(shell, lines.length === 0 ? 'PS1' : 'PS2'), history);
    if (result.kind === 'interrupt') return interrupted(shell);
    if (result.kind === 'end') {
      if (lines.length === 0) return { kind: 'end' };
      remember(shell, history, lines);
      return cutShort(shell, `${lines.join('\n')}\n`, firstLine);
    }
    shell.linesRead += 1;
    if (result.kind === 'edit') return yield* edited(shell, [...lines, result.text].join('\n'), firstLine, history);
    const line = expanded(shell, result.text, history);
    if (line === undefined) return { kind: 'nothing' };
    if (shell.dialect.name !== 'bash' && line !== '' && line !== history.entries().at(-1)?.line) history.add(line);
    lines.push(line);
    const text = `${lines.join('\n')}\n`;
    if (lines.length === 1 && line.trim() === '') {
      if (line !== '') remember(shell, history, lines);
      return { kind: 'nothing' };
    }
    if (isIncomplete(text)) continue;
    remember(shell, history, lines);
    return { kind: 'command', text, firstLine };
  }
}

/** Ctrl-X Ctrl-E: the line goes through an editor, and what comes back is shown and run. */
function* edited(shell: Shell, text: string, firstLine: number, history: History): Eval<CommandResult> {
  // bash's own choice is emacs; Debian has given it another.
  const fallback = shell.process.machine.flavour === 'centos7' ? 'emacs' : 'vi';
  const changed = yield* editedCommands(shell, text, `\${VISUAL:-\${EDITOR:-${fallback}}}`);
  if (changed === undefined || changed.trim() === '') return { kind: 'nothing' };
  shell.process.err(changed);
  remember(shell, history, changed.replace(/\n+$/, '').split('\n'));
  return { kind: 'command', text: changed, firstLine };
}

function interrupted(shell: Shell): CommandResult {
  shell.status = 130;
  return { kind: 'nothing' };
}

/** One line: edited where a terminal is, else plain behind its prompt. */
function* readOne(shell: Shell, prompt: string, history: History): Eval<LineResult> {
  const { tty, stdin } = shell.process;
  if (tty !== undefined && stdin.isTty() && shell.dialect.name !== 'dash') return yield* readLineEdited(shell, tty, prompt, history);
  shell.process.err(prompt.replace(/[\u0001\u0002]/g, ''));
  return yield* readPlain(shell);
}

function* readPlain(shell: Shell): Eval<LineResult> {
  const { stdin } = shell.process;
  let line = '';
  for (;;) {
    const char = stdin.read(1);
    if (shell.isInterrupted) {
      shell.isInterrupted = false;
      shell.process.err('\n');
      return { kind: 'interrupt' };
    }
    if (char === undefined) return line === '' ? { kind: 'end' } : { kind: 'line', text: line };
    if (char === '\n') return { kind: 'line', text: line };
    if (char === '') yield stdin.readable;
    line += char;
  }
}

/** The line with `!` replaced, shown as bash shows it; undefined when that fails or was only to be shown. */
function expanded(shell: Shell, line: string, history: History): string | undefined {
  if (!shell.options.has('histexpand')) return line;
  const result = expandHistory(line, history, { hasExtendedPatterns: shell.shopt.get('extglob') === true });
  if (result.kind === 'same') return line;
  if (result.kind === 'error') {
    shell.process.err(`${messagePrefix(shell)}${result.message}\n`);
    return undefined;
  }
  shell.process.err(`${result.text}\n`);
  if (!result.isOnlyPrinted) return result.text;
  history.add(result.text);
  return undefined;
}

/** One entry for the whole command: its lines joined as they would be typed on one. busybox keeps the lines as they are. */
function remember(shell: Shell, history: History, lines: readonly string[]): void {
  if (shell.dialect.name !== 'bash' || !shell.options.has('history')) return;
  const line = joined(lines);
  const controls = (shell.variables.get('HISTCONTROL') ?? '').split(':');
  const last = history.entries().at(-1)?.line;
  if (controls.some((control) => control === 'ignorespace' || control === 'ignoreboth') && line.startsWith(' ')) return;
  if (controls.some((control) => control === 'ignoredups' || control === 'ignoreboth') && last === line) return;
  const ignored = (shell.variables.get('HISTIGNORE') ?? '').split(':');
  if (ignored.some((pattern) => pattern !== '' && matches(pattern.replaceAll('&', last ?? '&'), line))) return;
  if (controls.includes('erasedups')) history.removeLine(line);
  const size = shell.variables.get('HISTSIZE');
  history.add(line, size !== undefined && /^\d+$/.test(size) ? Number(size) : undefined);
}

function joined(lines: readonly string[]): string {
  const text = joinedLines(lines);
  // A here-document keeps the newline behind its end.
  return /<<-?\s*[\w'"\\]/.test(text) && text.includes('\n') ? `${text}\n` : text;
}

function joinedLines(lines: readonly string[]): string {
  return lines.reduce((text, line) => {
    if (text === '') return line;
    if (text.endsWith('\\') && !text.endsWith('\\\\')) return text.slice(0, -1) + line;
    // In a quote or a here-document the newline itself counts.
    if (/<<-?\s*\S/.test(text) || isInQuote(text)) return `${text}\n${line}`;
    return `${text}${/(?:\b(?:do|then|else|in)|[{(|&;])\s*$/.test(text) ? ' ' : '; '}${line.trimStart()}`;
  }, '');
}

function isInQuote(text: string): boolean {
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === '\\' && quote !== "'") at += 1;
    else if (quote === '' && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = '';
  }
  return quote !== '';
}

/** Ctrl-D in the middle: here-documents end with a warning and the command runs; else it is a syntax error. */
function cutShort(shell: Shell, text: string, firstLine: number): CommandResult {
  if (shell.dialect.name === 'bash') for (const { delimiter, pos } of openHereDocuments(text)) {
    const line = firstLine + text.slice(0, pos).split('\n').length - 1;
    shell.process.err(`${newlineFirst(shell)}${messagePrefix(shell)}warning: here-document at line ${line} delimited by end-of-file (wanted \`${delimiter?.value ?? ''}')\n`);
  }
  return { kind: 'command', text, firstLine };
}

/** Where bash marks pastes it has to leave that mode, and breaks the line. */
function newlineFirst(shell: Shell): string {
  return shell.marksPastes ? '\n' : '';
}

