import { expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from './createSession.ts';
import type { Session } from './session.ts';

function givenWeb(): Session {
  const session = createSession({ profile: labProfile, seed: 42, hasEditor: false });
  session.advance(1000);
  session.dispatch({ do: 'run', terminal: 1, line: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml' });
  session.advance(60_000);
  return session;
}

const container = { in: 'container', namespace: 'default', pod: 'nginx-web-sts-vct-0', container: 'nginx-web-01' } as const;

it('shows what a pod wrote, in the container, on its volume and on the node that exports it', () => {
  const session = givenWeb();
  session.dispatch({ do: 'run', terminal: 1, line: 'kubectl exec nginx-web-sts-vct-0 -- sh -c "echo sts0 > /usr/share/nginx/html/index.html"' });
  session.advance(5000);
  const volume = session.frame().get('PersistentVolumeClaim', 'default', 'data-nginx-web-sts-vct-0')?.spec.volumeName ?? '';

  const file = { is: 'file', of: 'text', text: 'sts0\n', size: 5 };
  expect(session.look(container, '/usr/share/nginx/html/index.html')).toEqual(file);
  expect(session.look({ in: 'volume', volume }, '/index.html')).toEqual(file);
  expect(session.look({ in: 'node', node: 'centos7k8s1' }, `/opt/data/kubernetes/default-data-nginx-web-sts-vct-0-${volume}/index.html`)).toEqual(file);
  expect(session.look(container, '/usr/share/nginx')).toMatchObject({ is: 'directory', entries: [{ name: 'html', type: 'directory', isMount: true }] });
});

it.each([
  [container, '/no/such', 'No such file or directory'],
  [{ ...container, pod: 'web-9' }, '/', 'pods "web-9" not found'],
  [{ ...container, container: 'sidecar' }, '/', 'container not found ("sidecar")'],
  [{ in: 'volume', volume: 'none' } as const, '/', 'persistentvolumes "none" not found'],
  [{ in: 'node', node: 'centos7k8s9' } as const, '/', 'nodes "centos7k8s9" not found'],
])('says of %o at %s: %s', (place, path, text) => {
  expect(givenWeb().look(place, path)).toEqual({ is: 'nothing', text });
});

it('leaves no trace: what is typed afterwards gives the same bytes', () => {
  const seen = givenWeb();
  const unseen = givenWeb();
  for (const path of ['/', '/etc', '/etc/hosts', '/dev/urandom', '/usr/bin']) seen.look(container, path);
  seen.log({ namespace: 'default', pod: 'nginx-web-sts-vct-0', container: 'nginx-web-01', previous: false });

  for (const session of [seen, unseen]) {
    session.advance(2000);
    session.dispatch({ do: 'run', terminal: 1, line: 'kubectl exec nginx-web-sts-vct-0 -- sh -c "ls -li /etc /; ps; head -c 8 /dev/urandom"; kubectl logs nginx-web-sts-vct-0' });
    session.advance(5000);
  }

  expect(seen.eventLog()).toBe(unseen.eventLog());
});

it('reads a log as kubectl does, the run before too', () => {
  const session = givenWeb();
  const of = { namespace: 'default', pod: 'nginx-web-sts-vct-1', container: 'nginx-web-01' };
  expect(session.log({ ...of, previous: true })).toEqual({ problem: 'previous terminated container "nginx-web-01" in pod "nginx-web-sts-vct-1" not found' });

  session.dispatch({ do: 'fault', fault: { fault: 'crash', namespace: 'default', pod: 'nginx-web-sts-vct-1' } });
  session.advance(5000);

  const before = session.log({ ...of, previous: true });
  expect('lines' in before && before.isRunning).toBe(false);
  expect('lines' in before && before.lines.length).toBeGreaterThan(0);
});

it('puts a file where the shell stands, and says where that is', () => {
  const session = givenWeb();
  session.dispatch({ do: 'run', terminal: 1, line: 'cd /tmp' });
  session.advance(1000);
  session.dispatch({ do: 'writeFile', terminal: 1, path: 'web.yaml', content: 'kind: Pod\n' });

  expect(session.frame().terminals[0]?.directory).toBe('/tmp');
  expect(session.look({ in: 'node', node: 'centos7k8s1' }, '/tmp/web.yaml')).toMatchObject({ text: 'kind: Pod\n' });
});
