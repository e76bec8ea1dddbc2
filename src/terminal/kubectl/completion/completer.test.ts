import { describe, expect, it } from 'vitest';
import type { KubeObject } from '#engine/kinds/object.ts';
import { givenKubectl } from '../givenKubectl.ts';

function named(kind: string, apiVersion: string, name: string, rest: Readonly<Record<string, unknown>> = {}): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace: 'default', uid: `uid-${kind}-${name}`, resourceVersion: '1', creationTimestamp: '2026-11-23T06:00:00Z' }, ...rest } as unknown as KubeObject;
}

const POD = { spec: { initContainers: [{ name: 'init', image: 'busybox' }], containers: [{ name: 'mysql', image: 'mysql', ports: [{ containerPort: 3306 }] }, { name: 'side', image: 'busybox' }] }, status: { phase: 'Running' } };

const objects = [
  named('Pod', 'v1', 'web-0', POD),
  named('Pod', 'v1', 'web-1', POD),
  named('StatefulSet', 'apps/v1', 'web', { spec: { selector: {}, template: { spec: { containers: [] } } }, status: { replicas: 0 } }),
  named('Service', 'v1', 'db', { spec: { ports: [{ port: 3306 }], clusterIP: 'None' }, status: { loadBalancer: {} } }),
];

/** The candidates that begin with the word, as the shell would list them. */
const complete = (line: string) => {
  const answer = givenKubectl({ objects, files: { 'web.yaml': '', 'notes.txt': '', 'conf/a.json': '' } }).complete(line);
  const current = line.slice(line.lastIndexOf(' ') + 1);
  return answer === undefined ? 'files' : answer.candidates.map(({ text }) => text).filter((text) => text.startsWith(current));
};

describe('the first word', () => {
  it('lists all subcommands with what they do', () => {
    expect(complete('kubectl ').slice(0, 6)).toEqual(['alpha', 'annotate', 'api-resources', 'api-versions', 'apply', 'attach']);
    expect(complete('kubectl ro')).toEqual(['rollout']);
    expect(givenKubectl().complete('kubectl cord')?.candidates.find(({ text }) => text === 'cordon')?.description).toBe('Mark node as unschedulable');
  });

  it.each([
    ['kubectl rollout ', ['history', 'pause', 'restart', 'resume', 'status', 'undo']],
    ['kubectl set ', ['env', 'image', 'resources', 'selector', 'serviceaccount', 'subject']],
    ['kubectl apply ', ['edit-last-applied', 'set-last-applied', 'view-last-applied']],
    ['kubectl create service ', ['clusterip', 'externalname', 'loadbalancer', 'nodeport']],
    ['kubectl top ', ['node', 'pod']],
    ['kubectl help rollout st', ['status']],
    ['kubectl foo ', []],
  ])('%s', (line, wanted) => {
    expect(complete(line)).toEqual(wanted);
  });
});

describe('types and names', () => {
  it.each([
    ['kubectl get stat', ['statefulsets.apps']],
    ['kubectl get po', ['pods', 'podtemplates', 'poddisruptionbudgets.policy']],
    ['kubectl get sts,serv', ['sts,serviceaccounts', 'sts,services', 'sts,servicecidrs.networking.k8s.io']],
    ['kubectl get pods ', ['web-0', 'web-1']],
    ['kubectl get pods web-0 ', ['web-1']],
    ['kubectl -n kube-system get pods ', []],
    ['kubectl get pods -n kube-system ', []],
    ['kubectl describe sts/', ['sts/web']],
    ['kubectl delete pod/web-0 pod/', ['pod/web-1']],
    ['kubectl delete pod/web-0 stat', ['statefulsets.apps/']],
    ['kubectl get STS', []],
    ['kubectl rollout status ', ['deployment', 'daemonset', 'statefulset']],
    ['kubectl rollout status statefulset ', ['web']],
    ['kubectl rollout status statefulset web ', []],
    ['kubectl scale ', ['--replicas', 'deployment', 'replicaset', 'replicationcontroller', 'statefulset']],
    ['kubectl scale --replicas=2 sta', ['statefulset']],
    ['kubectl expose ', ['pod', 'service', 'replicationcontroller', 'deployment', 'replicaset']],
    ['kubectl cordon centos7k8s2 ', ['centos7k8s1', 'centos7k8s3']],
    ['kubectl taint ', ['node']],
    ['kubectl taint node centos7k8s1 ', ['centos7k8s2', 'centos7k8s3']],
    ['kubectl config use-context ', ['kubernetes-admin@kubernetes']],
    ['kubectl completion ', ['powershell', 'bash', 'zsh', 'fish']],
    ['kubectl run ', ['--image']],
  ])('%s', (line, wanted) => {
    expect(complete(line)).toEqual(wanted);
  });

  it('leaves the rest to file names', () => {
    expect(complete('kubectl wait ')).toBe('files');
    expect(complete('kubectl exec web-0 -- cat ')).toBe('files');
  });
});

describe('pods, and what has some', () => {
  it.each([
    ['kubectl exec ', ['web-0', 'web-1', 'daemonsets/', 'deployments/', 'pods/', 'jobs/', 'replicasets/', 'replicationcontrollers/', 'services/', 'statefulsets/']],
    ['kubectl logs sts/', ['sts/web']],
    ['kubectl logs web-0 ', ['init', 'mysql', 'side']],
    ['kubectl exec web-0 -c ', ['init', 'mysql', 'side']],
    ['kubectl port-forward web-0 ', ['3306:3306']],
    ['kubectl port-forward svc/db ', ['3306:3306']],
    ['kubectl cp web', ['web-0:', 'web-1:']],
    ['kubectl cp default/', ['default/web-0:', 'default/web-1:']],
  ])('%s', (line, wanted) => {
    expect(complete(line)).toEqual(wanted);
  });

  it('waits for more behind a slash', () => {
    expect(givenKubectl({ objects }).complete('kubectl exec stat')?.noSpace).toBe(true);
    expect(givenKubectl({ objects }).complete('kubectl exec web-0')?.noSpace).toBeUndefined();
  });
});

describe('flags', () => {
  it.each([
    ['kubectl get -n ', ['default', 'kube-node-lease', 'kube-public', 'kube-system']],
    ['kubectl get --namespace=kube-s', ['--namespace=kube-system']],
    ['kubectl get pods -o ya', ['yaml']],
    ['kubectl get pods -o w', ['wide']],
    ['kubectl --context ', ['kubernetes-admin@kubernetes']],
    ['kubectl apply -f ', ['conf/', 'web.yaml']],
    ['kubectl apply -f conf/', ['conf/a.json']],
    ['kubectl get --show-l', ['--show-labels']],
    ['kubectl rollout undo --to', ['--to-revision', '--token']],
  ])('%s', (line, wanted) => {
    expect(complete(line)).toEqual(wanted);
  });

  it('lists long ones first, and none twice', () => {
    const flags = complete('kubectl scale --replicas=2 -');
    expect(flags).not.toContain('--replicas');
    expect(flags.indexOf('-f')).toBeGreaterThan(flags.indexOf('--timeout'));
    expect(complete('kubectl apply -f a.yaml --filen')).toEqual(['--filename']);
  });
});

it('offers subcommands but no names when no server answers', () => {
  expect(complete('kubectl --server=https://10.9.9.9:6443 get pods ')).toEqual([]);
  expect(complete('kubectl --server=https://10.9.9.9:6443 rollout st')).toEqual(['status']);
});
