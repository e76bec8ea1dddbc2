/** Builds paths of straight lines that turn in quarter circles. */
export type Point = readonly [x: number, y: number];

/** `M…` through the points, each corner rounded by up to `radius`. */
export function roundedPath(points: readonly Point[], radius = 8): string {
  const clean = points.filter((point, index) => index === 0 || point[0] !== points[index - 1]?.[0] || point[1] !== points[index - 1]?.[1]);
  return clean.map((point, index) => segmentTo(clean, point, index, radius)).join('');
}

function segmentTo(points: readonly Point[], point: Point, index: number, radius: number): string {
  const before = points[index - 1];
  const after = points[index + 1];
  if (before === undefined) return `M${text(point)}`;
  if (after === undefined) return `L${text(point)}`;
  const r = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
  return `L${text(towards(point, before, r))}Q${text(point)} ${text(towards(point, after, r))}`;
}

function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  return [from[0] + ((to[0] - from[0]) * by) / length, from[1] + ((to[1] - from[1]) * by) / length];
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function text([x, y]: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
