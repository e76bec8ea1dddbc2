import { createSession } from './createSession.ts';
import type { Session, SessionOptions } from './session.ts';

/** Text that a person typed into the first terminal, and when, in milliseconds since the start. */
export interface TypedInput {
  readonly atMs: number;
  readonly text: string;
}

/** Plays typed inputs in a fresh session up to a moment. */
export function replay(options: SessionOptions, inputs: readonly TypedInput[], untilMs: number): Session {
  const session = createSession(options);
  for (const { atMs, text } of inputs) {
    session.advance(atMs - session.frame().nowMs);
    session.dispatch({ do: 'type', terminal: 1, text });
  }
  session.advance(untilMs - session.frame().nowMs);
  return session;
}
