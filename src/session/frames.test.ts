import { expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from './createSession.ts';
import type { Session } from './session.ts';

const POD = 'kubectl run web --image=harbor.myharbor.com/myharbor/nginx:v1.0-my\r';
function givenSession(...lines: readonly string[]): Session {
  const session = createSession({ profile: labProfile, seed: 1, hasEditor: false });
  session.advance(1000);
  for (const line of lines) type(session, line);
  return session;
}

function type(session: Session, text: string): void {
  session.dispatch({ do: 'type', terminal: 1, text });
  session.advance(10_000);
}

it('finds an object by its key, and keeps it although the cluster goes on', () => {
  const session = givenSession(POD);
  const frame = session.frame();
  const pod = frame.get('Pod', 'default', 'web');

  type(session, 'kubectl delete pod web --now\r');

  expect(pod?.status.phase).toBe('Running');
  expect(frame.get('Pod', 'default', 'web')).toBe(pod);
  expect(session.frame().get('Pod', 'default', 'web')).toBeUndefined();
  expect(frame.get('Node', undefined, 'centos7k8s1')?.kind).toBe('Node');
});

it('takes over what has not changed while only the time moves', () => {
  const session = givenSession();
  const before = session.frame();
  session.advance(16);
  const after = session.frame();

  expect(after.nowMs).toBe(before.nowMs + 16);
  expect(after.list('Pod')).toBe(before.list('Pod'));
  expect(after.volumes).toBe(before.volumes);
});

it('has the leases as they are, though nothing else has changed since the last one', () => {
  const session = givenSession();
  const renewed = () => session.frame().get('Lease', 'kube-node-lease', 'centos7k8s1')?.spec.renewTime;
  const seen = new Set<string | undefined>();
  for (let seconds = 0; seconds < 60; seconds += 1) {
    session.advance(1000);
    seen.add(renewed());
  }
  expect(seen.size).toBeGreaterThanOrEqual(6);
});

it('shows what is written to a volume', () => {
  const session = givenSession();
  const text = () => session.frame().volumes[0]?.files.find(({ name }) => name === 'note.txt')?.text;
  expect(text()).toBeUndefined();

  type(session, 'cd /opt/data/kubernetes/*test-claim*; echo hello > note.txt\r');
  expect(text()).toBe('hello');
  type(session, 'echo again > note.txt\r');
  expect(text()).toBe('again');
});

it('tells of a fault that is over', () => {
  const session = givenSession();
  session.dispatch({ do: 'fault', fault: { fault: 'dns', running: false } });
  expect(session.frame().faults).toHaveLength(1);
  session.dispatch({ do: 'fault', fault: { fault: 'dns', running: true } });
  expect(session.frame().faults).toHaveLength(0);
});
