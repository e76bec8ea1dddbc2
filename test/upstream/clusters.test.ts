import { expect, it } from 'vitest';
import { conformanceProfile } from '#engine/profiles/conformance.ts';
import { givenCluster, type GivenCluster } from '#terminal/kubectl/givenCluster.ts';
import { givenScene } from '#terminal/kubectl/givenScene.ts';

// Upstream's end-to-end tests that need whole clusters, with kubelets and programs.

interface SetText {
  readonly replicas?: number;
  readonly spec?: string;
  readonly pod?: string;
  readonly container?: string;
  readonly claims?: boolean;
}

function manifestOf({ replicas = 3, spec = '', pod = '', container = '', claims = false }: SetText): string {
  return `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: ${replicas}
${spec}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
${pod}
      containers:
      - name: nginx
        image: nginx:1.25
${container}
${claims ? '  volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: managed-nfs-storage, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]' : ''}
`;
}

/** A cluster with an NFS provisioner in which the set is rolled out. */
function givenWeb(text: SetText): GivenCluster {
  const given = givenCluster();
  given.script(`kubectl apply -f - <<'EOF'\n${manifestOf(text)}EOF\nkubectl rollout status sts/web`);
  return given;
}

const outOf = (given: GivenCluster, line: string) => given.script(line).trim();
const images = (given: GivenCluster) => outOf(given, "kubectl get pods -l app=web -o jsonpath='{.items[*].spec.containers[0].image}'");
const DATA = '        volumeMounts: [{name: data, mountPath: /data}]';

// upstream: should provide basic identity
it('a pod keeps host name, index and data when the set is scaled away and back', () => {
  const web = givenWeb({ claims: true, container: DATA });
  outOf(web, "for i in 0 1 2; do kubectl exec web-$i -- sh -c 'hostname > /data/name'; done");
  outOf(web, 'kubectl scale sts web --replicas=0; kubectl wait --for=delete pod -l app=web --timeout=90s');
  outOf(web, 'kubectl scale sts web --replicas=3; kubectl rollout status sts/web');
  expect(outOf(web, 'for i in 0 1 2; do kubectl exec web-$i -- cat /etc/hostname /data/name; done').split('\n')).toEqual(['web-0', 'web-0', 'web-1', 'web-1', 'web-2', 'web-2']);
  expect(outOf(web, 'kubectl get pods -l app=web -L apps.kubernetes.io/pod-index --no-headers | awk \'{print $1, $NF}\'')).toBe('web-0 0\nweb-1 1\nweb-2 2');
});

// upstream: should perform rolling updates and roll backs of template modifications with PVCs
it('a set with claims is rolled out and back, and comes to the revision it had', () => {
  const web = givenWeb({ claims: true, container: DATA });
  const revisions = () => outOf(web, "kubectl get sts web -o jsonpath='{.status.currentRevision} {.status.updateRevision}'").split(' ');
  const [first = ''] = revisions();
  outOf(web, 'kubectl set image sts/web nginx=nginx:1.26; kubectl rollout status sts/web');
  expect(images(web)).toBe('nginx:1.26 nginx:1.26 nginx:1.26');
  outOf(web, 'kubectl rollout undo sts/web; kubectl rollout status sts/web; sleep 2');
  expect(images(web)).toBe('nginx:1.25 nginx:1.25 nginx:1.25');
  expect(revisions()).toEqual([first, first]);
});

// upstream: should perform canary updates and phased rolling updates of template modifications for partiton1 and delete pod-0 without failing container; should perform canary updates and phased rolling updates of template modifications for partiton1 and delete pod-0 with failing container
it.each([0, 1])('a pod below the partition that a finalizer holds, and whose container ends with %i, comes back with the old image', (code) => {
  const web = givenWeb({
    spec: '  updateStrategy: {rollingUpdate: {partition: 1}}',
    container: `        command: [sh, -c, 'trap "exit ${code}" TERM; while true; do sleep 1; done']`,
  });
  outOf(web, `kubectl patch pod web-0 --type=merge -p '{"metadata":{"finalizers":["example.com/hold"]}}'`);
  outOf(web, 'kubectl set image sts/web nginx=nginx:1.26; kubectl rollout status sts/web; kubectl delete pod web-0 --wait=false; sleep 20');
  expect(outOf(web, "kubectl get pod web-0 -o jsonpath='{.status.phase}'")).toBe(code === 0 ? 'Succeeded' : 'Failed');
  expect(images(web)).toBe('nginx:1.25 nginx:1.26 nginx:1.26');
  const uid = outOf(web, "kubectl get pod web-0 -o jsonpath='{.metadata.uid}'");
  outOf(web, `kubectl patch pod web-0 --type=merge -p '{"metadata":{"finalizers":null}}'; sleep 10`);
  expect(images(web)).toBe('nginx:1.25 nginx:1.26 nginx:1.26');
  expect(outOf(web, "kubectl get pod web-0 -o jsonpath='{.metadata.uid}'")).not.toBe(uid);
});

// upstream: Should recreate evicted statefulset
it('a pod that its node rejects is deleted and made again until there is room', () => {
  const ports = '[{containerPort: 80, hostPort: 8080}]';
  const blocker = `apiVersion: v1\nkind: Pod\nmetadata: {name: blocker}\nspec: {nodeName: centos7k8s2, containers: [{name: c, image: "nginx:1.25", ports: ${ports}}]}\n`;
  const files = { 'web.yaml': manifestOf({ replicas: 1, pod: '      nodeName: centos7k8s2', container: `        ports: ${ports}` }), 'blocker.yaml': blocker };
  const web = givenScene({ profile: { ...conformanceProfile, standIn: false }, seed: 1, files, setup: 'kubectl apply -f blocker.yaml; sleep 10; kubectl apply -f web.yaml; sleep 20' });
  const stdout = (line: string) => web.run(line, 120_000).stdout.trim();
  const [rejected = '', deleted = ''] = stdout("kubectl get events -o jsonpath='{range .items[*]}{.reason} {.message}{\"\\n\"}{end}' | grep -e NodePorts -e SuccessfulDelete | sort -u").split('\n');
  expect(rejected).toContain("NodePorts Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports");
  expect(deleted).toBe('SuccessfulDelete Delete Pod web-0 in StatefulSet web successful');
  stdout('kubectl delete pod blocker; sleep 30');
  expect(stdout( "kubectl get pod web-0 -o jsonpath='{.status.phase}'")).toBe('Running');
});

// upstream: should creating a working mysql cluster; should creating a working zookeeper cluster; should creating a working CockroachDB cluster
it.each([
  ['mysql', 'mysql:8.0', '/var/lib/mysql', 'exec docker-entrypoint.sh mysqld', `mysql -e "CREATE DATABASE d; CREATE TABLE d.t (a INT); INSERT INTO d.t VALUES (7)"`, 'mysql -N -e "SELECT a FROM d.t"', 0],
  ['zookeeper', 'zookeeper:3.8', '/datalog', 'export ZOO_MY_ID=$(( ${HOSTNAME##*-} + 1 )) ZOO_SERVERS="server.1=db-0.db:2888:3888 server.2=db-1.db:2888:3888 server.3=db-2.db:2888:3888"; exec /docker-entrypoint.sh zkServer.sh start-foreground', 'zkCli.sh create /foo 7', 'zkCli.sh get /foo | grep -x 7', 2],
  ['CockroachDB', 'cockroachdb/cockroach:v23.1.0', '/cockroach/cockroach-data', 'exec /cockroach/cockroach start --insecure --advertise-host $(hostname -f) --join db-0.db,db-1.db,db-2.db', 'cockroach init --insecure; cockroach sql --insecure -e "CREATE DATABASE d; CREATE TABLE d.t (a INT); INSERT INTO d.t VALUES (7)"', 'cockroach sql --insecure -e "SELECT a FROM d.t" | sed -n 3p', 2],
] as const)('%s keeps what was written while all its pods are made anew', (_name, image, path, command, write, read, reader) => {
  const given = givenCluster();
  given.script(`kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: db}, ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 3
  podManagementPolicy: Parallel
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
      - name: main
        image: ${image}
        command: [bash, -c, ${JSON.stringify(command)}]
        env: [{name: MYSQL_ALLOW_EMPTY_PASSWORD, value: "1"}]
        volumeMounts: [{name: data, mountPath: ${path}}]
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {storageClassName: managed-nfs-storage, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
EOF
kubectl rollout status sts/db --timeout=3m
sleep 30
kubectl exec db-0 -- bash -c '${write}'
sleep 5
kubectl rollout restart sts/db
kubectl rollout status sts/db --timeout=10m
sleep 40`);
  expect(given.script(`kubectl exec db-${reader} -- bash -c '${read}'`).trim()).toBe('7');
}, 60_000);
