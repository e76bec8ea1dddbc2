import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findKubectl } from './kubectlBinary.ts';

// An unmodified kubectl v1.35 against `npm run apiserver`, as somebody would use the two.

const root = path.resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 240_000;
const LINE_LIMIT_MS = 40_000;

const MANIFEST = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80, name: web}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: nginx, image: "nginx:1.25", ports: [{containerPort: 80, name: web}]}
`;

const LOOP = `apiVersion: v1
kind: Pod
metadata: {name: loop}
spec: {containers: [{name: c, image: "busybox:1.36", stdin: true, command: [sh, -c, 'while read line; do echo got $line; done']}]}
`;

interface Said {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

describe('a real kubectl v1.35 against npm run apiserver', () => {
  const binary = findKubectl();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'ordinal-real-kubectl-'));
  let server: ChildProcess | undefined;

  /** A line of bash in which kubectl is the real one. It is ended after its limit. */
  const bash = (line: string, limitMs = LINE_LIMIT_MS): Promise<Said> =>
    new Promise((resolve) => {
      const said = { stdout: '', stderr: '' };
      const kubectl = 'file' in binary ? binary.file : '';
      const env = { ...process.env, KUBECONFIG: path.join(folder, 'config'), HOME: folder, LC_ALL: 'C' };
      const child = spawn('bash', ['-c', `kubectl() { command ${JSON.stringify(kubectl)} "$@"; }\nexport -f kubectl\n${line}`], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      for (const stream of ['stdout', 'stderr'] as const) child[stream].setEncoding('utf8').on('data', (piece: string) => { said[stream] += piece; });
      const limit = setTimeout(() => child.pid !== undefined && process.kill(-child.pid, 'SIGKILL'), limitMs);
      child.on('close', (code) => {
        clearTimeout(limit);
        resolve({ ...said, code });
      });
    });
  const out = async (line: string, limitMs?: number) => (await bash(line, limitMs)).stdout.trim();

  beforeAll(async () => {
    if ('missing' in binary) {
      process.stderr.write(`\nrealKubectl.test: NOT TESTED: ${binary.missing}\n`);
      return;
    }
    for (const [name, text] of [['web.yaml', MANIFEST], ['loop.yaml', LOOP]] as const) writeFileSync(path.join(folder, name), text);
    const child = spawn(process.execPath, ['scripts/run.mjs', 'apiserver', '--profile', 'upstream', '--speed', '10', '--kubeconfig', path.join(folder, 'config')], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
    server = child;
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (piece: Buffer) => {
        if (String(piece).includes('Serving')) resolve();
      });
      child.on('exit', (code) => reject(new Error(`the API server ended with ${String(code)}`)));
    });
  }, START_LIMIT_MS);

  beforeEach((context) => {
    if ('missing' in binary) context.skip(binary.missing);
  });

  afterAll(() => {
    server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  it('applies a manifest, watches the pods come in order, and follows the rollout', async () => {
    const watched = bash('timeout 8 kubectl get pods -w --no-headers');
    await bash('sleep 1');
    expect(await out('kubectl apply -f web.yaml')).toBe('service/web created\nstatefulset.apps/web created');
    expect(await out('kubectl rollout status sts/web')).toMatch(/partitioned roll out complete: 2 new pods have been updated\.\.\.$/);
    const rows = (await watched).stdout.split('\n').map((row) => row.split(/ +/).slice(0, 3).join(' '));
    const from = (row: string) => rows.indexOf(row);
    expect(from('web-0 0/1 Pending')).toBeGreaterThanOrEqual(0);
    expect(from('web-0 1/1 Running')).toBeGreaterThan(from('web-0 0/1 ContainerCreating'));
    expect(from('web-1 0/1 Pending')).toBeGreaterThan(from('web-0 1/1 Running'));
    expect(await out('kubectl apply -f web.yaml')).toBe('service/web unchanged\nstatefulset.apps/web unchanged');
  }, LINE_LIMIT_MS * 2);

  it('scales, and waits for it', async () => {
    expect(await out('kubectl scale sts web --replicas=3')).toBe('statefulset.apps/web scaled');
    expect(await out(`kubectl wait --for=jsonpath='{.status.readyReplicas}'=3 sts/web --timeout=30s`)).toBe('statefulset.apps/web condition met');
    expect(await out('kubectl get sts web --no-headers | awk \'{print $1, $2}\'')).toBe('web 3/3');
  }, LINE_LIMIT_MS);

  it.each([
    ['strategic', `-p '{"metadata":{"labels":{"by":"strategic"}}}'`, 'patched'],
    ['merge', `--type=merge -p '{"metadata":{"labels":{"by":"merge"}}}'`, 'patched'],
    ['json', `--type=json -p '[{"op":"replace","path":"/metadata/labels/by","value":"json"}]'`, 'patched'],
    ['no', `-p '{"metadata":{"labels":{"by":"json"}}}'`, 'patched (no change)'],
  ])('takes a %s patch', async (_kind, flags, word) => {
    expect(await out(`kubectl patch sts web ${flags}`)).toBe(`statefulset.apps/web ${word}`);
  });

  it('refuses a change of what cannot change, with the reason', async () => {
    const { stderr, code } = await bash(`kubectl patch sts web -p '{"spec":{"serviceName":"other"}}'`);
    expect(code).toBe(1);
    expect(stderr).toContain("The StatefulSet \"web\" is invalid: spec: Forbidden: updates to statefulset spec for fields other than 'replicas'");
  });

  it('edits with the editor of the environment', async () => {
    expect(await out(`KUBE_EDITOR="sed -i 's/replicas: 3/replicas: 2/'" kubectl edit sts web`)).toBe('statefulset.apps/web edited');
    expect(await out("kubectl get sts web -o jsonpath='{.spec.replicas}'")).toBe('2');
    expect((await bash('KUBE_EDITOR=true kubectl edit sts web')).stderr.trim()).toBe('Edit cancelled, no changes made.');
  });

  it('applies on the server, and says whose field it is', async () => {
    expect(await out('kubectl apply --server-side --field-manager=me --force-conflicts -f web.yaml')).toMatch(/statefulset\.apps\/web serverside-applied$/);
    const { stderr, code } = await bash("sed 's/replicas: 2/replicas: 4/' web.yaml | kubectl apply --server-side --field-manager=you -f -");
    expect(code).toBe(1);
    expect(stderr).toContain('Apply failed with 2 conflicts: conflicts with "kubectl-edit" using apps/v1:\n- .spec.replicas\nconflicts with "me":\n- .spec.replicas\n');
  });

  it('rolls out, undoes and shows the history', async () => {
    await bash('kubectl set image sts/web nginx=nginx:1.26; kubectl rollout status sts/web');
    expect(await out("kubectl get pods -l app=web -o jsonpath='{.items[*].spec.containers[0].image}'")).toBe('nginx:1.26 nginx:1.26');
    expect(await out('kubectl rollout undo sts/web')).toBe('statefulset.apps/web rolled back');
    await bash('kubectl rollout status sts/web');
    expect(await out('kubectl rollout history sts/web')).toBe('statefulset.apps/web \nREVISION  CHANGE-CAUSE\n2         <none>\n3         <none>');
  }, LINE_LIMIT_MS * 2);

  it('explains fields and lists resources from what the server publishes', async () => {
    expect(await out('kubectl explain sts.spec.podManagementPolicy')).toMatch(/^GROUP: {6}apps\nKIND: {7}StatefulSet\nVERSION: {4}v1\n\nFIELD: podManagementPolicy <string>\nENUM:\n {4}OrderedReady\n {4}Parallel/);
    expect((await out('kubectl api-resources --api-group=apps --no-headers -o name')).split('\n')).toEqual(['controllerrevisions.apps', 'daemonsets.apps', 'deployments.apps', 'replicasets.apps', 'statefulsets.apps']);
    expect((await bash('kubectl create -f - <<< "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: x}, spec: {foo: 1}}"')).stderr).toContain('strict decoding error: unknown field "spec.foo"');
    expect((await bash('kubectl apply -f - <<< "{apiVersion: v1, kind: Foo, metadata: {name: x}}"')).stderr).toBe('error: resource mapping not found for name: "x" namespace: "" from "STDIN": no matches for kind "Foo" in version "v1"\nensure CRDs are installed first\n');
  });

  it('runs a command in a container and attaches to one', async () => {
    expect(await out('kubectl exec web-0 -- hostname')).toBe('web-0');
    expect((await bash('kubectl exec web-0 -- sh -c "exit 3"')).code).toBe(3);
    await bash('kubectl apply -f loop.yaml; kubectl wait --for=condition=Ready pod/loop --timeout=30s');
    expect(await out('(sleep 1; echo one; sleep 1; echo two; sleep 2) | timeout 10 kubectl attach -i loop 2>/dev/null')).toContain('got one\ngot two');
  }, LINE_LIMIT_MS);

  it('looks around in a pod with a container that is added to it', async () => {
    expect(await out('kubectl debug web-0 --profile=general -i --image=busybox:1.36 -c look -- hostname 2>/dev/null')).toBe('web-0');
    expect(await out("kubectl get pod web-0 -o jsonpath='{.status.ephemeralContainerStatuses[0].name} {.status.phase}'")).toBe('look Running');
  }, LINE_LIMIT_MS);

  it.each([
    ['forwarded ports', 'kubectl port-forward pod/web-0 18080:80', 'error: error upgrading connection: port forwarding is not simulated over the wire: use port-forward in the simulated terminal'],
  ])('says that there is no simulation of %s', async (_what, line, words) => {
    expect(await bash(line)).toMatchObject({ code: 1, stderr: `${words}\n` });
  });

  it('shows logs, events and descriptions', async () => {
    expect(await out('kubectl logs loop --tail=1')).toBe('got two');
    expect(await out("kubectl get events --field-selector involvedObject.name=web -o jsonpath='{.items[0].reason}'")).toBe('SuccessfulCreate');
    expect(await out('kubectl describe sts web')).toContain('Create Pod web-0 in StatefulSet web successful');
  });

  it('drains a node and takes it back', async () => {
    const node = await out("kubectl get pod web-0 -o jsonpath='{.spec.nodeName}'");
    const { stdout, code } = await bash(`kubectl drain ${node} --ignore-daemonsets --force --timeout=60s`);
    expect(stdout).toContain('evicting pod default/web-0\n');
    expect(stdout).toContain(`node/${node} drained\n`);
    expect(code).toBe(0);
    await bash('kubectl rollout status sts/web');
    expect(await out("kubectl get pod web-0 -o jsonpath='{.spec.nodeName}'")).not.toBe(node);
    expect(await out(`kubectl uncordon ${node}`)).toBe(`node/${node} uncordoned`);
  }, LINE_LIMIT_MS * 2);

  it('deletes, waits until it is gone, and says what is not there', async () => {
    expect(await out('kubectl delete -f web.yaml --timeout=30s')).toBe('service "web" deleted from default namespace\nstatefulset.apps "web" deleted from default namespace');
    await bash('kubectl wait --for=delete pod -l app=web --timeout=30s');
    expect((await bash('kubectl get pods -l app=web')).stderr.trim()).toBe('No resources found in default namespace.');
    expect(await bash('kubectl get sts web')).toMatchObject({ code: 1, stderr: 'Error from server (NotFound): statefulsets.apps "web" not found\n' });
  }, LINE_LIMIT_MS);

  it('says that there are no metrics', async () => {
    expect((await bash('kubectl top pods')).stderr.trim()).toBe('error: Metrics API not available');
  });
});
