import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from '#session/createSession.ts';
import { givenStage } from '../fixtures/givenStage.ts';
import { createHistory } from '../history/history.ts';
import { threePods } from '../fixtures/scenes.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { factsOf } from './facts.ts';
import { relatedTo } from './related.ts';
import { panelsFor } from './panels/index.ts';
import { sizeText } from './panels/FilesPanel.tsx';
import { placesOf } from './places.ts';
import { podsOf } from './podsOf.ts';
import { podsText, revisionsOf } from './revisions.ts';

const key = (kind: string, name: string) => ({ kind, namespace: 'default', name });

function givenLab(...lines: readonly string[]) {
  const session = createSession({ profile: labProfile, seed: 42, hasEditor: false });
  session.advance(1000);
  for (const line of lines) {
    session.dispatch({ do: 'run', terminal: 1, line });
    session.advance(60_000);
  }
  const history = createHistory();
  history.read(session.changes());
  return { session, frame: session.frame(), history };
}

it.each([
  ['Pod', ['why', 'overview', 'yaml', 'events', 'dns', 'files', 'logs']],
  ['StatefulSet', ['why', 'overview', 'yaml', 'events', 'dns', 'files', 'logs', 'revisions']],
  ['PersistentVolume', ['why', 'overview', 'yaml', 'events', 'files']],
  ['ConfigMap', ['why', 'overview', 'yaml', 'events']],
])('a %s has the panels %o', (kind, ids) => {
  expect(panelsFor(kind).map(({ id }) => id)).toEqual(ids);
});

describe('places of files', () => {
  it('of a set are its pods, beginning where their data is mounted', () => {
    const { frame } = givenLab('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');
    const places = placesOf(frame, key('StatefulSet', 'nginx-web-sts-vct'), labProfile);

    expect(places.map(({ label, start }) => [label, start])).toEqual([0, 1, 2].map((ordinal) => [`nginx-web-sts-vct-${ordinal}`, '/usr/share/nginx/html']));
    expect(places[1]?.command?.('ls -l', '/etc')).toBe('kubectl exec nginx-web-sts-vct-1 -- ls -l /etc');
  });

  it('of a claim is its volume, which lies in a folder of the server', () => {
    const { frame } = givenStage(threePods, 12_000);
    const [place] = placesOf(frame, key('PersistentVolumeClaim', 'data-web-1'), labProfile);

    expect(place?.place).toEqual({ in: 'volume', volume: 'pvc-data-web-1' });
  });

  it('of a node can be reached by the terminal only where the terminal sits', () => {
    const { frame } = givenStage(threePods);
    const commandOf = (name: string) => placesOf(frame, { kind: 'Node', name }, labProfile)[0]?.command?.('cat', '/etc/hosts');

    expect(commandOf('centos7k8s1')).toBe('cat /etc/hosts');
    expect(commandOf('centos7k8s2')).toBeUndefined();
  });
});

describe('revisions', () => {
  it('of a set tell the number, which pods run them and which is wanted', () => {
    const set = key('StatefulSet', 'nginx-web-sts-vct');
    const { frame, history } = givenLab(
      'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml',
      `kubectl patch sts nginx-web-sts-vct -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":2}}}}'`,
      'kubectl set image sts/nginx-web-sts-vct nginx-web-01=harbor.myharbor.com/myharbor/nginx:v2.0-my',
    );
    const rows = revisionsOf(frame, set, history.revisionsOf);

    expect(rows.map(({ number, role, images, pods, look }) => [number, role, images[0]?.split(':')[1], podsText(pods, set.name), look?.letter])).toEqual([
      [2, 'update', 'v2.0-my', '2', 'B'],
      [1, 'current', 'v1.0-my', '0–1', 'A'],
    ]);
    expect(rows[0]?.template).not.toHaveProperty('$patch');
  });

  it('of a Deployment are its ReplicaSets, without the label that tells them apart', () => {
    const deployment = key('Deployment', 'site');
    const { frame, history } = givenLab('kubectl create deployment site --image=nginx:1.27 --replicas=2', 'kubectl set image deploy/site nginx=nginx:1.28');
    const rows = revisionsOf(frame, deployment, history.revisionsOf);

    expect(rows.map(({ number, images, pods }) => [number, images[0], pods.length])).toEqual([[2, 'nginx:1.28', 2], [1, 'nginx:1.27', 0]]);
    expect(rows[0]?.template).toMatchObject({ metadata: { labels: { app: 'site' } } });
    expect(JSON.stringify(rows[0]?.template)).not.toContain('pod-template-hash');
    expect(podsOf(frame, deployment)).toHaveLength(2);
  });

  it.each([
    [['web-0', 'web-1', 'web-2', 'web-5'], 'web', '0–2, 5'],
    [['site-7d9c-x2x2z'], 'site', '7d9c-x2x2z'],
    [[], 'web', ''],
  ])('names the pods %o of %s in short: %s', (pods, name, text) => {
    expect(podsText(pods, name)).toBe(text);
  });
});

describe('what an object has to do with', () => {
  it('leads from a set to its Service, claims and pods, and from a pod to its node and back to its set', () => {
    const { frame } = givenLab('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml');
    const namesOf = (kind: string, name: string) => {
      const object: KubeObject | undefined = frame.get(kind, 'default', name);
      return object === undefined ? {} : Object.fromEntries(relatedTo(frame, object).map(({ label, keys }) => [label, keys.map((key) => key.name)]));
    };

    expect(namesOf('StatefulSet', 'nginx-web-sts-vct')).toMatchObject({
      'related.service': ['linux-headless'],
      'related.claims': [0, 1, 2].map((ordinal) => `data-nginx-web-sts-vct-${ordinal}`),
      'related.owned': expect.arrayContaining(['nginx-web-sts-vct-0', 'nginx-web-sts-vct-2']) as string[],
    });
    expect(namesOf('Pod', 'nginx-web-sts-vct-1')).toMatchObject({ 'related.owner': ['nginx-web-sts-vct'], 'related.node': ['centos7k8s3'], 'related.claims': ['data-nginx-web-sts-vct-1'] });
    expect(namesOf('Service', 'linux-headless')['related.pods']).toHaveLength(3);
  });

  it('every kind has facts in its Overview', () => {
    const { frame } = givenLab('kubectl create configmap settings --from-literal=a=bc', 'kubectl create job once --image=busybox -- true', 'kubectl create pdb web --selector=app=web --min-available=1');
    const factsAbout = (kind: string, name: string) => {
      const object: KubeObject | undefined = frame.get(kind, 'default', name);
      return object === undefined ? [] : factsOf(frame, object).map(({ label, value }) => [typeof label === 'string' ? label : label.column, value]);
    };

    expect(factsAbout('ConfigMap', 'settings')).toContainEqual(['fact.keys', 'a: 2']);
    expect(factsAbout('Job', 'once')).toContainEqual(['Completions', '1/1']);
    expect(factsAbout('PodDisruptionBudget', 'web')).toContainEqual(['Min Available', '1']);
  });
});

it.each([[0, '0 B'], [1023, '1023 B'], [1024, '1K'], [1500, '1.5K'], [20 * 1024 * 1024, '20M']])('%i bytes are %s', (bytes, text) => {
  expect(sizeText(bytes)).toBe(text);
});
