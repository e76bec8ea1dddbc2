import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { advanceRecorded } from '../advanceRecorded.ts';
import { createSession } from '../createSession.ts';
import type { LoggedIntent } from '../session.ts';
import { joinTyping } from './joinTyping.ts';
import { recordOutput } from './recordOutput.ts';

const options = { profile: labProfile, seed: 42, hasEditor: true };

function typed(text: string, fromMs: number, everyMs = 120): readonly LoggedIntent[] {
  return Array.from(text, (key, index): LoggedIntent => ({ atMs: fromMs + index * everyMs, intent: { do: 'type', terminal: 1, text: key } }));
}

function played(inputs: readonly LoggedIntent[], untilMs: number) {
  const session = createSession(options);
  advanceRecorded(session, inputs, untilMs, () => false);
  return session;
}

describe('keys in a link', () => {
  const inputs = [...typed('kubectl get nodes\r', 1000), ...typed('echo hallo\r', 9000)];

  it('are joined up to Enter', () => {
    expect(joinTyping(inputs)).toEqual([
      { atMs: 3040, intent: { do: 'type', terminal: 1, text: 'kubectl get nodes\r' } },
      { atMs: 10_200, intent: { do: 'type', terminal: 1, text: 'echo hallo\r' } },
    ]);
  });

  it('joined give the same session to the byte when the shell waits', () => {
    expect(played(joinTyping(inputs), 15_000).eventLog()).toBe(played(inputs, 15_000).eventLog());
  });

  it('that mean something by themselves are never joined to later ones', () => {
    expect(joinTyping([...typed('\u0003', 0), ...typed('l\ts', 500)])).toHaveLength(3);
  });

  it('of two terminals stay apart', () => {
    const other: LoggedIntent = { atMs: 50, intent: { do: 'type', terminal: 2, text: 'b' } };
    expect(joinTyping([...typed('a', 0), other, ...typed('c', 100)])).toHaveLength(3);
  });
});

describe('a recording of the output', () => {
  it('holds the whole text, in order of time', () => {
    const inputs: readonly LoggedIntent[] = [{ atMs: 500, intent: { do: 'run', terminal: 1, line: 'echo one; sleep 2; echo two' } }];
    const pieces = recordOutput(createSession(options), inputs, 5000);

    expect(pieces.map(({ text }) => text).join('')).toBe(played(inputs, 5000).output(1, 0).text);
    const two = pieces.find(({ text }) => text.includes('two\r\n') && !text.includes('sleep'));
    expect(two?.atMs).toBeGreaterThanOrEqual(2500);
    expect(two?.atMs).toBeLessThan(2700);
  });
});
