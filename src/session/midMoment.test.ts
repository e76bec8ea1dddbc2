import { expect, it } from 'vitest';
import { createRandom } from '#engine/core/random.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { advanceRecorded } from './advanceRecorded.ts';
import { createSession } from './createSession.ts';
import type { Session } from './session.ts';

const LINES = [
  'for i in $(seq 500); do echo $i; ls /; sleep 0.02; done &',
  'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml',
  'kubectl scale sts nginx-web-sts-vct --replicas=5',
  'kubectl delete pod nginx-web-sts-vct-1 --wait=false',
  'for i in 1 2 3; do echo $i & done; wait',
  'kubectl get pods -o wide | sort | head -3',
  'kubectl set env sts nginx-web-sts-vct A=B',
  'echo x | tee /tmp/x | cat & kubectl get events',
];
/** How long after the last line the courses are compared. */
const MORE_MS = 60_000;

const open = () => createSession({ profile: labProfile, seed: 7, hasEditor: false });

/** Pauses between any two events with a certain chance: as a slow machine does, and at other places each time. */
function restless(seed: number): () => boolean {
  const random = createRandom(seed);
  return () => random.integer(0, 9) === 0;
}

/** A person who steps, lets time run in pieces and types whenever the clock has stopped, in the middle of a moment as well. */
function played(seed: number): Session {
  const session = open();
  const random = createRandom(seed);
  const shouldPause = restless(seed + 1);
  for (const line of LINES) {
    for (let moves = random.integer(3, 40); moves > 0; moves -= 1) {
      if (random.integer(0, 2) === 0) session.step();
      else session.advance(random.integer(1, 400), shouldPause);
    }
    for (const piece of [...line.slice(0, 8), line.slice(8), '\r']) {
      session.dispatch({ do: 'type', terminal: 1, text: piece });
      if (random.integer(0, 1) === 0) session.step();
    }
  }
  session.advance(MORE_MS);
  return session;
}

/** The same once more, as far as that went. */
function replayed({ history, frame }: Session, shouldPause: () => boolean): Session {
  const session = open();
  while (!advanceRecorded(session, history, frame().nowMs, shouldPause)) continue;
  return session;
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])('what was done where the clock stopped between two events of one moment is met again by every replay (%i)', (seed) => {
  const session = played(seed);

  expect(session.history.length).toBeGreaterThan(LINES.length * 2);
  expect(replayed(session, () => false).eventLog()).toBe(session.eventLog());
  expect(replayed(session, restless(seed + 2)).eventLog()).toBe(session.eventLog());
});
