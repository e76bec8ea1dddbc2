/**
 * Breaks lines at blanks so that none is longer than the limit, where a word is not. Blanks inside a line stay,
 * those at a break go. k8s: go-wordwrap WrapString
 */
export function wordWrap(text: string, limit: number): string {
  return text.split('\n').map((line) => wrapLine(line, limit)).join('\n');
}

function wrapLine(line: string, limit: number): string {
  let out = '';
  let length = 0;
  for (const [, blanks = '', word = ''] of line.matchAll(/(\s*)(\S+)/g)) {
    if (length > 0 && length + blanks.length + word.length > limit) {
      out += `\n${word}`;
      length = word.length;
    } else {
      out += blanks + word;
      length += blanks.length + word.length;
    }
  }
  return out;
}
