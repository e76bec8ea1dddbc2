/** The stretch of simulated time that the timeline shows. */
export interface TimeWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

const LEAST_MS = 2000;
const LADDER_MS = [20, 30, 60, 120, 180, 300, 480, 600, 900, 1200, 1800, 2700, 3600].map((seconds) => seconds * 1000);

/** All of the session and some room ahead. The end is a round number, so that the picture stands still while time moves. */
export function wholeWindow(nowMs: number): TimeWindow {
  const wanted = nowMs * 1.12 + 2000;
  const end = LADDER_MS.find((step) => step >= wanted) ?? Math.ceil(wanted / 1_800_000) * 1_800_000;
  return { fromMs: 0, toMs: end };
}

/** Makes the window smaller or larger around a moment that stays where it is. */
export function zoomed(window: TimeWindow, factor: number, aroundMs: number, nowMs: number): TimeWindow {
  const span = Math.max(LEAST_MS, (window.toMs - window.fromMs) * factor);
  const share = (aroundMs - window.fromMs) / (window.toMs - window.fromMs);
  return kept({ fromMs: aroundMs - span * share, toMs: aroundMs + span * (1 - share) }, nowMs);
}

export function panned(window: TimeWindow, byMs: number, nowMs: number): TimeWindow {
  return kept({ fromMs: window.fromMs + byMs, toMs: window.toMs + byMs }, nowMs);
}

/** Never before the start, never wholly after now, never more than there is. */
function kept(window: TimeWindow, nowMs: number): TimeWindow {
  const most = wholeWindow(nowMs);
  const span = Math.min(window.toMs - window.fromMs, most.toMs);
  const fromMs = Math.min(Math.max(window.fromMs, 0), Math.max(0, most.toMs - span));
  return { fromMs, toMs: fromMs + span };
}

/** `01:30`, `1:05:00`: a moment on the axis; tenths where the steps are short. */
export function axisText(ms: number, stepMs: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const tenths = stepMs < 1000 ? `.${Math.floor(ms / 100) % 10}` : '';
  const base = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}${tenths}`;
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)}:${base}` : base;
}

const STEPS_MS = [100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000, 3_600_000];

/** Round moments for the axis, about one every `pixels`. */
export function axisTicks({ fromMs, toMs }: TimeWindow, widthPx: number, pixels = 96): { readonly stepMs: number; readonly ticks: readonly number[] } {
  const wanted = ((toMs - fromMs) * pixels) / Math.max(widthPx, 1);
  const stepMs = STEPS_MS.find((step) => step >= wanted) ?? 3_600_000;
  const first = Math.ceil(fromMs / stepMs) * stepMs;
  return { stepMs, ticks: Array.from({ length: Math.max(0, Math.floor((toMs - first) / stepMs) + 1) }, (_, index) => first + index * stepMs) };
}
