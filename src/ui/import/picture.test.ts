import { describe, expect, it } from 'vitest';
import type { KubeObject } from '#engine/kinds/object.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from '#session/createSession.ts';
import { readImported } from '#session/imported.ts';
import { createPicture } from '#session/picture.ts';
import { runnableManifests } from '#session/runnable.ts';
import type { Session } from '#session/session.ts';
import { createHistory } from '../history/history.ts';
import { eventsAbout } from '../inspector/panels/EventsPanel.tsx';
import { factsOf } from '../inspector/facts.ts';
import { revisionsOf } from '../inspector/revisions.ts';
import { keyOf } from '../stage/model/objectKeys.ts';
import { stageModel } from '../stage/model/stageModel.ts';

const KINDS = 'nodes,pods,sts,deploy,rs,svc,pvc,pv,sc,cm,sa,ns,controllerrevisions,endpointslices,events,leases';

/** What `kubectl get … -o yaml` prints of a cluster in which a set and a Deployment run. */
function givenDump(): string {
  const session = createSession({ profile: labProfile, seed: 42, hasEditor: false });
  session.advance(1000);
  for (const line of [
    'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml',
    'kubectl create deployment site --image=nginx:1.27 --replicas=2',
    'kubectl create namespace shop; kubectl -n shop create configmap settings --from-literal=a=b',
    `kubectl get ${KINDS} -A -o yaml > /tmp/dump.yaml`,
  ]) {
    session.dispatch({ do: 'run', terminal: 1, line });
    session.advance(40_000);
  }
  const seen = session.look({ in: 'node', node: labProfile.terminalNode }, '/tmp/dump.yaml');
  return seen.is === 'file' ? seen.text : '';
}

const dump = givenDump();

function drawn(objects: readonly KubeObject[]): Session {
  return createPicture({ objects, base: labProfile, onRefused: () => undefined });
}

/** Everything that the page computes of a picture. */
function lookAtAll(session: Session): void {
  const frame = session.frame();
  const history = createHistory();
  history.read(session.changes());
  stageModel(frame, history, session.options.profile);
  for (const { object } of session.changes()) {
    factsOf(frame, object);
    eventsAbout(frame, keyOf(object));
    revisionsOf(frame, keyOf(object), history.revisionsOf);
  }
}

describe('the dump of a cluster', () => {
  const imported = readImported(dump);

  it('is known as one, and read whole', () => {
    expect(imported).toMatchObject({ is: 'dump', problem: undefined, broken: [] });
    expect([...imported.unknown]).toEqual([]);
    expect(imported.objects.length).toBe(dump.match(/^- /gm)?.length);
  });

  it('is drawn with its sets, pools, names and nodes at the newest moment that it tells of', () => {
    const session = drawn(imported.objects);
    const history = createHistory();
    history.read(session.changes());
    const model = stageModel(session.frame(), history, session.options.profile);

    expect(model.sets.map(({ name, columns }) => [name, columns.map(({ pod }) => pod?.state)])).toEqual([['nginx-web-sts-vct', ['ready', 'ready', 'ready']]]);
    expect(model.pools.map(({ name, readyCount }) => [name, readyCount])).toContainEqual(['site', 2]);
    expect(session.options.profile).toMatchObject({ clusterDomain: 'cluster.local', dnsIp: '10.200.0.10' });
    expect(model.nodes).toHaveLength(3);
  });

  it('stands: neither time nor what a person does changes it', () => {
    let refused = 0;
    const session = createPicture({ objects: imported.objects, base: labProfile, onRefused: () => (refused += 1) });
    const before = session.frame();
    session.advance(60_000);
    session.dispatch({ do: 'run', terminal: 1, line: 'kubectl delete pod --all' });

    expect(session.frame()).toBe(before);
    expect(session.step()).toBe(false);
    expect(refused).toBe(1);
  });

  it('gives manifests that another cluster runs to the same end', () => {
    const manifests = runnableManifests(imported.objects);
    const names = manifests.map(({ kind, metadata }) => `${String(kind)}/${(metadata as { name: string }).name}`);
    expect(names).toContain('StatefulSet/nginx-web-sts-vct');
    expect(names).toContain('Namespace/shop');
    expect(names.filter((name) => /^(Pod\/nginx|Node|Event|EndpointSlice|ReplicaSet|PersistentVolumeClaim\/data|ControllerRevision)/.test(name))).toEqual([]);
    expect(JSON.stringify(manifests)).not.toMatch(/"uid"|"resourceVersion"|"status"|"managedFields"|10\.200\.3\.231/);

    const session = createSession({ profile: labProfile, seed: 7, hasEditor: false });
    session.advance(1000);
    session.dispatch({ do: 'writeFile', terminal: 1, path: 'all.json', content: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: manifests }) });
    session.dispatch({ do: 'run', terminal: 1, line: 'kubectl apply -f all.json' });
    session.advance(60_000);

    expect(session.output(1, 0).text).not.toMatch(/^(Error|error|The .* is invalid)/m);
    expect(session.frame().get('StatefulSet', 'default', 'nginx-web-sts-vct')?.status?.readyReplicas).toBe(3);
    expect(session.frame().get('ConfigMap', 'shop', 'settings')?.data).toEqual({ a: 'b' });
  });

  it('may lack any field: what is left is drawn, or said to be unreadable', () => {
    const samples = new Map(imported.objects.map((object) => [object.kind, object]));
    let cases = 0;
    for (const sample of samples.values()) {
      const others = imported.objects.filter((object) => object !== sample);
      for (const path of pathsIn(sample)) {
        const { objects } = readImported(JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [without(sample, path)] }));
        expect(() => lookAtAll(drawn([...objects, ...others.slice(0, 4)])), `${sample.kind} without ${path.join('.')}`).not.toThrow();
        cases += 1;
      }
    }
    expect(cases).toBeGreaterThan(300);
  });
});

/** Every path in a value, lists by their first item. */
function pathsIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || path.length > 6) return [];
  const entries = Array.isArray(value) ? value.slice(0, 1).map((item, index) => [String(index), item] as const) : Object.entries(value);
  return entries.flatMap(([key, inner]) => [...(Array.isArray(value) ? [] : [[...path, key]]), ...pathsIn(inner, [...path, key])]);
}

function without(value: unknown, [key = '', ...rest]: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? without(item, rest) : (item as unknown)));
  const record = value as Readonly<Record<string, unknown>>;
  if (rest.length > 0) return { ...record, [key]: without(record[key], rest) };
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}

describe('what is brought', () => {
  it.each([
    ['apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n', 'manifests', 1],
    ['{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"}}', 'manifests', 1],
    ['apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, uid: x, creationTimestamp: "2026-01-01T00:00:00Z"}\n', 'dump', 1],
    ['apiVersion: v1\nkind: List\nitems: []\n', 'nothing', 0],
    ['hello: world\n', 'nothing', 0],
    ['', 'nothing', 0],
    ['just text', 'nothing', 0],
    ['- 1\n- 2\n', 'nothing', 0],
  ])('%# is told apart', (text, is, count) => {
    expect(readImported(text)).toMatchObject({ is, objects: { length: count } });
  });

  it('of kinds that nobody knows is counted by kind, and the rest is read', () => {
    const imported = readImported('apiVersion: x.io/v1\nkind: Foo\nmetadata: {name: a}\n---\napiVersion: x.io/v1\nkind: Foo\nmetadata: {name: b}\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n');

    expect([...imported.unknown]).toEqual([['Foo.x.io/v1', 2]]);
    expect(imported.objects).toHaveLength(1);
  });

  it('that cannot be read says so by name', () => {
    const imported = readImported('apiVersion: v1\nkind: Pod\nmetadata: {name: a, uid: u, resourceVersion: "1"}\nspec: {}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: b}\nspec: {containers: 3}\n');

    expect(imported.broken.map(({ name, text }) => `${name}: ${text}`)).toEqual([
      'pod/a: spec.containers: Required value',
      expect.stringContaining('pod/b: json: cannot unmarshal number') as string,
    ]);
  });

  it('with broken syntax says where, in words of kubectl', () => {
    expect(readImported('a: [1\nb: 2\n').problem).toMatch(/^error converting YAML to JSON: yaml: line \d+:/);
  });
});
