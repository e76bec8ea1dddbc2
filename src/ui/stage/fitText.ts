/** How wide a text is, near enough to cut it before it is drawn. */
export interface TextStyle {
  readonly sizePx: number;
  readonly isMono?: boolean;
  readonly isBold?: boolean;
}

const MONO_EM = 0.603;
const SANS_EM = 0.545;
const BOLD_EM = 0.575;

/** In CSS pixels: measured where there is a canvas, else reckoned from the usual width of letters. */
export function textWidth(text: string, style: TextStyle): number {
  const context = canvasContext();
  if (context === null) return usualWidth(text, style);
  const font = `${style.isBold === true ? 600 : 400} ${style.sizePx}px ${style.isMono === true ? families.mono : families.sans}`;
  const key = `${font} ${text}`;
  let width = measured.get(key);
  if (width === undefined) {
    context.font = font;
    width = context.measureText(text).width;
    if (measured.size > MOST_MEASURED) measured.clear();
    measured.set(key, width);
  }
  return width;
}

const MOST_MEASURED = 5000;
const measured = new Map<string, number>();
const families = { mono: 'monospace', sans: 'sans-serif' };
let canvas: CanvasRenderingContext2D | null | undefined;

function canvasContext(): CanvasRenderingContext2D | null {
  if (canvas !== undefined) return canvas;
  canvas = typeof document === 'undefined' ? null : (document.createElement('canvas').getContext('2d') ?? null);
  if (canvas !== null) {
    const styles = getComputedStyle(document.documentElement);
    families.mono = styles.getPropertyValue('--mono');
    families.sans = styles.getPropertyValue('--sans');
  }
  return canvas;
}

function usualWidth(text: string, style: TextStyle): number {
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
  // A name is cut between its words where one begins soon.
  const word = characters.findIndex((character) => character === '-' || character === '.');
  return `…${characters.slice(word > 0 && word <= MOST_DROPPED ? word : 0).join('')}`;
}

const MOST_DROPPED = 3;

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
