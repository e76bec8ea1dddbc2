import { describe, expect, it } from 'vitest';
import { createRandom } from '#engine/core/random.ts';
import { kinds } from '#engine/kinds/index.ts';
import { keyOf } from '#engine/kinds/object.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { lesson } from '#lessons/course/own-storage/lesson.ts';
import { advanceRecorded } from '../advanceRecorded.ts';
import { createSession } from '../createSession.ts';
import type { Frame, Intent, Session } from '../session.ts';

const SET = 'nginx-web-sts-vct';
const run = (line: string): Intent => ({ do: 'run', terminal: 1, line });

/** What a person does, in the order of a session: objects that come and go, requests, files, faults, editors, terminals. */
const DEEDS: readonly Intent[] = [
  run('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml'),
  { do: 'openTerminal' },
  { do: 'type', terminal: 2, text: `kubectl exec -it ${SET}-0 -- sh\r` },
  run(`for i in 1 2 3; do curl -s $(kubectl get pod ${SET}-$((i % 2)) -o jsonpath={.status.podIP}); kubectl exec ${SET}-0 -- ping -c 2 ${SET}-1.nginx-web-headless; done`),
  { do: 'fault', fault: { fault: 'power', node: 'centos7k8s3', on: false } },
  run(`kubectl delete pod ${SET}-1 --wait=false; kubectl scale sts ${SET} --replicas=4`),
  { do: 'type', terminal: 2, text: 'echo here > /usr/share/nginx/html/index.html; exit\r' },
  { do: 'fault', fault: { fault: 'power', node: 'centos7k8s3', on: true } },
  { do: 'closeTerminal', terminal: 2 },
  { do: 'writeFile', terminal: 1, path: 'note.yml', content: 'a: 1\n' },
  { do: 'type', terminal: 1, text: 'vi note.yml\r' },
  { do: 'saveFile', editor: 1, content: 'a: 2\n' },
  { do: 'closeEditor', editor: 1, code: 0 },
  run(`kubectl delete sts ${SET} & kubectl get events -w`),
];

const open = () => createSession({ profile: labProfile, seed: 11, hasEditor: true });

/** All of it, with waits of any length and moves of every sort in between. */
function played(seed: number): Session {
  const session = open();
  const random = createRandom(seed);
  for (const deed of DEEDS) {
    session.dispatch(deed);
    for (let moves = random.integer(1, 60); moves > 0; moves -= 1) {
      const way = random.integer(0, 9);
      if (way === 0) session.step();
      else if (way === 1) session.runUntilIdle(() => random.integer(0, 20) === 0);
      else session.advance(random.integer(1, 900), () => random.integer(0, 30) === 0);
    }
  }
  return session;
}

function replayedTo(ms: number, { history }: Session): Session {
  const session = open();
  advanceRecorded(session, history, ms, () => false);
  return session;
}

const KINDS = kinds.map(({ kind }) => kind);

/** A frame as plain data. */
function plain({ list, requestCounts, ...more }: Frame) {
  return { ...more, get: undefined, requestCounts: [...requestCounts].map(([service, pods]) => [service, [...pods]]), objects: KINDS.map((kind) => [kind, list(kind)]) };
}

function seenIn(session: Session) {
  const frame = session.frame();
  const objects = KINDS.flatMap((kind) => frame.list(kind));
  return {
    frame: plain(frame),
    found: objects.every((object) => frame.get(object.kind, object.metadata.namespace, object.metadata.name) === object),
    why: objects.map((object) => session.why(keyOf(object))),
    output: frame.terminals.map(({ id }) => session.output(id, 0)),
    changes: session.changes(),
    history: session.history,
  };
}

describe('a moment that is recalled', () => {
  it.each([1, 2, 3, 4, 5, 6])('is what a replay comes to, in whatever order moments are asked for (walk %i)', (seed) => {
    const session = played(seed);
    const random = createRandom(seed);
    const moments = Array.from({ length: 12 }, () => random.integer(0, Math.floor(session.frame().nowMs / 100)) * 100);

    for (const ms of moments) expect(seenIn(session.recall(ms) as Session), `at ${ms} ms`).toEqual(seenIn(replayedTo(ms, session)));
  });

  it('is between two tenths of a second at most that old', () => {
    const session = played(1);
    const random = createRandom(2);
    for (let count = 0; count < 15; count += 1) {
      const ms = random.integer(100, Math.floor(session.frame().nowMs));
      const revision = session.recall(ms)?.frame().revision ?? 0;

      expect(revision).toBeGreaterThanOrEqual(replayedTo(Math.floor(ms / 100) * 100, session).frame().revision);
      expect(revision).toBeLessThanOrEqual(replayedTo(ms, session).frame().revision);
    }
  });

  it('is not yet what was done a few milliseconds later, while nothing else happened', () => {
    const session = open();
    for (let count = 1; count <= 20; count += 1) {
      session.advance(377);
      const tenthMs = Math.floor(session.frame().nowMs / 100) * 100;
      session.dispatch({ do: 'fault', fault: { fault: 'dns', running: count % 2 === 0 } });
      session.advance(377);

      expect(session.recall(tenthMs)?.history).toHaveLength(count - 1);
      expect(session.recall(tenthMs + 100)?.history).toHaveLength(count);
    }
  });

  it('shows the present, and what comes later does not reach into it', () => {
    const session = played(3);
    const { nowMs } = session.frame();
    const recalled = session.recall(nowMs) as Session;
    const before = seenIn(recalled);
    expect(before).toEqual(seenIn(session));

    session.dispatch({ do: 'type', terminal: 1, text: '\u0003kubectl delete pods,pvc --all\r' });
    session.advance(20_000);

    expect(session.output(1, 0).text.length).toBeGreaterThan(before.output[0]?.text.length ?? 0);
    expect(seenIn(recalled)).toEqual(before);
  });

  it('cannot be changed and does not move, and remembers what was before it', () => {
    const session = played(4);
    const nowMs = Math.floor(session.frame().nowMs / 2);
    const recalled = session.recall(nowMs) as Session;
    const before = seenIn(recalled);

    recalled.dispatch(run('kubectl delete nodes --all'));
    recalled.advance(1000);

    expect(recalled.step()).toBe(false);
    expect(seenIn(recalled)).toEqual(before);
    expect(recalled.recall(nowMs + 1)).toBeUndefined();
    expect(seenIn(recalled.recall(2000) as Session)).toEqual(seenIn(session.recall(2000) as Session));
  });

  it('of a lesson is as far as the person was in it', () => {
    const session = createSession({ profile: labProfile, seed: 1, hasEditor: true, lesson });
    const startMs = session.frame().nowMs;
    session.dispatch({ do: 'showStep', step: lesson.steps[0]?.id ?? '' });
    session.advance(60_000);

    expect(session.frame().lesson?.current).toBeGreaterThan(0);
    expect(session.recall(startMs)?.frame().lesson?.current).toBe(0);
    expect(session.recall(startMs - 1)).toBeUndefined();
  });
});
