/** How a shell writes a value so that it can be read back. */

/** `'it'\''s'`: what `set`, `export -p` in ash and `${x@Q}` give. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** As bash's `declare -p` writes it: double quotes, or $'…' when there are control characters. */
export function declared(text: string): string {
  if (hasControl(text)) return ansiQuoted(text);
  return `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}

/** As `printf %q` and completion write it: backslashes where needed. */
export function backslashed(text: string): string {
  if (text === '') return "''";
  if (hasControl(text)) return ansiQuoted(text);
  return text.replace(/[^A-Za-z0-9_./:=@%+,\-\u0080-\u{10ffff}]/gu, '\\$&').replace(/^~/, '\\~');
}

/** As `set -x` and `alias` show a word: only quoted when it must be. */
export function quotedWhenNeeded(text: string): string {
  if (text === '') return "''";
  if (hasControl(text)) return ansiQuoted(text);
  return /[\s'"\\|&;()<>$`*?[\]#~!{}^=,]/.test(text) && needsQuotes(text) ? singleQuoted(text) : text;
}

function needsQuotes(text: string): boolean {
  // `=`, `,` and a `#`, `~` inside a word are harmless.
  return /[\s'"\\|&;()<>$`*?[\]!{}^]/.test(text) || /^[#~]/.test(text);
}

function hasControl(text: string): boolean {
  return /[\u0000-\u001f\u007f]/.test(text);
}

const LETTERS: Readonly<Record<string, string>> = { '\n': 'n', '\t': 't', '\r': 'r', '\u0007': 'a', '\b': 'b', '\u000b': 'v', '\f': 'f', '\u001b': 'E' };

/** `$'a\nb'`. */
export function ansiQuoted(text: string): string {
  const escaped = text.replace(/[\u0000-\u001f\u007f'\\]/g, (char) => {
    const letter = LETTERS[char];
    if (letter !== undefined) return `\\${letter}`;
    return char === "'" || char === '\\' ? `\\${char}` : `\\${char.charCodeAt(0).toString(8).padStart(3, '0')}`;
  });
  return `$'${escaped}'`;
}
