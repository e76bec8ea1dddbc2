const MOST = 3;
const LEAST = 0.4;
const STEP = 0.1;

/** The largest size at which the whole picture is in sight, laid out in the room that this size leaves. */
export function audienceZoom(view: { readonly width: number; readonly height: number }, layoutAt: (width: number) => { readonly width: number; readonly height: number }): number {
  for (let tenths = MOST / STEP; tenths >= LEAST / STEP; tenths -= 1) {
    const zoom = Math.round(tenths) * STEP;
    const room = Math.floor(view.width / zoom);
    const { width, height } = layoutAt(room);
    if (width <= room && height * zoom <= view.height) return zoom;
  }
  return LEAST;
}
