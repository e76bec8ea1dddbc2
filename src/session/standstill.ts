import type { Session } from './session.ts';

type Standstill = Omit<Session, 'options' | 'dispatch' | 'frame' | 'output' | 'why' | 'recall' | 'history' | 'changes'>;

/** What holds of a session in which nothing moves, and of which nobody has kept files, logs and records. */
export const standstill: Standstill = {
  isHeld: () => false,
  isMidMoment: () => false,
  advance: () => true,
  step: () => false,
  runUntilIdle: () => undefined,
  subscribe: () => () => false,
  recordsFor: () => [],
  look: () => ({ is: 'nothing', text: '' }),
  log: () => ({ lines: [], isRunning: false }),
  eventLog: () => '',
};
