import { anyOf, sleep } from '../../process/waits.ts';
import type { Input } from '../../process/stream.ts';
import { COOKED } from '../../process/tty.ts';
import { defineBuiltin, optionsOrStatus, type BuiltinCall } from '../builtin.ts';
import type { Eval } from '../evaluator.ts';
import { ShellError } from '../errors.ts';
import { rest } from '../evaluate/rest.ts';
import { fieldSeparators } from '../parameters.ts';
import { createHistory } from '../interactive/history.ts';
import { readLineEdited } from '../interactive/readline.ts';
import { complain, type Shell } from '../shell.ts';
import { isName } from '../variables.ts';

const usage = 'read [-ers] [-a array] [-d delim] [-i text] [-n nchars] [-N nchars] [-p prompt] [-t timeout] [-u fd] [name ...]';

/** Reads a line and splits it into variables. */
export const read = defineBuiltin({
  name: 'read',
  usage,
  summary: 'Read a line from the standard input and split it into fields.',
  *run(call): Eval<number> {
    const { shell } = call;
    const options = optionsOrStatus(call, { usage }, shell.dialect.name === 'dash' ? 'rp:' : 'ersa:d:i:n:N:p:t:u:');
    if (typeof options === 'number') return options;
    const { letters, rest: names } = options;
    const wrong = names.find((name) => !isName(name.replace(/\[.*\]$/, '')));
    if (wrong !== undefined) {
      complain(shell, shell.dialect.name === 'bash' ? `\`${wrong}': not a valid identifier` : `${wrong}: bad variable name`);
      return shell.dialect.name === 'bash' ? 1 : 2;
    }
    const input = inputOf(call, letters.get('u'));
    if (input === undefined) return 1;
    if (names.length === 0 && shell.dialect.name === 'dash') {
      complain(shell, 'arg count');
      return 2;
    }
    return yield* readInto(shell, input, letters, names);
  },
});

function inputOf({ shell }: BuiltinCall, descriptor: string | undefined): Input | undefined {
  const number = Number(descriptor ?? 0);
  const stream = shell.process.descriptors.get(number);
  if (stream?.direction === 'in') return stream;
  if (shell.dialect.name === 'bash') complain(shell, descriptor === undefined ? `read error: ${number}: Bad file descriptor` : `${descriptor}: invalid file descriptor: Bad file descriptor`);
  return undefined;
}

function* readInto(shell: Shell, input: Input, letters: ReadonlyMap<string, string>, names: readonly string[]): Eval<number> {
  const isEdited = letters.has('e') && shell.dialect.name === 'bash' && input === shell.process.tty?.input;
  const prompt = letters.get('p');
  if (prompt !== undefined && input.isTty() && !isEdited) shell.process.err(prompt);
  const taken = isEdited ? yield* takeEdited(shell, prompt ?? '') : yield* withMode(shell, input, letters, () => take(shell, input, letters));
  if (taken.status === 130) return 130;
  try {
    store(shell, taken.chars, letters, names);
  } catch (error) {
    if (!(error instanceof ShellError) || shell.dialect.name !== 'bash') throw error;
    complain(shell, error.message);
    return 1;
  }
  return taken.status;
}

/** `-s` hides what is typed, `-n` takes keys without Enter: the terminal's mode for the time of the read. */
function* withMode<T>(shell: Shell, input: Input, letters: ReadonlyMap<string, string>, body: () => Eval<T>): Eval<T> {
  const tty = input.isTty() ? shell.process.tty : undefined;
  const byKey = letters.has('n') || letters.has('N') || letters.has('d');
  if (tty === undefined || (!letters.has('s') && !byKey)) return yield* body();
  tty.mode = { echo: !letters.has('s'), canonical: !byKey, signals: true };
  try {
    return yield* body();
  } finally {
    tty.mode = COOKED;
  }
}

interface Char {
  readonly text: string;
  /** A backslash stood in front: it neither splits nor ends. */
  readonly isEscaped: boolean;
}

interface Taken {
  readonly chars: readonly Char[];
  readonly status: number;
}

/** `-e`: a line with editing, as at the prompt. */
function* takeEdited(shell: Shell, prompt: string): Eval<Taken> {
  const { tty } = shell.process;
  const result = tty === undefined ? undefined : yield* readLineEdited(shell, tty, prompt, shell.history ?? createHistory());
  if (result?.kind === 'interrupt') {
    shell.flow = { kind: 'discard', isInterrupt: true };
    return { chars: [], status: 130 };
  }
  if (result === undefined || result.kind === 'end') return { chars: [], status: 1 };
  return { chars: [...result.text].map((text) => ({ text, isEscaped: false })), status: 0 };
}

function* take(shell: Shell, input: Input, letters: ReadonlyMap<string, string>): Eval<Taken> {
  const delimiter = letters.has('N') ? undefined : (letters.get('d') ?? '\n').slice(0, 1) || '\0';
  const limit = Number(letters.get('N') ?? letters.get('n') ?? Infinity);
  const timeout = letters.get('t');
  const untilMs = timeout === undefined ? undefined : shell.kernel.now() + Number(timeout) * 1000;
  const chars: Char[] = [];
  let isEscaped = false;
  while (chars.length < limit) {
    const char = yield* nextChar(shell, input, untilMs);
    if (typeof char === 'number') return { chars, status: char };
    if (char === '\0') continue;
    if (isEscaped) {
      // A newline behind a backslash joins the lines.
      if (char !== '\n') chars.push({ text: char, isEscaped: true });
      isEscaped = false;
    } else if (char === '\\' && !letters.has('r')) isEscaped = true;
    else if (char === delimiter) return { chars, status: 0 };
    else chars.push({ text: char, isEscaped: false });
  }
  return { chars, status: 0 };
}

/** A character, or the status with which the read ends: 1 at the end of input, 142 for a timeout, 130 for Ctrl-C. */
function* nextChar(shell: Shell, input: Input, untilMs: number | undefined): Eval<string | number> {
  for (;;) {
    const char = input.read(1);
    if (char === undefined) return 1;
    if (char !== '') return char;
    if (shell.isInterrupted || shell.pendingTraps.length > 0) {
      yield* rest(shell);
      if (shell.flow !== undefined) return 130;
    }
    if (untilMs !== undefined && shell.kernel.now() >= untilMs) return shell.dialect.name === 'bash' ? 142 : 1;
    yield untilMs === undefined ? input.readable : anyOf(input.readable, sleep(untilMs - shell.kernel.now()));
  }
}

function store(shell: Shell, chars: readonly Char[], letters: ReadonlyMap<string, string>, names: readonly string[]): void {
  const array = letters.get('a');
  const ifs = fieldSeparators(shell);
  if (array !== undefined) {
    shell.variables.setArray(array, new Map(splitChars(chars, ifs, Infinity).map((field, index) => [index, field])));
    return;
  }
  if (names.length === 0) {
    shell.variables.set('REPLY', chars.map(({ text }) => text).join(''));
    return;
  }
  if (letters.has('N')) {
    for (const [index, name] of names.entries()) shell.variables.set(name, index === 0 ? chars.map(({ text }) => text).join('') : '');
    return;
  }
  const fields = splitChars(chars, ifs, names.length);
  for (const [index, name] of names.entries()) shell.variables.set(name, fields[index] ?? '');
}

/** Fields as IFS makes them; the last takes the rest with its separators. */
function splitChars(chars: readonly Char[], ifs: string, limit: number): readonly string[] {
  const separates = ({ text, isEscaped }: Char) => !isEscaped && ifs.includes(text);
  const isBlank = (char: Char) => separates(char) && /\s/.test(char.text);
  let start = 0;
  let end = chars.length;
  while (start < end && isBlank(chars[start] as Char)) start += 1;
  while (end > start && isBlank(chars[end - 1] as Char)) end -= 1;
  const fields: string[] = [];
  let at = start;
  while (at < end && fields.length < limit - 1) {
    let stop = at;
    while (stop < end && !separates(chars[stop] as Char)) stop += 1;
    fields.push(textOf(chars, at, stop));
    at = behindSeparator(chars, stop, end, { isBlank, separates });
  }
  if (at < end) fields.push(lastField(chars, at, end, separates, isBlank));
  return fields;
}

interface Kinds {
  readonly isBlank: (char: Char) => boolean;
  readonly separates: (char: Char) => boolean;
}

function behindSeparator(chars: readonly Char[], from: number, end: number, { isBlank, separates }: Kinds): number {
  let at = from;
  while (at < end && isBlank(chars[at] as Char)) at += 1;
  if (at < end && separates(chars[at] as Char) && !isBlank(chars[at] as Char)) at += 1;
  while (at < end && isBlank(chars[at] as Char)) at += 1;
  return at;
}

/** A single separator at the very end is dropped when nothing else separates. */
function lastField(chars: readonly Char[], from: number, end: number, separates: (char: Char) => boolean, isBlank: (char: Char) => boolean): string {
  const last = chars[end - 1] as Char;
  const inner = chars.slice(from, end - 1);
  const isLone = separates(last) && !isBlank(last) && !inner.some(separates);
  return textOf(chars, from, isLone ? end - 1 : end);
}

function textOf(chars: readonly Char[], from: number, to: number): string {
  return chars.slice(from, to).map(({ text }) => text).join('');
}
