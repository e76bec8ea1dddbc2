import { utf8Length } from '#engine/core/utf8.ts';
import type { Json } from './json.ts';
import { compactJson } from './printJson.ts';

/** What `error` and wrong uses throw; `try` catches it. Its value is mostly the message. */
export class JqError extends Error {
  override readonly name = 'JqError';
  readonly value: Json;
  constructor(value: Json) {
    super(typeof value === 'string' ? value : compactJson(value));
    this.value = value;
  }
}

/** Thrown by `break $name`: caught by the label that made the token. */
export class JqBreak extends Error {
  override readonly name = 'JqBreak';
  readonly token: object;
  constructor(token: object) {
    super('break');
    this.token = token;
  }
}

/** Thrown when a program goes on without end, or makes what no terminal can show: no `try` catches it. */
export class JqGivesUp extends Error {
  override readonly name = 'JqGivesUp';
}

/** Thrown by `halt` and `halt_error`: the program ends. */
export class JqHalt extends Error {
  override readonly name = 'JqHalt';
  readonly code: number;
  readonly value: Json | undefined;
  constructor(code: number, value: Json | undefined) {
    super('halt');
    this.code = code;
    this.value = value;
  }
}

/** A value for a message, cut short as jq does: by bytes. */
export function shortly(value: Json): string {
  const text = compactJson(value);
  if (text.length <= 14 && utf8Length(text) <= 14) return text;
  let [cut, bytes] = ['', 0];
  for (const char of text) {
    bytes += utf8Length(char);
    // Of a character that is cut through, no terminal shows anything.
    if (bytes > 11) return `${cut}${bytes - utf8Length(char) < 11 ? '\ufffd' : ''}...`;
    cut += char;
  }
  return text;
}
