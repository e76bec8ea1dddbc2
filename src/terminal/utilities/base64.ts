import { defineUtility } from '../command.ts';
import { isBusybox, parseOptions } from './options.ts';
import { readSources } from './sources.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const base64 = defineUtility({
  name: 'base64',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'base64 encode or decode',
  *run(process) {
    const options = parseOptions(process, { short: 'diw:', long: { decode: 'd', 'ignore-garbage': 'i', wrap: 'w:' } });
    if (options === undefined) return 1;
    let text = '';
    const ok = yield* readSources(process, options.operands.slice(0, 1), (piece) => (text += piece));
    if (!ok) return 1;
    if (!options.has('d')) {
      const width = Number(options.value('w') ?? 76);
      const encoded = encode(text);
      process.out(width === 0 ? encoded : encoded.replaceAll(new RegExp(`.{1,${width}}`, 'g'), (line) => `${line}\n`));
      return 0;
    }
    const { text: decoded, isWhole } = decode(options.has('i') ? text.replaceAll(/[^A-Za-z0-9+/=]/g, '') : text.replaceAll(/\s/g, ''));
    process.out(decoded);
    if (isWhole) return 0;
    process.err(isBusybox(process) ? 'base64: truncated input\n' : 'base64: invalid input\n');
    return 1;
  },
});

function utf8Of(text: string): number[] {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}

function textOf(bytes: readonly number[]): string {
  let text = '';
  for (let index = 0; index < bytes.length; ) {
    const first = bytes[index] ?? 0;
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let code = more === 0 ? first : first & (0x3f >> more);
    for (let next = 1; next <= more; next += 1) code = (code << 6) | ((bytes[index + next] ?? 0) & 63);
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
    index += more + 1;
  }
  return text;
}

export function encode(text: string): string {
  const bytes = utf8Of(text);
  let out = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.slice(index, index + 3);
    const bits = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63) + (b === undefined ? '=' : ALPHABET.charAt((bits >> 6) & 63)) + (c === undefined ? '=' : ALPHABET.charAt(bits & 63));
  }
  return out;
}

/** Decodes as far as the text is base64. */
export function decode(text: string): { readonly text: string; readonly isWhole: boolean } {
  const bytes: number[] = [];
  const body = text.replace(/=+$/, '');
  let bits = 0;
  let count = 0;
  for (const char of body) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) return { text: textOf(bytes), isWhole: false };
    bits = ((bits << 6) | value) & 0xffffff;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push((bits >> count) & 255);
    }
  }
  return { text: textOf(bytes), isWhole: text.length % 4 === 0 };
}
