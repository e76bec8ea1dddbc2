import type { RevisionLook } from '../model/revisionModel.ts';

/** A revision's sign: circle, diamond, triangle or square, in its colour. */
export function RevisionShape({ look, x, y, s }: { readonly look: RevisionLook; readonly x: number; readonly y: number; readonly s: number }) {
  return <path className={`revision-shape rev-${look}`} d={SHAPE[look](x, y, s)} aria-hidden="true" />;
}

const SHAPE: Readonly<Record<RevisionLook, (x: number, y: number, s: number) => string>> = {
  a: (x, y, s) => `M${x - s} ${y}a${s} ${s} 0 1 0 ${2 * s} 0a${s} ${s} 0 1 0 ${-2 * s} 0Z`,
  b: (x, y, s) => `M${x} ${y - s * 1.3}L${x + s * 1.3} ${y}L${x} ${y + s * 1.3}L${x - s * 1.3} ${y}Z`,
  c: (x, y, s) => `M${x} ${y - s * 1.2}L${x + s * 1.25} ${y + s}H${x - s * 1.25}Z`,
  d: (x, y, s) => `M${x - s * 0.95} ${y - s * 0.95}h${s * 1.9}v${s * 1.9}h${-s * 1.9}Z`,
};
