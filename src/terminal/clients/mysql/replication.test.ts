import { describe, expect, it } from 'vitest';
import { givenCluster, type GivenCluster } from '../../kubectl/givenCluster.ts';

const EXAMPLE = 'https://k8s.io/examples/application/mysql';
const DEFAULT_CLASS = `kubectl patch storageclass managed-nfs-storage -p '{"metadata":{"annotations":{"storageclass.kubernetes.io/is-default-class":"true"}}}'`;

/** The official example, its three pods ready, one row written to the primary. */
function givenReplicatedMysql(): GivenCluster {
  const given = givenCluster();
  given.script(`${DEFAULT_CLASS}
kubectl apply -f ${EXAMPLE}/mysql-configmap.yaml -f ${EXAMPLE}/mysql-services.yaml -f ${EXAMPLE}/mysql-statefulset.yaml
kubectl rollout status sts/mysql --timeout=5m`);
  given.script(`kubectl exec mysql-0 -c mysql -- mysql -e "CREATE DATABASE test; CREATE TABLE test.messages (message VARCHAR(250)); INSERT INTO test.messages VALUES ('hello')"\nsleep 3`);
  return given;
}

function query(given: GivenCluster, ordinal: number, sql: string): string {
  return given.script(`kubectl exec mysql-${ordinal} -c mysql -- mysql -N -e "${sql}"`);
}

describe('the replicated MySQL example', () => {
  const given = givenReplicatedMysql();

  it('takes server ids and roles from the ordinals', () => {
    expect([0, 1, 2].map((ordinal) => query(given, ordinal, 'SELECT @@server_id, @@super_read_only'))).toEqual(['100\t0\n', '101\t1\n', '102\t1\n']);
    expect(given.script('kubectl exec mysql-0 -c mysql -- ls /etc/mysql/conf.d; kubectl exec mysql-1 -c mysql -- ls /etc/mysql/conf.d')).toBe('primary.cnf\nserver-id.cnf\nreplica.cnf\nserver-id.cnf\n');
  });

  it('carries what is written to the primary to all replicas', () => {
    expect([0, 1, 2].map((ordinal) => query(given, ordinal, 'SELECT * FROM test.messages'))).toEqual(['hello\n', 'hello\n', 'hello\n']);
    expect(given.script('kubectl exec mysql-2 -c mysql -- mysql -e "SHOW SLAVE STATUS\\G" | grep -E "Master_Host|Running:"')).toMatch(/Master_Host: mysql-0\.mysql\n\s*Slave_IO_Running: Yes\n\s*Slave_SQL_Running: Yes\n/);
  });

  it('refuses writes on a replica', () => {
    expect(query(given, 1, "INSERT INTO test.messages VALUES ('no')")).toBe('ERROR 1290 (HY000) at line 1: The MySQL server is running with the --super-read-only option so it cannot execute this statement\ncommand terminated with exit code 1\n');
  });

  it('copies the data of the pod before for a new one', () => {
    given.script('kubectl scale sts mysql --replicas=4\nkubectl rollout status sts/mysql --timeout=5m\nsleep 20');

    expect(query(given, 3, 'SELECT @@server_id, message FROM test.messages')).toBe('103\thello\n');
    expect(given.script('kubectl logs mysql-3 -c clone-mysql')).toContain('completed OK!');
    expect(given.script('kubectl logs mysql-2 -c xtrabackup')).toMatch(/Streaming \.\/test\/messages\.ibd/);
  });

  it('counts a server without its client as not ready', () => {
    given.script('kubectl exec mysql-2 -c mysql -- mv /usr/bin/mysql /usr/bin/mysql.off\nsleep 15');
    expect(given.script('kubectl get pod mysql-2 --no-headers')).toMatch(/^mysql-2 +1\/2/);

    given.script('kubectl exec mysql-2 -c mysql -- mv /usr/bin/mysql.off /usr/bin/mysql\nsleep 10');
    expect(given.script('kubectl get pod mysql-2 --no-headers')).toMatch(/^mysql-2 +2\/2/);
  });

  it('keeps the data when the primary goes and comes back, and replicas catch up', () => {
    given.script('kubectl delete pod mysql-0\nkubectl wait --for=condition=Ready pod/mysql-0 --timeout=3m');
    query(given, 0, "INSERT INTO test.messages VALUES ('again')");
    given.script('sleep 30');

    expect([0, 1, 2].map((ordinal) => query(given, ordinal, 'SELECT * FROM test.messages'))).toEqual(['hello\nagain\n', 'hello\nagain\n', 'hello\nagain\n']);
  });

  it('finds its data again after the whole set was deleted', () => {
    given.script(`kubectl delete sts mysql\nsleep 60\nkubectl apply -f ${EXAMPLE}/mysql-statefulset.yaml\nkubectl rollout status sts/mysql --timeout=5m\nsleep 15`);

    expect(query(given, 1, 'SELECT COUNT(*) FROM test.messages')).toBe('2\n');
    expect(given.script('kubectl logs mysql-1 -c clone-mysql')).not.toContain('completed OK!');
  });
});

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: mysql
spec:
  replicas: 3
  selector:
    matchLabels:
      app: mysql
  template:
    metadata:
      labels:
        app: mysql
    spec:
      initContainers:
      - name: init-mysql
        image: mysql:5.7
        command: [bash, -c, "[[ $HOSTNAME =~ -([0-9]+)$ ]] || exit 1"]
      containers:
      - name: mysql
        image: mysql:5.7
        env: [{name: MYSQL_ALLOW_EMPTY_PASSWORD, value: "1"}]
`;

describe('MySQL in a Deployment', () => {
  it('finds no ordinal in its random names: nobody can be the primary', () => {
    const given = givenCluster();
    given.script(`kubectl apply -f - <<'EOF'\n${DEPLOYMENT}EOF\nsleep 40`);

    expect(given.script('kubectl get pods -l app=mysql --no-headers')).toMatch(/^(?:mysql-[\da-z]+-[a-z\d]{5} +0\/1 +Init:(?:Error|CrashLoopBackOff) .*\n){3}$/);
  });

  it('cannot share one volume: the second server finds the files in use', () => {
    const given = givenCluster();
    const shared = DEPLOYMENT.replace(/ {6}initContainers:[^]*?(?= {6}containers:)/, '').concat('        volumeMounts: [{name: data, mountPath: /var/lib/mysql}]\n      volumes: [{name: data, persistentVolumeClaim: {claimName: shared}}]\n');
    given.script(`kubectl apply -f - <<'EOF'
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: shared}
spec:
  storageClassName: managed-nfs-storage
  accessModes: [ReadWriteMany]
  resources: {requests: {storage: 1Gi}}
---
${shared}EOF
sleep 60`);

    expect(given.script('for pod in $(kubectl get pods -l app=mysql -o name); do kubectl logs $pod | grep -c "Unable to lock ./ibdata1 error: 11"; done').split('\n').filter((count) => Number(count) > 0)).toHaveLength(2);
  });
});
