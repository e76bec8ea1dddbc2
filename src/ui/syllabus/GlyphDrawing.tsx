import type { Glyph } from '#lessons/lesson.ts';
import { GLYPHS } from './glyphs.ts';

/** The small drawing of a lesson. The title beside it says what it is about. */
export function GlyphDrawing({ glyph }: { readonly glyph: Glyph }) {
  return (
    <svg className="glyph" width="48" height="36" viewBox="0 0 48 36" aria-hidden="true">
      {GLYPHS[glyph].map(({ d, tone, look }, index) => (
        <path key={index} d={d} className={`g-${tone} is-${look}`} />
      ))}
    </svg>
  );
}
