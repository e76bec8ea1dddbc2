import type { Glyph } from '#lessons/lesson.ts';

/** What a stroke or a surface stands for; the colours are those of the stage. */
export type Tone = 'ready' | 'dns' | 'pvc' | 'fail' | 'accent' | 'pending' | 'creating' | 'old' | 'new' | 'mute';
/** `o` a line, `d` a broken line, `f` a surface. */
export type Look = 'o' | 'd' | 'f';

/** A line of a drawing: a path on a field of 48 by 36. */
export interface Stroke {
  readonly d: string;
  readonly tone: Tone;
  readonly look: Look;
}

const stroke = (d: string, tone: Tone, look: Look = 'o'): Stroke => ({ d, tone, look });

/** A box with round corners. */
function box(x: number, y: number, w: number, h: number, tone: Tone, look: Look = 'o'): Stroke {
  return stroke(`M${x + 2} ${y}h${w - 4}a2 2 0 0 1 2 2v${h - 4}a2 2 0 0 1 -2 2h${4 - w}a2 2 0 0 1 -2 -2v${4 - h}a2 2 0 0 1 2 -2z`, tone, look);
}

/** A disk as the stage draws it, 12 wide. */
function disk(x: number, y: number, tone: Tone = 'pvc', look: Look = 'o'): Stroke {
  return stroke(`M${x} ${y + 2}a6 2.4 0 0 1 12 0v8a6 2.4 0 0 1 -12 0zM${x} ${y + 2}a6 2.4 0 0 0 12 0`, tone, look);
}

function dot(x: number, y: number, r: number, tone: Tone, look: Look = 'f'): Stroke {
  return stroke(`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`, tone, look);
}

const cross = (x: number, y: number, tone: Tone = 'fail') => stroke(`M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8`, tone);
const bars = (tones: readonly Tone[], look: Look = 'f') => tones.map((tone, index) => box(4 + index * 14, 6, 10, 22, tone, look));

/** The small drawings on the cards, one for each lesson. */
export const GLYPHS: Readonly<Record<Glyph, readonly Stroke[]>> = {
  replacedPod: [box(2, 2, 12, 5, 'dns', 'f'), box(18, 2, 12, 5, 'dns', 'f'), box(34, 2, 12, 5, 'dns', 'f'), box(2, 12, 12, 20, 'ready'), box(18, 12, 12, 20, 'mute', 'd'), box(34, 12, 12, 20, 'ready')],
  poolOrColumns: [dot(7, 9, 4, 'ready'), dot(15, 18, 4, 'ready'), dot(7, 28, 4, 'ready'), stroke('M23 4v28', 'mute'), box(28, 5, 4, 26, 'ready', 'f'), box(35, 5, 4, 26, 'ready', 'f'), box(42, 5, 4, 26, 'ready', 'f')],
  fanOut: [box(15, 2, 18, 7, 'dns', 'f'), stroke('M24 9v5M24 14C10 14 8 16 8 22M24 14v8M24 14c14 0 16 2 16 8', 'dns'), box(3, 23, 10, 10, 'ready'), box(19, 23, 10, 10, 'ready'), box(35, 23, 10, 10, 'ready')],
  countFromOther: [box(3, 6, 9, 22, 'mute', 'd'), box(14, 6, 9, 22, 'mute', 'd'), box(26, 6, 9, 22, 'ready', 'f'), box(37, 6, 9, 22, 'ready', 'f'), stroke('M26 33h20', 'accent')],
  exposeOne: [box(3, 18, 11, 14, 'mute'), box(18, 18, 11, 14, 'ready', 'f'), box(33, 18, 11, 14, 'mute'), stroke('M23.5 2v12M19.5 10l4 4l4 -4', 'dns')],
  ownDisks: [box(3, 3, 11, 12, 'ready'), box(18, 3, 11, 12, 'ready'), box(33, 3, 11, 12, 'ready'), stroke('M8.5 15v5M23.5 15v5M38.5 15v5', 'pvc'), disk(2.5, 20), disk(17.5, 20), disk(32.5, 20)],
  claimStays: [box(18, 2, 12, 13, 'mute', 'd'), stroke('M24 15v5', 'mute', 'd'), disk(18, 20)],
  keepOrDelete: [disk(5, 12), disk(30, 12, 'mute', 'd'), stroke('M27 8l18 20', 'fail')],
  noVolume: [box(18, 2, 12, 13, 'pending'), stroke('M24 15v5', 'pending'), disk(18, 20, 'mute', 'd')],
  oldData: [box(4, 4, 12, 12, 'new'), stroke('M16 10h10c8 0 10 3 10 9', 'pvc'), disk(30, 20), stroke('M33 27h6', 'pvc')],
  releasedVolume: [disk(18, 14), stroke('M24 12V4M20 4h8', 'mute', 'd'), cross(40, 8, 'pending')],
  pinnedVolume: [box(2, 4, 44, 28, 'mute', 'd'), disk(18, 14), stroke('M24 2v9M21 5l3 -3l3 3', 'accent')],
  stairs: [box(3, 24, 9, 8, 'ready', 'f'), box(15, 16, 9, 16, 'ready', 'f'), box(27, 8, 9, 24, 'ready', 'f'), stroke('M42 30V6M38.5 10l3.5 -4l3.5 4', 'accent')],
  gate: [box(3, 6, 10, 22, 'ready', 'f'), box(16, 6, 10, 22, 'pending', 'f'), stroke('M31 3v29', 'fail'), box(36, 6, 9, 22, 'mute', 'd')],
  sideBySide: [...bars(['creating', 'creating', 'creating']), stroke('M4 33h38', 'creating')],
  allAtOnce: [...bars(['ready', 'ready', 'ready'], 'o'), stroke('M9 33h30M9 33v-3M24 33v-3M39 33v-3', 'accent')],
  ring: [stroke('M24 5a13 13 0 1 0 .1 0', 'accent'), dot(24, 5, 4, 'ready'), dot(12.7, 24.5, 4, 'ready'), dot(35.3, 24.5, 4, 'ready')],
  rightToLeft: [...bars(['old', 'old', 'new']), stroke('M42 33H6M10 29.5L6 33l4 3', 'accent')],
  partition: [...bars(['old', 'old', 'new']), stroke('M29.5 2v32', 'accent', 'd')],
  onDelete: [...bars(['old', 'new', 'old']), cross(23, 3)],
  undo: [box(4, 12, 10, 20, 'old', 'f'), box(18, 12, 10, 20, 'old', 'f'), box(32, 12, 10, 20, 'fail', 'f'), stroke('M37 8c-4 -6 -20 -6 -26 -1M11 2v5h5', 'accent')],
  lockedField: [box(8, 4, 32, 28, 'mute'), stroke('M13 11h12M13 25h10', 'mute'), box(26, 16, 10, 9, 'pending', 'f'), stroke('M28 16v-3a3 3 0 0 1 6 0v3', 'pending')],
  orphans: [box(14, 2, 20, 8, 'mute', 'd'), stroke('M24 10v4', 'mute', 'd'), box(4, 18, 10, 14, 'ready'), box(19, 18, 10, 14, 'ready'), box(34, 18, 10, 14, 'ready')],
  crash: [box(5, 4, 16, 28, 'fail'), stroke('M13 11v9M13 24.5v.1', 'fail'), box(28, 4, 16, 28, 'mute', 'd')],
  darkNode: [box(2, 3, 20, 30, 'mute', 'd'), box(8, 11, 8, 14, 'mute', 'f'), box(26, 3, 20, 30, 'ready'), box(32, 11, 8, 14, 'ready', 'f')],
  cutCable: [box(2, 10, 13, 16, 'mute'), box(33, 10, 13, 16, 'ready'), stroke('M15 18h5M28 18h5', 'fail'), stroke('M21 12l6 12', 'fail')],
  twoWriters: [box(4, 3, 13, 11, 'fail'), box(31, 3, 13, 11, 'fail'), stroke('M10.5 14l9 8M37.5 14l-9 8', 'fail'), disk(18, 20)],
  taint: [box(4, 6, 40, 26, 'mute'), stroke('M12 26l10 -14M20 26l10 -14M28 26l10 -14', 'pending')],
  drain: [box(2, 4, 17, 28, 'mute'), box(30, 4, 12, 28, 'ready'), stroke('M10 18h17M23 14l4 4l-4 4', 'accent')],
  pathToPod: [dot(5, 18, 4, 'accent'), stroke('M9 18h10M27 16l10 -8M27 20l10 8', 'accent'), dot(23, 18, 4, 'accent'), box(37, 3, 8, 10, 'ready', 'f'), box(37, 23, 8, 10, 'ready', 'f')],
  searchList: [box(3, 4, 42, 8, 'dns', 'f'), box(3, 15, 30, 7, 'mute', 'd'), box(3, 25, 20, 7, 'mute', 'd')],
  beforeReady: [box(3, 3, 42, 8, 'dns', 'd'), stroke('M24 11v8', 'dns', 'd'), box(13, 19, 22, 13, 'pending')],
  oldAnswer: [box(3, 4, 26, 9, 'mute', 'd'), box(19, 22, 26, 9, 'dns', 'f'), stroke('M38 4a7 7 0 1 0 .1 0M38 7.5v4l3 2', 'pending')],
  noEcho: [box(2, 10, 12, 16, 'accent'), stroke('M14 14h14', 'accent'), stroke('M28 22H14', 'mute', 'd'), box(34, 10, 12, 16, 'dns', 'd')],
  deadlock: [box(3, 4, 14, 12, 'pending'), box(31, 20, 14, 12, 'pending'), stroke('M17 8c14 0 20 2 21 11M35 15.5l3 4l3.5 -3.5', 'fail'), stroke('M31 28C17 28 11 26 10 17M13 20.5L10 16.5L6.5 20', 'fail')],
  replication: [box(3, 5, 13, 12, 'new', 'f'), box(30, 5, 13, 12, 'old', 'f'), box(30, 21, 13, 12, 'old', 'f'), stroke('M16 11h12M20 11c4 0 4 16 9 16', 'accent')],
  incidents: [dot(9, 18, 6, 'fail'), dot(24, 18, 6, 'pending'), dot(39, 18, 6, 'fail')],
};
