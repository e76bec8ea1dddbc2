import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { beginSession } from './beginSession.ts';
import { createSession } from './createSession.ts';
import { openDesk } from './openDesk.ts';

const options = { profile: labProfile, seed: 42, hasEditor: true };

describe('a session whose programs come later', () => {
  it('shows the cluster at once, and its time stands', () => {
    const { session } = beginSession(options);
    session.advance(5000);

    expect(session.step()).toBe(false);
    expect(session.frame()).toMatchObject({ nowMs: 0, terminals: [] });
    expect(session.frame().list('Node')).toHaveLength(3);
  });

  it('does what was asked for meanwhile when it is complete', () => {
    const { session, complete } = beginSession(options);
    session.dispatch({ do: 'run', terminal: 1, line: 'echo here' });
    complete(openDesk);
    session.advance(2000);

    expect(session.output(1, 0).text).toContain('\r\nhere\r\n');
  });

  it('is then the same to the byte as one that had them from the start', () => {
    const later = beginSession(options);
    later.session.advance(5000);
    later.complete(openDesk);
    const log = [later.session, createSession(options)].map((session) => {
      session.dispatch({ do: 'run', terminal: 1, line: 'kubectl get pods -A' });
      session.advance(20_000);
      return session.eventLog();
    });

    expect(log[0]).toBe(log[1]);
  });
});
