import type { Input } from '../../process/stream.ts';
import type { Eval } from '../evaluator.ts';

/** What a person pressed: text to insert, or a key with a name such as `C-a`, `M-b`, `C-x C-u`, `up`. */
export type Key = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'key'; readonly name: string };

/** Control sequences of xterm, without the escape character. */
const SEQUENCES: Readonly<Record<string, string>> = {
  '[A': 'up', '[B': 'down', '[C': 'right', '[D': 'left', OA: 'up', OB: 'down', OC: 'right', OD: 'left', '[H': 'home', '[F': 'end', OH: 'home', OF: 'end', '[1~': 'home', '[4~': 'end', '[7~': 'home', '[8~': 'end',
  '[3~': 'delete', '[2~': 'insert', '[5~': 'pageup', '[6~': 'pagedown', '[1;5C': 'M-f', '[1;5D': 'M-b', '[1;3C': 'M-f', '[1;3D': 'M-b', '[5C': 'M-f', '[5D': 'M-b', '[3;5~': 'M-d', '[Z': 'S-tab', '[200~': 'paste',
};

const NAMES: Readonly<Record<string, string>> = { '\r': 'enter', '\n': 'enter', '\t': 'tab', '\u007f': 'backspace', '\b': 'backspace', '\u001f': 'C-_' };

/** The next key. Undefined at the end of input; `wake` when the wait was broken off (a signal, a new size). */
export function* readKey(input: Input): Eval<Key | 'wake' | undefined> {
  const char = input.read(1);
  if (char === undefined) return undefined;
  if (char === '') {
    yield input.readable;
    return 'wake';
  }
  if (char === '\u001b') return yield* readEscape(input);
  return char === '\u0018' ? yield* readPrefixed(input) : keyOf(char);
}

/** Ctrl-X is the first of two keys. */
function* readPrefixed(input: Input): Eval<Key> {
  const second = keyOf(yield* next(input));
  return { kind: 'key', name: `C-x ${second.kind === 'text' ? second.text : second.name}` };
}

function keyOf(char: string): Key {
  const named = NAMES[char];
  if (named !== undefined) return { kind: 'key', name: named };
  const code = char.charCodeAt(0);
  if (code < 0x20) return { kind: 'key', name: `C-${String.fromCharCode(code + 0x40).toLowerCase()}` };
  return { kind: 'text', text: char };
}

/** Waits for the rest of a sequence: xterm sends it in one piece. */
function* next(input: Input): Eval<string> {
  for (;;) {
    const char = input.read(1);
    if (char === undefined) return '';
    if (char !== '') return char;
    yield input.readable;
  }
}

function* readEscape(input: Input): Eval<Key> {
  const first = yield* next(input);
  if (first !== '[' && first !== 'O') return metaKey(first);
  let sequence = first;
  for (;;) {
    const char = yield* next(input);
    sequence += char;
    if (char === '' || /[@-~]/.test(char)) break;
  }
  const name = SEQUENCES[sequence];
  if (name === 'paste') return { kind: 'text', text: yield* readPaste(input) };
  return { kind: 'key', name: name ?? 'unknown' };
}

function metaKey(char: string): Key {
  if (char === '\u007f' || char === '\b') return { kind: 'key', name: 'M-backspace' };
  if (char === '\u001b' || char === '') return { kind: 'key', name: 'escape' };
  const key = keyOf(char);
  return { kind: 'key', name: `M-${key.kind === 'text' ? key.text : key.name}` };
}

/** The next character as it was typed, for keys that take one. */
export function* readCharacter(input: Input): Eval<string> {
  return yield* next(input);
}

/** Text between the marks of a bracketed paste goes into the line as it is. */
function* readPaste(input: Input): Eval<string> {
  let text = '';
  while (!text.endsWith('\u001b[201~')) {
    const char = yield* next(input);
    if (char === '') return text;
    text += char;
  }
  return text.slice(0, -6).replace(/\r\n?/g, '\n');
}
