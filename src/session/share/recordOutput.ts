import { advanceRecorded } from '../advanceRecorded.ts';
import type { LoggedIntent, Session } from '../session.ts';

/** A piece of what a terminal wrote, and by when. */
export interface OutputPiece {
  readonly atMs: number;
  readonly terminal: number;
  readonly text: string;
}

/** How finely moments are told apart, in milliseconds. */
const TICK_MS = 50;

/** Plays what was recorded in a fresh session and notes when which text came. */
export function recordOutput(session: Session, inputs: readonly LoggedIntent[], untilMs: number): readonly OutputPiece[] {
  const pieces: OutputPiece[] = [];
  const read = new Map<number, number>();
  const note = () => {
    const { nowMs, terminals } = session.frame();
    for (const { id, outputLength } of terminals) {
      if (outputLength <= (read.get(id) ?? 0)) continue;
      const { from, text } = session.output(id, read.get(id) ?? 0);
      read.set(id, from + text.length);
      pieces.push({ atMs: nowMs, terminal: id, text });
    }
  };
  note();
  for (let atMs = 0; atMs < untilMs; ) {
    atMs = Math.min(atMs + TICK_MS, untilMs);
    advanceRecorded(session, inputs, atMs, () => false);
    note();
  }
  return pieces;
}
