import { describe, expect, it } from 'vitest';
import { givenCluster } from '../kubectl/givenCluster.ts';

const SERVERS: readonly (readonly [string, string, number, string])[] = [
  ['mysql:8.0', '--env=MYSQL_ALLOW_EMPTY_PASSWORD=1', 3306, '/var/lib/mysql'],
  ['redis:7', '', 6379, '/data'],
  ['postgres:16', '--env=POSTGRES_PASSWORD=x', 5432, '/var/lib/postgresql/data'],
  ['mongo:7', '', 27_017, '/data/db'],
  ['zookeeper:3.8', '', 2181, '/data'],
  ['quay.io/coreos/etcd:v3.5.9', '', 2379, '/default.etcd'],
  ['cassandra:4.1', '', 7000, '/var/lib/cassandra'],
  ['consul:1.11', '', 8500, '/consul/data'],
];

describe.each(SERVERS)('%s', (image, flags, port, directory) => {
  const given = givenCluster();
  given.script(`kubectl run x --image=${image} ${flags}\nsleep 40`);

  it('is not put out by what strangers send', () => {
    given.script(`for text in hello '{}' '{"sql":1}' '[]' 'null' 'ENSEMBLE state\\n[]'; do printf "$text\\n" | timeout 3 nc $(kubectl get pod x -o jsonpath={.status.podIP}) ${port}; done`);

    expect(given.script('kubectl get pod x --no-headers')).toMatch(/^x +1\/1 +Running +0 /);
  });

  it('ends or goes on when its files are damaged or gone, and the cluster with it', () => {
    given.script(`kubectl exec x -- sh -c 'for f in $(find ${directory} -type f); do echo "{broken" > $f; done'\nkubectl delete pod x --now\nsleep 5`);
    given.script(`kubectl run x --image=${image} ${flags}\nsleep 40\nkubectl exec x -- sh -c 'for f in $(find ${directory} -type f); do echo "[1, null]" > $f; done; rm -rf ${directory}'\nsleep 10`);
    given.script(`for client in 'mysql -e "CREATE DATABASE d"' 'redis-cli set a b' 'psql -U postgres -c "CREATE TABLE t (a int)"' 'mongosh --eval "db.a.insertOne({})"' 'etcdctl put a b' 'consul kv put a b'; do kubectl exec x -- sh -c "$client"; done`);

    expect(given.script('kubectl get pod x --no-headers')).toMatch(/^x +[01]\/1 +(?:Running|Error|CrashLoopBackOff) /);
  });
});

it('a system table can be read like any other', () => {
  const given = givenCluster();
  given.script('kubectl run db --image=mysql:8.0 --env=MYSQL_ALLOW_EMPTY_PASSWORD=1\nsleep 20');

  expect(given.script('kubectl exec db -- mysql -e "SELECT User, Host FROM mysql.user"')).toBe('User\tHost\nroot\t%\nroot\tlocalhost\n');
  given.script("kubectl exec db -- mysql -e 'CREATE DATABASE d; CREATE TABLE d.t (a INT)'\nkubectl exec db -- sh -c 'echo nonsense > /var/lib/mysql/d/t.ibd'");
  expect(given.script('kubectl exec db -- mysql -e "SELECT * FROM d.t"')).toContain("ERROR 1033 (HY000) at line 1: Incorrect information in file: './d/t.ibd'\n");
});

it('redis answers commands that are typed into a bare connection', () => {
  const given = givenCluster();
  given.script('kubectl run r --image=redis:7\nsleep 8');

  expect(given.script("printf 'PING\\nSET a 1\\nGET a\\n' | timeout 3 nc $(kubectl get pod r -o jsonpath={.status.podIP}) 6379")).toContain('+PONG\r\n');
});
