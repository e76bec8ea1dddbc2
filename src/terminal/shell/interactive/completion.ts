import { FileError } from '#engine/machine/files.ts';
import type { CompletionAnswer } from '../../process/completion.ts';
import { builtinNames } from '../builtin.ts';
import { KEYWORDS } from '../builtins/type.ts';
import { bytewise } from '../expand/pathnames.ts';
import { homeOf } from '../expand/tilde.ts';
import type { Eval } from '../evaluator.ts';
import type { Shell } from '../shell.ts';
import { readTypedWord, type TypedWord } from './typedWord.ts';

/** What TAB has found for the word before the cursor. */
export interface Completion {
  /** Where the part that is replaced begins, in characters of the line. */
  readonly start: number;
  readonly candidates: readonly Candidate[];
  /** What follows a single candidate unless it has an ending of its own. */
  readonly suffix: string;
  /** How a candidate is written into the line. */
  readonly write: (text: string) => string;
}

export interface Candidate {
  /** The text that takes the place of what was typed, not yet quoted. */
  readonly text: string;
  /** What the list shows. */
  readonly label: string;
  /** A directory: `/` follows instead of a blank. */
  readonly isDirectory?: boolean;
  readonly description?: string;
}

/** Finds what could stand where the cursor is. Commands at the first word, variables behind `$`, else what the command or the files offer. */
export function* completeAt(shell: Shell, before: string): Eval<Completion> {
  const word = readTypedWord(before);
  const variable = /^(.*)\$(\{?)([A-Za-z_]\w*)?$/s.exec(word.text);
  if (variable !== null && word.quote !== "'" && shell.dialect.name === 'bash') return completeVariable(shell, word, { head: variable[1] ?? '', brace: variable[2] ?? '', name: variable[3] ?? '' });
  if (/^~[^/]*$/.test(word.text) && word.quote === '') return ready(word, userCandidates(shell, word.text.slice(1)));
  const isAssignment = /^[A-Za-z_]\w*=/.test(word.text);
  if (word.isCommand && !isAssignment && !word.text.includes('/')) return ready(word, commandCandidates(shell, word.text));
  const answer = word.isCommand || word.isRedirection ? undefined : yield* askCommand(shell, word);
  if (answer !== undefined && (answer.candidates.length > 0 || answer.filesInstead !== true)) return fromAnswer(word, answer);
  return ready(word, fileCandidates(shell, isAssignment ? { ...word, isCommand: false } : word));
}

/** File names, whatever the command is. */
export function completeFileAt(shell: Shell, before: string): Completion {
  const word = readTypedWord(before);
  return ready(word, fileCandidates(shell, { ...word, isCommand: false, words: ['', word.text] }));
}

function ready(word: TypedWord, candidates: readonly Candidate[], suffix = ' '): Completion {
  return { start: word.start, candidates, suffix: `${word.quote}${suffix}`, write: (text) => word.quote + quoteFor(word.quote, text) };
}

/** Characters that would mean something else to the shell get a backslash, outside quotes. */
function quoteFor(quote: string, text: string): string {
  if (quote === "'") return text;
  if (quote === '"') return text.replace(/["\\$`]/g, '\\$&');
  return text.replace(/[\s'"\\|&;()<>$`*?[\]#!{}]/g, '\\$&');
}

interface TypedVariable {
  readonly head: string;
  readonly brace: string;
  readonly name: string;
}

function completeVariable(shell: Shell, word: TypedWord, { head, brace, name }: TypedVariable): Completion {
  const closing = brace === '' ? '' : '}';
  const candidates = variableNames(shell).filter((known) => known.startsWith(name)).map((known) => ({ text: `${head}$${brace}${known}${closing}`, label: `$${brace}${known}${closing}` }));
  return { start: word.start, candidates, suffix: word.quote === '' ? ' ' : '', write: (text) => word.quote + text };
}

/** `~ro`: whoever has a home. */
function userCandidates({ files }: Shell, prefix: string): readonly Candidate[] {
  const lines = listOf(() => files.read('/etc/passwd').split('\n'));
  const names = lines.map((line) => line.slice(0, line.indexOf(':'))).filter((name) => name !== '' && name.startsWith(prefix));
  return (names.length === 0 && 'root'.startsWith(prefix) ? ['root'] : names).map((name) => ({ text: `~${name}`, label: `~${name}`, isDirectory: true }));
}

function variableNames(shell: Shell): readonly string[] {
  return shell.variables.names().filter((name) => shell.variables.find(name) !== undefined);
}

function commandCandidates(shell: Shell, prefix: string): readonly Candidate[] {
  const names = new Set([...shell.aliases.keys(), ...shell.functions.keys(), ...builtinNames(shell), ...(shell.dialect.name === 'bash' ? KEYWORDS : []), ...programNames(shell)]);
  return [...names].filter((name) => name.startsWith(prefix)).sort(bytewise).map((name) => ({ text: name, label: name }));
}

function programNames({ files, process, variables }: Shell): readonly string[] {
  const names: string[] = [];
  for (const directory of (variables.get('PATH') ?? '').split(':')) {
    const path = files.resolve(process.cwd, directory);
    for (const name of listOf(() => files.list(path))) if (listOf(() => [files.stat(`${path}/${name}`)]).some(({ type, mode }) => type === 'file' && (mode & 0o111) !== 0)) names.push(name);
  }
  return names;
}

/** What is listed, or nothing where that fails. */
function listOf<T>(list: () => readonly T[]): readonly T[] {
  try {
    return list();
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

/** The program's own completion; aliases lead to the command that they stand for. */
function* askCommand(shell: Shell, word: TypedWord): Eval<CompletionAnswer | undefined> {
  const [name = ''] = word.words;
  const alias = shell.aliases.get(name)?.split(/\s+/);
  const words = alias === undefined ? word.words : [...alias, ...word.words.slice(1)];
  const completer = yield* shell.kernel.completer(shell.process.machine, words[0] ?? '', shell.variables.get('PATH'), shell.process.cwd);
  return completer?.({ process: shell.process, words, current: word.text });
}

function fromAnswer(word: TypedWord, answer: CompletionAnswer): Completion {
  const fitting = answer.candidates.filter(({ text }) => text.startsWith(word.text));
  const candidates = fitting.map(({ text, description }) => ({ text, label: text, ...(description === undefined ? {} : { description }) })).sort((a, b) => bytewise(a.text, b.text));
  return ready(word, candidates, answer.noSpace === true ? '' : ' ');
}

/** Only directories make sense behind these. */
const DIRECTORY_COMMANDS = new Set(['cd', 'pushd', 'rmdir']);

function fileCandidates(shell: Shell, word: TypedWord): readonly Candidate[] {
  // `--from=/etc/h`: the file name begins behind the sign.
  const option = /^(?:--?[\w-]+=|[\w-]+=)/.exec(word.text)?.[0] ?? '';
  const typed = word.text.slice(option.length);
  const slash = typed.lastIndexOf('/') + 1;
  const [head, prefix] = [typed.slice(0, slash), typed.slice(slash)];
  const { files, process } = shell;
  const directory = files.resolve(process.cwd, head === '' ? '.' : withHome(shell, head));
  const wanted = listOf(() => files.list(directory)).filter((name) => name.startsWith(prefix) && (prefix.startsWith('.') || !name.startsWith('.')));
  const wantsDirectories = DIRECTORY_COMMANDS.has(word.words[0] ?? '') && !word.isCommand;
  return wanted
    .map((name) => ({ text: option + head + name, label: name, isDirectory: files.isDirectory(`${directory}/${name}`) }))
    .filter(({ isDirectory, label }) => isDirectory || (!wantsDirectories && (!word.isCommand || isExecutable(shell, `${directory}/${label}`))));
}

function isExecutable({ files }: Shell, path: string): boolean {
  return listOf(() => [files.stat(path)]).some(({ mode }) => (mode & 0o111) !== 0);
}

function withHome(shell: Shell, path: string): string {
  const tilde = /^~([^/]*)(\/.*)$/.exec(path);
  if (tilde === null) return path;
  return (homeOf(shell, tilde[1] ?? '') ?? `~${tilde[1] ?? ''}`) + (tilde[2] ?? '');
}

/** The longest beginning that all candidates share. */
export function commonPrefix(candidates: readonly Candidate[]): string {
  let [prefix = ''] = candidates.map(({ text }) => text);
  for (const { text } of candidates) {
    let length = 0;
    while (length < prefix.length && prefix[length] === text[length]) length += 1;
    prefix = prefix.slice(0, length);
  }
  return prefix;
}
