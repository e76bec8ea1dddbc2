import { SESSION_MARK } from './sessionMark.ts';

/** What a mark on the stage takes from the style sheets: written into each element, since a file of its own has none. */
const DRAWN = [
  'fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-opacity', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'visibility', 'display',
  'font-family', 'font-size', 'font-weight', 'font-style', 'text-anchor', 'dominant-baseline', 'letter-spacing', 'text-decoration', 'transform', 'transform-origin', 'paint-order',
] as const;

/** The stage as it is now, as an SVG that needs no style sheet. The session travels in its metadata. */
export function svgOf(stage: SVGSVGElement, encoded: string): string {
  const copy = stage.cloneNode(true) as SVGSVGElement;
  const originals = [stage, ...stage.querySelectorAll('*')];
  const copies = [copy, ...copy.querySelectorAll('*')];
  for (const [index, original] of originals.entries()) dress(original, copies[index]);
  const { width, height } = sizeOf(stage);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  ground.setAttribute('width', '100%');
  ground.setAttribute('height', '100%');
  ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--bg').trim());
  const metadata = document.createElementNS('http://www.w3.org/2000/svg', 'metadata');
  metadata.textContent = SESSION_MARK + encoded;
  copy.prepend(metadata, ground);
  return new XMLSerializer().serializeToString(copy);
}

function sizeOf(stage: SVGSVGElement): { readonly width: number; readonly height: number } {
  return { width: Math.round(stage.width.baseVal.value), height: Math.round(stage.height.baseVal.value) };
}

function dress(original: Element, copy: Element | undefined): void {
  if (copy === undefined || !(original instanceof SVGElement)) return;
  const computed = getComputedStyle(original);
  for (const name of DRAWN) {
    const value = computed.getPropertyValue(name);
    if (value !== '' && !(name === 'transform' && value === 'none')) copy.setAttribute(name, value);
  }
  copy.removeAttribute('style');
  copy.removeAttribute('class');
  copy.removeAttribute('tabindex');
}

/** The picture in pixels, twice as fine as on the screen; undefined where the browser cannot draw it. */
export async function pngOf(svg: string): Promise<Blob | undefined> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.width * 2;
  canvas.height = image.height * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}
