import { expect, it } from 'vitest';
import { givenCluster } from '../kubectl/givenCluster.ts';

const SET = `kubectl create deployment site --image=nginx:1.25 --replicas=3 >/dev/null; kubectl rollout status deploy/site >/dev/null
kubectl get nodes -o jsonpath='{range .items[?(@.metadata.name=="centos7k8s2")]}{.spec.taints}{end}'`;

it('a node that is short of memory loses its pods one by one, and no new ones come', () => {
  const given = givenCluster();
  expect(given.script(SET)).toBe('');
  expect(given.script('fault pressure centos7k8s2 memory on; fault list')).toBe('node/centos7k8s2 is short of memory\nnode/centos7k8s2 is short of memory\n');

  given.script('sleep 45');

  expect(given.script("kubectl get pods -l app=site --field-selector status.phase=Running -o jsonpath='{.items[*].spec.nodeName}'")).toBe('centos7k8s3 centos7k8s3 centos7k8s3');
  expect(given.script("kubectl get node centos7k8s2 -o jsonpath='{.spec.taints[*].key}'")).toBe('node.kubernetes.io/memory-pressure');
  expect(given.script("kubectl get pods -l app=site -o jsonpath='{.items[*].status.reason}'")).toMatch(/^Evicted( Evicted)?$/);
  expect(given.script('fault pressure centos7k8s2 memory off; fault list')).toBe('node/centos7k8s2 has enough memory again\nNothing is broken.\n');
});

it.each([
  ['fault pressure nowhere memory', 'fault: no node named "nowhere"\n'],
  ['fault pressure centos7k8s2 cpu', 'fault: "cpu" is none of memory, disk\n'],
  ['fault pressure centos7k8s2 disk maybe', 'fault: "maybe" is none of on, off\n'],
])('%s is refused', (line, words) => {
  expect(givenCluster().script(`${line} 2>&1 | head -1`)).toBe(words);
});
