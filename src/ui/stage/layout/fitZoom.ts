import { LEAST_ZOOM } from '../../store/viewSlice.ts';

/** Zoomed out, the picture is laid out in a wider room, so that it fills the width it has. */
export function roomAt(width: number, zoom: number): number {
  return zoom < 1 ? Math.round(width / zoom) : width;
}

const STEP = 0.05;

/** The largest size, no larger than usual, at which the whole picture is in sight; the least there is when none is. */
export function fitZoom(view: { readonly width: number; readonly height: number }, heightIn: (width: number) => number): number {
  for (let zoom = 1; zoom > LEAST_ZOOM; zoom -= STEP) {
    const rounded = Math.round(zoom / STEP) * STEP;
    if (heightIn(roomAt(view.width, rounded)) * rounded <= view.height) return rounded;
  }
  return LEAST_ZOOM;
}
