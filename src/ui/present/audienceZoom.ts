const MOST = 3;
const LEAST = 0.4;
const STEP = 0.05;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest size at which the whole picture is in sight, laid out in the room that this size leaves. */
export function audienceZoom(view: Size, layoutAt: (width: number) => Size): number {
  for (let steps = Math.round(MOST / STEP); steps * STEP >= LEAST; steps -= 1) {
    const zoom = steps * STEP;
    const room = Math.floor(view.width / zoom);
    const { width, height } = layoutAt(room);
    if (width <= room && height * zoom <= view.height) return zoom;
  }
  return LEAST;
}
