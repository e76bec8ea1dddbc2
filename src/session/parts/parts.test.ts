import { describe, expect, it } from 'vitest';
import { profiles } from '#engine/profiles/index.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import type { Pod } from '#engine/kinds/pod.ts';
import { createLate, type Late } from '#engine/core/late.ts';
import { isEarlyImage } from '#engine/node/images/index.ts';
import { parseImageReference } from '#engine/node/images/imageReference.ts';
import type { Utility } from '#terminal/command.ts';
import { firstPrograms } from '#terminal/firstPrograms.ts';
import { advanceRecorded } from '../advanceRecorded.ts';
import { beginSession, type OpenDesk } from '../beginSession.ts';
import { createOpenDesk } from '../deskOpener.ts';
import type { Session } from '../session.ts';
import { withParts } from './givenParts.ts';
import { laterImages, laterPrograms, openDeskInParts } from './first.ts';

/**
 * What a person may do in the first minutes: pipes, background jobs, substitutions, TAB, programs that run others,
 * a server whose image comes late, probes in it, and programs that are started in containers.
 */
const DEEDS: readonly (readonly [atMs: number, text: string])[] = [
  [3, 'kubectl ge'],
  [200, '\t'],
  [400, ' po\t\t'],
  [900, '\u0003'],
  [1000, 'seq 40 | grep 1 | sort -r | head -3; echo "$(date +%s) $(ls | wc -l)"\r'],
  [2000, 'sleep 2 & sleep 1 | cat & jobs; wait; echo done\r'],
  [5000, 'time env A=1 sh -c "printf %s $A; seq 3 | xargs -n1 echo"; nohup nice date; no-such-program\r'],
  [7000, 'kubectl create deployment db --image=redis:7 && kubectl create deployment web --image=nginx:1.25; kubectl run odd --image=docker.io/some/thing\r'],
  [9000, 'kubectl get pods -w & kubectl expl\t sts.spec.serv\t\r'],
  [20_000, 'kill %1; for p in $(kubectl get pods -o name -l app=db); do kubectl exec $p -- redis-cli set a 1; kubectl exec $p -- sh -c "redis-cli get a | tr 1 2"; done\r'],
  [30_000, 'kubectl get pods -A -o json | jq -r ".items[].metadata.name" | awk "{print NR, \\$1}"; curl -sI 10.200.0.1 | head -1\r'],
  [32_000, 'for i in $(seq 60); do echo $i | cat; done | tail -n 1; (for i in $(seq 30); do date +%N; done | sort -u | wc -l) & (for i in $(seq 30); do date +%N; done | sort -u | tail -n 2); wait\r'],
  [45_000, 'kubectl delete pods --all --wait=false; redis\t\r'],
];
const UNTIL_MS = 60_000;

const parts = { laterPrograms, laterImages };

/** Brings a part when the session has stood still for it for a while: `bring` is called between two attempts to go on. */
function play(openDesk: OpenDesk, bring: (session: Session) => void, sliceEvents: number): string {
  const begun = beginSession({ profile: labProfile, seed: 7, hasEditor: true });
  begun.complete(openDesk);
  const { session } = begun;
  for (const [atMs, text] of [...DEEDS, [UNTIL_MS, ''] as const]) {
    for (let left = sliceEvents; session.frame().nowMs < atMs; left = sliceEvents) {
      if (!session.advance(atMs - session.frame().nowMs, () => (left -= 1) < 0) && session.isHeld()) bring(session);
    }
    if (text !== '') session.dispatch({ do: 'type', terminal: 1, text });
  }
  return session.eventLog();
}

/** A part that has to be waited for each time it is wanted, as if it were forgotten again. */
function forgetful(found: readonly Utility[]): Late<readonly Utility[]> {
  let isWanted = false;
  return {
    ...createLate<readonly Utility[]>('a part'),
    want: () => {
      let looks = 0;
      isWanted = true;
      return () => (looks += 1) > 3;
    },
    current: () => {
      const current = isWanted ? found : undefined;
      isWanted = false;
      return current;
    },
  };
}

describe('a session whose programs come in parts', () => {
  it('runs the same course to the byte whenever they come', async () => {
    const wanted: string[] = [];
    for (const [name, part] of Object.entries({ ...parts.laterPrograms, images: parts.laterImages })) part.onWanted(() => wanted.push(name));
    const [{ kubectl }, { tools }, { clients, deepImages }] = await Promise.all([import('./kubectl.ts'), import('./tools.ts'), import('./servers.ts')]);
    const bringers: Readonly<Record<string, () => void>> = {
      kubectl: () => laterPrograms.kubectl.provide(kubectl),
      tools: () => laterPrograms.tools.provide(tools),
      clients: () => laterPrograms.clients.provide(clients),
      images: () => laterImages.provide(deepImages),
    };
    const stoodAt: string[] = [];
    let patience = 0;

    const late = play(openDeskInParts, (session) => {
      patience += 1;
      if (patience % 5 !== 0) return;
      const name = wanted.at(-1) ?? '';
      stoodAt.push(name);
      expect(session.step()).toBe(false);
      bringers[name]?.();
    }, 50);
    const { openDesk } = await import('../openDesk.ts');
    const atOnce = [openDesk, openDeskInParts].map((each) => play(each, () => expect.unreachable('nothing is missing'), Number.POSITIVE_INFINITY));

    expect(stoodAt).toEqual(['kubectl', 'tools', 'images', 'clients']);
    expect(atOnce[0]).toContain('redis-cli');
    expect(late).toBe(atOnce[0]);
    expect(atOnce[1]).toBe(atOnce[0]);
    let stood = 0;
    const inPieces = createOpenDesk({ programs: firstPrograms, laterPrograms: [kubectl, tools, clients].map(forgetful) });
    expect(play(inPieces, () => (stood += 1), 50)).toBe(atOnce[0]);
    expect(stood).toBeGreaterThan(100);
  });

  it('takes what is done while time stands as done right after it, as a replay does', async () => {
    const [{ kubectl }, { openDesk }] = await Promise.all([import('./kubectl.ts'), import('../openDesk.ts')]);
    const part = createLate<readonly Utility[]>('kubectl');
    part.onWanted(() => undefined);
    const late = withParts(part);
    for (const text of ['kubectl get p\t', 'o\t', ' -A\r', '\u0003echo behind\r']) {
      late.dispatch({ do: 'type', terminal: 1, text });
      expect(late.advance(300)).toBe(false);
    }
    expect(late.output(1, 0).text).not.toContain('-A');
    part.provide(kubectl);
    late.advance(5000);

    const replayed = beginSession(late.options);
    replayed.complete(openDesk);
    expect(advanceRecorded(replayed.session, late.history, late.frame().nowMs, () => false)).toBe(true);
    expect(replayed.session.eventLog()).toBe(late.eventLog());
    expect(late.output(1, 0).text).toContain('\r\nbehind\r\n');
  });

  it('the parts and what is there first are all programs, and no name is in two of them', async () => {
    const [{ programs }, { kubectl }, { tools }, { clients }] = await Promise.all([import('#terminal/programs.ts'), import('./kubectl.ts'), import('./tools.ts'), import('./servers.ts')]);
    const inParts = [...firstPrograms, ...kubectl, ...tools, ...clients];
    const names = inParts.flatMap(({ name, aliases = [] }) => [name, ...aliases]);

    expect(new Set(inParts)).toEqual(new Set(programs));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('what runs in the clusters that ship when they start is there from the start', () => {
    const images = profiles.flatMap(({ objects, defaultRegistry }) =>
      objects.filter((object): object is Pod => object.kind === 'Pod').flatMap(({ spec }) => spec.containers.map(({ image = '' }) => parseImageReference(image, defaultRegistry)?.path ?? image)));

    expect(images.length).toBeGreaterThan(0);
    expect(images.filter((path) => !isEarlyImage(path))).toEqual([]);
  });
});
