/** How wide a text is, near enough to cut it before it is drawn. */
export interface TextStyle {
  readonly sizePx: number;
  readonly isMono?: boolean;
  readonly isBold?: boolean;
}

const MONO_EM = 0.603;
const SANS_EM = 0.545;
const BOLD_EM = 0.575;

export function textWidth(text: string, style: TextStyle): number {
  const em = style.isMono === true ? MONO_EM : style.isBold === true ? BOLD_EM : SANS_EM;
  let width = 0;
  for (const character of text) width += isWide(character) ? 1 : em;
  return width * style.sizePx;
}

/** CJK characters and full-width forms take a whole em. */
function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= 0x2e80 && (code <= 0xa4cf || (code >= 0xac00 && code <= 0xd7a3) || (code >= 0xf900 && code <= 0xfaff) || (code >= 0xfe30 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff60) || code >= 0x20000);
}

/** Cuts the end of a text to fit: `kubectl get…`. */
export function fitEnd(text: string, maxPx: number, style: TextStyle): string {
  if (textWidth(text, style) <= maxPx) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, style) > maxPx) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}

/** Cuts the start, because names differ at their end: `…-vct-0.linux-headless`. */
export function fitStart(text: string, maxPx: number, style: TextStyle): string {
  if (textWidth(text, style) <= maxPx) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`…${characters.join('')}`, style) > maxPx) characters.shift();
  return `…${characters.join('')}`;
}

/** Cuts the middle and keeps both ends: `data-…-0`. */
export function fitMiddle(text: string, maxPx: number, style: TextStyle): string {
  if (textWidth(text, style) <= maxPx) return text;
  const characters = [...text];
  for (let kept = characters.length - 1; kept > 1; kept -= 1) {
    const head = Math.ceil(kept / 2);
    const cut = `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`;
    if (textWidth(cut, style) <= maxPx) return cut;
  }
  return '…';
}
