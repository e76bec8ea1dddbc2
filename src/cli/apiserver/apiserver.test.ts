import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upstreamProfile } from '#engine/profiles/upstream.ts';
import { serveCluster, type ServedCluster } from './serveCluster.ts';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', labels: { app: 'p' } }, spec: { containers: [{ name: 'c', image: 'busybox:1.36', command: ['sleep', '3600'] }] } };
const SET = {
  apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'web' },
  spec: { replicas: 1, serviceName: 'web', selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'c', image: 'busybox:1.36', command: ['sh', '-c', 'echo one; echo two; sleep 3600'] }] } } },
};

let served: ServedCluster;
let port = 0;

beforeAll(async () => {
  served = serveCluster({ profile: upstreamProfile, seed: 1 });
  port = await served.listen(0);
  served.cluster.sim.runUntil(1000);
});

afterAll(() => served.close());

interface Answered {
  readonly code: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly warning: string | null;
}

async function ask(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, ...(text === undefined ? {} : { body: text }), headers: { 'Content-Type': 'application/json', ...headers } });
  const answer = await response.text();
  return { code: response.status, body: read(answer), warning: response.headers.get('warning') };
}

function read(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return { text };
  }
}

const PODS = '/api/v1/namespaces/default/pods';
const MAPS = '/api/v1/namespaces/default/configmaps';
const SETS = '/apis/apps/v1/namespaces/default/statefulsets';
const pass = (ms: number) => served.cluster.sim.runUntil(served.cluster.sim.now() + ms);

describe('the server itself', () => {
  it.each(['/healthz', '/livez', '/readyz'])('says ok at %s', async (path) => {
    expect((await ask('GET', path)).body).toEqual({ text: 'ok' });
  });

  it('tells its version', async () => {
    expect((await ask('GET', '/version')).body).toMatchObject({ gitVersion: upstreamProfile.kubernetesVersion, major: '1' });
  });

  it('lists its types in both forms', async () => {
    const accept = { Accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json' };

    const [old, aggregated, groups] = [await ask('GET', '/apis/apps/v1'), await ask('GET', '/apis', undefined, accept), await ask('GET', '/apis')];

    expect(JSON.stringify(old.body)).toContain('"statefulsets/scale"');
    expect(aggregated.body['kind']).toBe('APIGroupDiscoveryList');
    expect(groups.body['kind']).toBe('APIGroupList');
  });

  it('describes its types for apply, explain and validation', async () => {
    const { body } = await ask('GET', '/openapi/v3/apis/apps/v1');
    const text = JSON.stringify(body);

    expect(text).toContain('"x-kubernetes-group-version-kind":[{"group":"apps","version":"v1","kind":"StatefulSet"}]');
    expect(text).toContain('"x-kubernetes-patch-merge-key":"name"');
    expect(text).toContain('"name":"fieldValidation","in":"query"');
  });
});

describe('the verbs', () => {
  it('create, read, list, change and delete an object', async () => {
    expect((await ask('POST', PODS, POD)).code).toBe(201);
    expect((await ask('POST', PODS, POD)).body).toMatchObject({ reason: 'AlreadyExists', code: 409 });
    expect((await ask('GET', `${PODS}/p`)).body).toMatchObject({ kind: 'Pod', metadata: { name: 'p', namespace: 'default' } });
    expect((await ask('GET', `${PODS}?labelSelector=app%3Dp`)).body).toMatchObject({ kind: 'PodList', items: [{ metadata: { name: 'p' } }] });

    const patched = await ask('PATCH', `${PODS}/p`, { metadata: { labels: { a: 'b' } } }, { 'Content-Type': 'application/merge-patch+json' });
    expect(patched.body).toMatchObject({ metadata: { labels: { app: 'p', a: 'b' } } });

    const gone = await ask('DELETE', `${PODS}/p`, { gracePeriodSeconds: 0 });
    expect(gone.code).toBe(200);
    expect((await ask('GET', `${PODS}/p`)).body).toMatchObject({ message: 'pods "p" not found', reason: 'NotFound' });
  });

  it.each([
    ['application/json-patch+json', [{ op: 'replace', path: '/spec/replicas', value: 2 }], 2],
    ['application/merge-patch+json', { spec: { replicas: 3 } }, 3],
    ['application/strategic-merge-patch+json', { spec: { replicas: 4 } }, 4],
    ['application/apply-patch+yaml', 'apiVersion: apps/v1\nkind: StatefulSet\nspec: {replicas: 5}\n', 5],
  ])('patch with %s', async (type, patch, replicas) => {
    await ask('POST', SETS, SET);

    const { body } = await ask('PATCH', `${SETS}/web?dryRun=All${type.includes('apply') ? '&fieldManager=me&force=true' : ''}`, patch, { 'Content-Type': type });

    expect(body).toMatchObject({ spec: { replicas } });
    expect((await ask('GET', `${SETS}/web`)).body).toMatchObject({ spec: { replicas: 1 } });
  });

  it('apply a new object, which is answered with 201', async () => {
    const type = { 'Content-Type': 'application/apply-patch+yaml' };
    const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: applied}\ndata: {a: b}\n';

    expect((await ask('PATCH', '/api/v1/namespaces/default/configmaps/applied?fieldManager=me', manifest, type)).code).toBe(201);
    expect((await ask('PATCH', '/api/v1/namespaces/default/configmaps/applied?fieldManager=me', manifest, type)).code).toBe(200);
    expect((await ask('PATCH', '/api/v1/namespaces/default/configmaps/applied', manifest, type)).body).toMatchObject({ message: 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch', code: 422 });
  });

  it('show and change the scale', async () => {
    await ask('POST', SETS, SET);
    expect((await ask('GET', `${SETS}/web/scale`)).body).toMatchObject({ kind: 'Scale', spec: { replicas: 1 } });

    const { body } = await ask('PATCH', `${SETS}/web/scale`, { spec: { replicas: 2 } }, { 'Content-Type': 'application/merge-patch+json' });

    expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 2 } });
  });

  it('answer with a table where that is asked for', async () => {
    const accept = { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' };

    const { body } = await ask('GET', '/api/v1/nodes', undefined, accept);

    expect(body).toMatchObject({ kind: 'Table', rows: expect.arrayContaining([expect.objectContaining({ cells: expect.arrayContaining(['worker', 'Ready']) as unknown })]) as unknown });
  });

  it('page through a list', async () => {
    const first = await ask('GET', '/api/v1/nodes?limit=2');
    const { continue: token } = first.body['metadata'] as { readonly continue: string };
    const second = await ask('GET', `/api/v1/nodes?limit=2&continue=${token}`);

    const names = [first, second].flatMap(({ body }) => (body['items'] as readonly { readonly metadata: { readonly name: string } }[]).map(({ metadata }) => metadata.name));
    expect(names).toEqual(['control-plane', 'worker', 'worker2', 'worker3']);
  });

  it('warn of unknown fields, refuse them, or let them pass', async () => {
    const wrong = { ...POD, metadata: { name: 'q' }, spec: { ...POD.spec, foo: 1 } };

    const [warned, strict, ignored] = [await ask('POST', `${PODS}?dryRun=All`, wrong), await ask('POST', `${PODS}?dryRun=All&fieldValidation=Strict`, wrong), await ask('POST', `${PODS}?dryRun=All&fieldValidation=Ignore`, wrong)];

    expect(warned.warning).toBe('299 - "unknown field \\"spec.foo\\""');
    expect(strict.body).toMatchObject({ code: 400, message: 'Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.foo"' });
    expect(ignored).toMatchObject({ code: 201, warning: null });
  });

  it('tell of changes as they come', async () => {
    const events = await watched(`${MAPS}?watch=1&resourceVersion=${served.cluster.api.resourceVersion()}`, async () => {
      await ask('POST', MAPS, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'seen' } });
      await ask('DELETE', `${MAPS}/seen`);
    }, 2);

    expect(events.map(({ type, object }) => [type, object.metadata.name])).toEqual([['ADDED', 'seen'], ['DELETED', 'seen']]);
  });

  it('tell first what is there, then that this was all', async () => {
    const events = await watched('/api/v1/nodes?watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true', async () => {}, 5);

    expect(events.map(({ type }) => type)).toEqual(['ADDED', 'ADDED', 'ADDED', 'ADDED', 'BOOKMARK']);
    expect(events.at(-1)?.object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
  });

  it('read logs and evict', async () => {
    await ask('POST', SETS, SET);
    pass(60_000);

    expect((await ask('GET', `${PODS}/web-0/log?tailLines=1`)).body).toEqual({ text: 'two\n' });
    expect((await ask('GET', `${PODS}/web-0/log?container=nope`)).body).toMatchObject({ message: 'container nope is not valid for pod web-0', code: 400 });
    expect((await ask('POST', `${PODS}/web-0/eviction`, { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'web-0' } })).code).toBe(201);
    pass(60_000);
  });

  it('answer who may do what', async () => {
    const review = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec: { resourceAttributes: { verb: 'list', resource: 'pods', namespace: 'default' } } };
    const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

    expect((await ask('POST', path, review)).body).toMatchObject({ status: { allowed: true } });
    expect((await ask('POST', path, review, { 'Impersonate-User': 'joe' })).body).toMatchObject({ status: { allowed: false } });
    expect((await ask('GET', PODS, undefined, { 'Impersonate-User': 'joe' })).body).toMatchObject({ code: 403, message: 'pods is forbidden: User "joe" cannot list resource "pods" in API group "" in the namespace "default"' });
  });
});

interface Seen {
  readonly type: string;
  readonly object: { readonly metadata: { readonly name?: string; readonly annotations?: unknown } };
}

/** The first events of a watch, with something done once it stands. */
async function watched(path: string, act: () => Promise<void>, count: number): Promise<readonly Seen[]> {
  const control = new AbortController();
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { signal: control.signal });
  await act();
  let text = '';
  for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(piece).toString('utf8');
    if (text.split('\n').length > count) break;
  }
  control.abort();
  return text.split('\n').slice(0, count).map((line) => JSON.parse(line) as Seen);
}

describe('requests that make no sense', () => {
  it.each([
    ['GET', '/nope', undefined, {}, 404, 'NotFound'],
    ['GET', '/api/v2/pods', undefined, {}, 404, 'NotFound'],
    ['GET', '/api/v1/namespaces/default/pods/a/nope', undefined, {}, 404, 'NotFound'],
    ['GET', `${PODS}/nope`, undefined, {}, 404, 'NotFound'],
    ['PUT', PODS, '{}', {}, 405, 'MethodNotAllowed'],
    ['POST', PODS, '{', {}, 400, 'BadRequest'],
    ['POST', PODS, '[]', {}, 400, 'BadRequest'],
    ['POST', PODS, '', {}, 400, 'BadRequest'],
    ['POST', PODS, '{}', {}, 422, 'Invalid'],
    ['POST', PODS, 'x', { 'Content-Type': 'text/plain' }, 415, 'UnsupportedMediaType'],
    ['POST', PODS, 'x', { 'Content-Type': 'application/cbor' }, 415, 'UnsupportedMediaType'],
    ['POST', PODS, 'x', { 'Content-Type': 'application/vnd.kubernetes.protobuf' }, 400, 'BadRequest'],
    ['POST', PODS, 'a: [', { 'Content-Type': 'application/yaml' }, 400, 'BadRequest'],
    ['POST', PODS, { ...POD, metadata: { name: 'x', namespace: 'other' } }, {}, 400, 'BadRequest'],
    ['POST', PODS, { ...POD, apiVersion: 'apps/v1' }, {}, 400, 'BadRequest'],
    ['POST', `${PODS}?dryRun=Some`, POD, {}, 422, 'Invalid'],
    ['GET', PODS, undefined, { Accept: 'application/xml' }, 406, 'NotAcceptable'],
    ['GET', `${PODS}?labelSelector=a%3D%3D%3Db`, undefined, {}, 400, 'BadRequest'],
    ['GET', `${PODS}?fieldSelector=nope%3Da`, undefined, {}, 400, 'BadRequest'],
    ['GET', `${PODS}?limit=x`, undefined, {}, 400, 'BadRequest'],
    ['GET', `${PODS}?limit=1&continue=x`, undefined, {}, 400, 'BadRequest'],
    ['PATCH', `${SETS}/web`, '{', { 'Content-Type': 'application/merge-patch+json' }, 400, 'BadRequest'],
    ['PATCH', `${SETS}/web`, '{}', { 'Content-Type': 'application/json' }, 415, 'UnsupportedMediaType'],
    ['DELETE', `${PODS}/nope`, '{"gracePeriodSeconds": "x"}', {}, 400, 'BadRequest'],
    ['GET', `${PODS}/web-0/exec?command=ls`, undefined, {}, 400, 'BadRequest'],
    ['GET', '/api/v1/namespaces/%ZZ/pods', undefined, {}, 404, 'NotFound'],
  ])('%s %s %j %j gets a Status %i %s', async (method, path, body, headers, code, reason) => {
    const answer = await ask(method, path, body, headers as Readonly<Record<string, string>>);

    expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure', code, reason });
    expect(answer.code).toBe(code);
  });

  it('a body that is too long is refused', async () => {
    expect((await ask('POST', PODS, `"${'x'.repeat(3 * 1024 * 1024)}"`)).body).toMatchObject({ code: 413, reason: 'RequestEntityTooLarge' });
  });

  it.each([
    'GARBAGE\r\n\r\n',
    'GET / HTTP/1.1\r\nContent-Length: 100\r\n\r\nshort',
    'GET /api/v1/namespaces/default/pods/web-0/exec?command=ls HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    'GET /nope HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: foo\r\n\r\n',
    `GET ${PODS}?watch=1 HTTP/1.1\r\nHost: x\r\n\r\n`,
    `POST ${PODS} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n`,
  ])('a connection that says %j and is cut does not stop it', async (text) => {
    await new Promise<void>((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('error', () => resolve());
      socket.on('close', () => resolve());
      setTimeout(() => socket.destroy(), 50);
    });

    expect((await ask('GET', '/healthz')).body).toEqual({ text: 'ok' });
  });
});
