import { FileError } from '#engine/machine/files.ts';
import { defineBuiltin, optionsOrStatus, type BuiltinCall } from '../builtin.ts';
import type { Eval } from '../evaluator.ts';
import { editedCommands } from '../interactive/editCommands.ts';
import type { History, HistoryEntry } from '../interactive/history.ts';
import { expandHistory } from '../interactive/historyExpansion.ts';
import { complain, type Shell } from '../shell.ts';

const usage = 'history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]';

/** How many lines of the list are already in a file: `-a` writes what came after. */
const written = new WeakMap<History, number>();

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
    const { letters, rest } = options;
    if (letters.has('c')) list.clear();
    const offset = letters.get('d');
    if (offset !== undefined) return remove(shell, list, offset);
    if (letters.has('s')) list.replaceLast(rest.join(' '));
    if (letters.has('p')) return showExpanded(shell, list, rest);
    const file = [...letters.keys()].find((letter) => 'anrw'.includes(letter));
    if (file !== undefined) return useFile(shell, list, file, rest[0]);
    return letters.size > 0 ? 0 : show(call, list, rest);
  },
});

function show({ shell }: BuiltinCall, list: History, [count, ...more]: readonly string[]): number {
  if (more.length > 0) {
    complain(shell, 'too many arguments');
    return shell.dialect.name === 'bash' ? 2 : 1;
  }
  if (count !== undefined && !/^-?\d+$/.test(count)) {
    complain(shell, `${count}: numeric argument required`);
    return 1;
  }
  const isBash = shell.dialect.name === 'bash';
  const entries = list.entries();
  const shown = count === undefined ? entries : entries.slice(entries.length - Math.min(entries.length, Math.abs(Number(count))));
  // busybox counts from nought.
  for (const { number, line } of shown) shell.process.out(isBash ? `${String(number).padStart(5)}  ${line}\n` : `${String(number - 1).padStart(4)} ${line}\n`);
  return 0;
}

/** `-d 3`, `-d -2` from the end, `-d 3-5`. */
function remove(shell: Shell, list: History, offset: string): number {
  const next = list.nextNumber();
  const numberOf = (text: string) => (text.startsWith('-') ? next + Number(text) : Number(text));
  const range = /^(-?\d+)(?:-(-?\d+))?$/.exec(offset);
  const [first, last] = [numberOf(range?.[1] ?? '0'), numberOf(range?.[2] ?? range?.[1] ?? '0')];
  if (first >= 1 && last < next && list.remove(first, last)) return 0;
  complain(shell, `${offset}: history position out of range`);
  return 1;
}

/** `-p`: what the arguments become by history expansion, without running them; the line itself is forgotten. */
function showExpanded(shell: Shell, list: History, args: readonly string[]): number {
  list.remove(list.nextNumber() - 1);
  let status = 0;
  for (const arg of args) {
    const result = expandHistory(arg, list);
    if (result.kind === 'error') {
      complain(shell, `${arg}: history expansion failed`);
      status = 1;
    } else shell.process.out(`${result.kind === 'same' ? arg : result.text}\n`);
  }
  return status;
}

/** `-w` writes all, `-a` what is new, `-r` and `-n` read. */
function useFile(shell: Shell, list: History, how: string, name: string | undefined): number {
  const path = shell.files.resolve(shell.process.cwd, name ?? shell.variables.get('HISTFILE') ?? '/dev/null');
  const lines = list.entries().map(({ line }) => `${line}\n`);
  try {
    if (how === 'w') shell.files.write(path, lines.join(''));
    else if (how === 'a') shell.files.write(path, (shell.files.exists(path) ? shell.files.read(path) : '') + lines.slice(written.get(list) ?? 0).join(''));
    else for (const line of shell.files.read(path).split('\n')) if (line !== '') list.add(line);
    written.set(list, list.entries().length);
    return 0;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    complain(shell, `${name ?? path}: cannot ${how === 'w' || how === 'a' ? 'create' : 'open'}: ${error.text}`);
    return 1;
  }
}

/** Lists, changes in an editor, or repeats recent commands. */
export const fc = defineBuiltin({
  name: 'fc',
  dialects: ['bash'],
  usage: 'fc [-e ename] [-lnr] [first] [last] or fc -s [pat=rep] [command]',
  summary: 'Display or execute commands from the history list.',
  *run(call): Eval<number> {
    const { shell, args } = call;
    // A number with a minus is a place in the list.
    const firstPlace = args.findIndex((arg, index) => /^-\d+$/.test(arg) || (!arg.startsWith('-') && args[index - 1] !== '-e'));
    const flags = firstPlace < 0 ? args : args.slice(0, firstPlace);
    const places = firstPlace < 0 ? [] : args.slice(firstPlace);
    const options = optionsOrStatus({ ...call, args: flags }, fc, 'e:lnrs');
    if (typeof options === 'number') return options;
    const { letters } = options;
    const entries = shell.history?.entries().slice(0, -1) ?? [];
    if (letters.has('s') || letters.get('e') === '-') return yield* repeat(shell, entries, places);
    const chosen = choose(entries, places, letters.has('l'));
    if (chosen === undefined) {
      complain(shell, letters.has('l') || places.length > 0 ? 'history specification out of range' : 'no command found');
      return 1;
    }
    const ordered = letters.has('r') ? [...chosen].reverse() : chosen;
    if (letters.has('l')) {
      for (const { number, line } of ordered) shell.process.out(`${letters.has('n') ? '' : number}\t ${line}\n`);
      return 0;
    }
    return yield* change(shell, ordered.map(({ line }) => line).join('\n'), letters.get('e'));
  },
});

function* repeat(shell: Shell, entries: readonly HistoryEntry[], places: readonly string[]): Eval<number> {
  const [, from, to = ''] = /^([^=]+)=(.*)$/.exec(places[0] ?? '') ?? [];
  const place = from === undefined ? places[0] : places[1];
  const found = place === undefined ? entries.at(-1) : entries[indexOf(entries, place) ?? entries.length];
  if (found === undefined) {
    complain(shell, 'no command found');
    return 1;
  }
  const line = from === undefined ? found.line : found.line.replaceAll(from, () => to);
  shell.process.err(`${line}\n`);
  shell.history?.replaceLast(line);
  return yield* shell.evaluator.text(shell, line);
}

function* change(shell: Shell, text: string, editor: string | undefined): Eval<number> {
  const changed = yield* editedCommands(shell, text, editor ?? '${FCEDIT:-${EDITOR:-vi}}');
  if (changed === undefined) return 1;
  shell.process.err(changed);
  shell.history?.replaceLast(changed.replace(/\n+$/, ''));
  return yield* shell.evaluator.text(shell, changed);
}

/** Where a number, a number from the end, or the beginning of a command leads. */
function indexOf(entries: readonly HistoryEntry[], place: string): number | undefined {
  const base = entries[0]?.number ?? 1;
  if (/^-?\d+$/.test(place)) {
    const number = Number(place);
    return Math.min(Math.max(number > 0 ? number - base : entries.length + (number === 0 ? -1 : number), 0), entries.length - 1);
  }
  const index = entries.findLastIndex(({ line }) => line.startsWith(place));
  return index < 0 ? undefined : index;
}

/** From the first place to the last: sixteen lines to list, one to edit, when none is named. */
function choose(entries: readonly HistoryEntry[], [first, last]: readonly string[], isListed: boolean): readonly HistoryEntry[] | undefined {
  if (entries.length === 0) return isListed ? [] : undefined;
  const from = first === undefined ? Math.max(0, entries.length - (isListed ? 16 : 1)) : indexOf(entries, first);
  const to = last === undefined ? (isListed || first === undefined ? entries.length - 1 : from) : indexOf(entries, last);
  if (from === undefined || to === undefined) return undefined;
  return from <= to ? entries.slice(from, to + 1) : entries.slice(to, from + 1).reverse();
}
