import { describe, expect, it } from 'vitest';
import { givenCluster, type GivenCluster } from '../kubectl/givenCluster.ts';

const DEFAULT_CLASS = `kubectl patch storageclass managed-nfs-storage -p '{"metadata":{"annotations":{"storageclass.kubernetes.io/is-default-class":"true"}}}'`;

interface SetOptions {
  readonly name: string;
  readonly image: string;
  readonly port: number;
  readonly command: string;
  readonly path: string;
}

/** Three servers that find each other by their names, ready or not. */
function givenSet({ name, image, port, command, path }: SetOptions): GivenCluster {
  const given = givenCluster();
  given.script(`${DEFAULT_CLASS}
kubectl apply -f - <<'EOF'
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: ${name}}, ports: [{port: ${port}}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: ${name}}
spec:
  serviceName: ${name}
  replicas: 3
  podManagementPolicy: Parallel
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec:
      containers:
      - name: main
        image: ${image}
        command: [sh, -c, ${JSON.stringify(command)}]
        volumeMounts: [{name: data, mountPath: ${path}}]
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
EOF
kubectl rollout status sts/${name} --timeout=3m
sleep 10`);
  return given;
}

describe('etcd with three members', () => {
  const peers = [0, 1, 2].map((ordinal) => `etcd-${ordinal}=http://etcd-${ordinal}.etcd:2380`).join(',');
  const given = givenSet({ name: 'etcd', image: 'quay.io/coreos/etcd:v3.5.9', port: 2380, path: '/data', command: `exec etcd --name $(hostname) --data-dir /data --initial-cluster ${peers} --listen-client-urls http://0.0.0.0:2379` });

  it('reads on every member what was written to one', () => {
    expect(given.script('kubectl exec etcd-0 -- etcdctl put color blue; kubectl exec etcd-2 -- etcdctl get color')).toBe('OK\ncolor\nblue\n');
    expect(given.script('kubectl exec etcd-1 -- etcdctl member list').split('\n')).toHaveLength(4);
    expect(given.script('kubectl exec etcd-1 -- etcdctl endpoint status --cluster').match(/, true, false, /g)).toHaveLength(1);
  });

  it('goes on with two, and stops with one', () => {
    given.script('kubectl scale sts etcd --replicas=2\nsleep 40');
    expect(given.script('kubectl exec etcd-0 -- etcdctl put color green')).toBe('OK\n');

    given.script('kubectl scale sts etcd --replicas=1\nsleep 40');
    expect(given.script('kubectl exec etcd-0 -- etcdctl put color red')).toBe('Error: context deadline exceeded\ncommand terminated with exit code 1\n');
  });

  it('has one that comes back catch up', () => {
    given.script('kubectl scale sts etcd --replicas=3\nkubectl rollout status sts/etcd --timeout=2m\nsleep 5');

    expect(given.script('kubectl exec etcd-2 -- etcdctl get color')).toBe('color\ngreen\n');
  });
});

describe('MongoDB with three members', () => {
  const given = givenSet({ name: 'mongo', image: 'mongo:7', port: 27_017, path: '/data/db', command: 'exec mongod --replSet rs0 --bind_ip_all' });
  const members = [0, 1, 2].map((id) => `{ _id: ${id}, host: 'mongo-${id}.mongo:27017' }`).join(', ');
  const evaluate = (ordinal: number, text: string) => given.script(`kubectl exec mongo-${ordinal} -- mongosh --quiet --eval "${text}"`);

  it('has nobody to write to before it is founded', () => {
    expect(evaluate(0, 'rs.status()')).toContain('MongoServerError[NotYetInitialized]: no replset config has been received');
    expect(evaluate(0, `rs.initiate({ _id: 'rs0', members: [${members}] })`)).toBe('{ ok: 1 }\n');
  });

  it('takes writes on the primary alone and shows them everywhere', () => {
    expect(evaluate(0, "db.pets.insertMany([{ name: 'cat', legs: 4 }, { name: 'bird', legs: 2 }])")).toMatch(/^\{\n {2}acknowledged: true,\n {2}insertedIds: \{/);
    expect(evaluate(1, "db.pets.insertOne({ name: 'fish' })")).toBe('MongoServerError[NotWritablePrimary]: not primary\ncommand terminated with exit code 1\n');
    expect(evaluate(2, String.raw`db.pets.countDocuments({ legs: { \$gt: 2 } })`)).toBe('1\n');
  });

  it('finds another primary when the first one is gone', () => {
    given.script('kubectl delete pod mongo-0 --wait=false\nsleep 1');

    expect(evaluate(1, 'rs.status()')).toMatch(/name: 'mongo-1\.mongo:27017',\n {6}health: 1,\n {6}state: 1,\n {6}stateStr: 'PRIMARY'/);
  });
});

describe('ZooKeeper', () => {
  const given = givenSet({
    name: 'zk', image: 'zookeeper:3.8', port: 2888, path: '/data',
    command: 'export ZOO_MY_ID=$(( ${HOSTNAME##*-} + 1 )) ZOO_SERVERS="server.1=zk-0.zk:2888:3888 server.2=zk-1.zk:2888:3888 server.3=zk-2.zk:2888:3888"; exec /docker-entrypoint.sh zkServer.sh start-foreground',
  });

  it('has one leader, and all see the same tree', () => {
    expect([0, 1, 2].map((ordinal) => given.script(`kubectl exec zk-${ordinal} -- zkServer.sh status | tail -1`)).sort()).toEqual(['Mode: follower\n', 'Mode: follower\n', 'Mode: leader\n']);
    expect(given.script('kubectl exec zk-0 -- zkCli.sh create /a 1 | tail -1; kubectl exec zk-1 -- zkCli.sh create /a/b 2 | tail -1; kubectl exec zk-2 -- zkCli.sh ls /a | tail -1')).toBe('Created /a\nCreated /a/b\n[b]\n');
  });

  it('refuses what the tree does not allow', () => {
    const last = (command: string) => given.script(`kubectl exec zk-0 -- sh -c 'zkCli.sh ${command} 2>&1 | tail -1'`);

    expect([last('create /a 1'), last('get /none'), last('delete /a')]).toEqual(['Node already exists: /a\n', 'Node does not exist: /none\n', 'Node not empty: /a\n']);
  });

  it('serves nobody without a majority', () => {
    given.script('kubectl scale sts zk --replicas=1\nsleep 60');

    expect(given.script('kubectl exec zk-0 -- zkServer.sh status | tail -1')).toContain('Error contacting service. It is probably not running.\n');
    expect(given.script("kubectl exec zk-0 -- sh -c 'zkCli.sh get /a 2>&1 | tail -1'")).toContain('ConnectionLossException');
  });
});

describe('PostgreSQL', () => {
  const given = givenCluster();
  given.script('kubectl run db --image=postgres:16 --env=POSTGRES_PASSWORD=secret --env=POSTGRES_DB=shop\nkubectl expose pod db --port=5432\nsleep 15');
  given.script(`kubectl exec db -- psql -U postgres shop -c "CREATE TABLE items (id serial PRIMARY KEY, name text NOT NULL)" -c "INSERT INTO items (name) VALUES ('fig'), ('apple')"`);

  it.each([
    ['SELECT * FROM items ORDER BY name', ' id | name  \n----+-------\n  2 | apple\n  1 | fig\n(2 rows)\n\n'],
    ["UPDATE items SET name = 'pear' WHERE id = 1", 'UPDATE 1\n'],
    ['SELECT count(*) FROM items', ' count \n-------\n     2\n(1 row)\n\n'],
    ['SELECT * FROM nothing', 'ERROR:  relation "nothing" does not exist\nLINE 1: SELECT * FROM nothing\n                      ^\ncommand terminated with exit code 1\n'],
    ["INSERT INTO items VALUES (1, 'twice')", 'ERROR:  duplicate key value violates unique constraint "items_pkey"\ncommand terminated with exit code 1\n'],
    ['INSERT INTO items (id) VALUES (9)', 'ERROR:  null value in column "name" of relation "items" violates not-null constraint\ncommand terminated with exit code 1\n'],
  ])('answers %s', (sql, answer) => {
    expect(given.script(`kubectl exec db -- psql -U postgres shop -c "${sql}"`)).toBe(answer);
  });

  it('asks strangers for the password', () => {
    const client = (password: string) => given.script(`kubectl run c --image=postgres:16 --restart=Never --rm -i --env=PGPASSWORD=${password} -- psql -h db -U postgres shop -tAc 'SELECT 1'`);

    expect(client('secret')).toContain('1\n');
    expect(client('wrong')).toMatch(/psql: error: connection to server at "db" \(10\.200\.\d+\.\d+\), port 5432 failed: FATAL: {2}password authentication failed for user "postgres"\n/);
  });

  it('lists its tables, and tells whether it is ready', () => {
    expect(given.script(String.raw`kubectl exec db -- psql -U postgres shop -c '\dt'; kubectl exec db -- pg_isready`)).toBe('         List of relations\n Schema | Name  | Type  |  Owner   \n--------+-------+-------+----------\n public | items | table | postgres\n(1 row)\n\n/var/run/postgresql:5432 - accepting connections\n');
  });
});
