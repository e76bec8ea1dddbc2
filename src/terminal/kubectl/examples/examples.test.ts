import { expect, it } from 'vitest';
import { givenCluster } from '../givenCluster.ts';
import { EXAMPLES, exampleAt } from './index.ts';

it.each(Object.keys(EXAMPLES))('%s is accepted by the server, by each of its addresses', (path) => {
  const given = givenCluster();
  const [url, long] = [`https://k8s.io/examples/${path}`, `https://raw.githubusercontent.com/kubernetes/website/main/content/en/examples/${path}`];

  expect(given.script(`kubectl apply --dry-run=server -f ${url}`)).toMatch(/^(?:\S+ created \(server dry run\)\n)+$/);
  expect(exampleAt(long)).toBe(EXAMPLES[path]);
});

it('of others the server says that there are none', () => {
  expect(givenCluster().script('kubectl apply -f https://k8s.io/examples/no/such.yaml')).toBe('error: unable to read URL "https://k8s.io/examples/no/such.yaml", server reported 404 Not Found, status code=404\n');
});

it('can be downloaded', () => {
  const given = givenCluster();
  given.script('curl -sLO https://k8s.io/examples/application/web/web.yaml; wget -q https://k8s.io/examples/pods/simple-pod.yaml');

  expect(given.script('cat web.yaml simple-pod.yaml')).toBe(`${EXAMPLES['application/web/web.yaml'] ?? ''}${EXAMPLES['pods/simple-pod.yaml'] ?? ''}`);
});
