import { describe, expect, it } from 'vitest';
import { givenCluster, type GivenCluster } from '../../kubectl/givenCluster.ts';

describe('redis-cli', () => {
  const given = givenCluster();
  given.script('kubectl run r --image=redis:7\nsleep 10');

  it.each([
    ['set greeting "hello world"', 'OK\n'],
    ['get greeting', '"hello world"\n'],
    ['get nothing', '(nil)\n'],
    ['incrby hits 5', '(integer) 5\n'],
    ['incr greeting', '(error) ERR value is not an integer or out of range\n'],
    ['rpush list a b c', '(integer) 3\n'],
    ['lrange list 0 -1', '1) "a"\n2) "b"\n3) "c"\n'],
    ['lpop hits', '(error) WRONGTYPE Operation against a key holding the wrong kind of value\n'],
    ['hset h f v', '(integer) 1\n'],
    ['hgetall h', '1) "f"\n2) "v"\n'],
    ['keys nothing*', '(empty array)\n'],
    ['setex short 100 x', 'OK\n'],
    ['ttl greeting', '(integer) -1\n'],
    ['nonsense x', "(error) ERR unknown command 'nonsense', with args beginning with: 'x' \n"],
    ['get', "(error) ERR wrong number of arguments for 'get' command\n"],
  ])('answers %s', (command, answer) => {
    expect(given.script(`kubectl exec r -- redis-cli --no-raw ${command}`)).toBe(answer);
  });

  it('numbers the items of an answer', () => {
    expect(given.script('kubectl exec r -- redis-cli --no-raw role')).toMatch(/^1\) "master"\n2\) \(integer\) \d+\n3\) \(empty array\)\n$/);
  });

  it('prints bare values where no person reads', () => {
    expect(given.script('kubectl exec r -- redis-cli lrange list 0 -1; kubectl exec r -- redis-cli get nothing')).toBe('a\nb\nc\n\n');
  });

  it('talks with a person', () => {
    expect(given.type('kubectl exec -it r -- redis-cli\r', 'get hits\r', 'select 2\r', 'dbsize\r', 'exit\r')).toContain('127.0.0.1:6379> get hits\n"5"\n127.0.0.1:6379> select 2\nOK\n127.0.0.1:6379[2]> dbsize\n(integer) 0\n');
  });

  it('says why a server is not reached', () => {
    expect(given.script('kubectl exec r -- redis-cli -h nohost ping; kubectl exec r -- redis-cli -p 7000 ping')).toBe('Could not connect to Redis at nohost:6379: Name or service not known\ncommand terminated with exit code 1\nCould not connect to Redis at 127.0.0.1:7000: Connection refused\ncommand terminated with exit code 1\n');
  });
});

const SET = `apiVersion: v1
kind: Service
metadata: {name: redis}
spec: {clusterIP: None, selector: {app: redis}, ports: [{port: 6379}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: redis}
spec:
  serviceName: redis
  replicas: 3
  selector: {matchLabels: {app: redis}}
  template:
    metadata: {labels: {app: redis}}
    spec:
      containers:
      - name: redis
        image: redis:7
        command: [sh, -c]
        args:
        - |
          if [ "$(hostname)" = redis-0 ]; then exec redis-server --requirepass sesame --masterauth sesame
          else exec redis-server --requirepass sesame --masterauth sesame --replicaof redis-0.redis 6379; fi
        env: [{name: REDISCLI_AUTH, value: sesame}]
        volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
  - metadata: {name: data}
    spec:
      storageClassName: managed-nfs-storage
      accessModes: [ReadWriteOnce]
      resources: {requests: {storage: 1Gi}}
`;

function givenReplicas(): GivenCluster {
  const given = givenCluster();
  given.script(`kubectl apply -f - <<'EOF'\n${SET}EOF\nkubectl rollout status sts/redis --timeout=3m\nsleep 5`);
  return given;
}

describe('a primary and its replicas', () => {
  const given = givenReplicas();
  const ask = (ordinal: number, command: string) => given.script(`kubectl exec redis-${ordinal} -- redis-cli ${command}`);

  it('have the same keys, and only the primary takes writes', () => {
    ask(0, 'set color blue');
    given.script('sleep 3');

    expect([1, 2].map((ordinal) => ask(ordinal, 'get color'))).toEqual(['blue\n', 'blue\n']);
    expect(ask(1, 'set color red')).toBe("READONLY You can't write against a read only replica.\n\n");
    expect(ask(0, 'info replication')).toMatch(/role:master\r?\nconnected_slaves:2\r?\nslave0:ip=10\.100\.\d+\.\d+,port=6379,state=online,/);
  });

  it('know the password', () => {
    expect(given.script("kubectl exec redis-0 -- env -u REDISCLI_AUTH redis-cli ping; kubectl exec redis-0 -- redis-cli -a wrong ping")).toContain('NOAUTH Authentication required.\n');
  });

  it('keep the keys in the volume when the pod is deleted', () => {
    given.script('kubectl delete pod redis-0\nkubectl wait --for=condition=Ready pod/redis-0 --timeout=2m\nsleep 5');

    expect(ask(0, 'get color')).toBe('blue\n');
    expect(given.script('ls /opt/data/kubernetes/default-data-redis-0-*/')).toBe('dump.rdb\n');
    expect(ask(2, 'info replication')).toContain('master_link_status:up');
  });

  it('can be promoted by hand', () => {
    expect(ask(2, 'replicaof no one')).toBe('OK\n');
    expect(ask(2, 'set color green')).toBe('OK\n');
    expect(ask(0, 'get color')).toBe('blue\n');
  });
});

const CLUSTER = SET.replaceAll('replicas: 3', 'replicas: 6').replace(/ {10}if \[[^]*?fi\n/, '          exec redis-server --cluster-enabled yes --cluster-node-timeout 5000 --appendonly yes\n').replace("        env: [{name: REDISCLI_AUTH, value: sesame}]\n", '');

describe('a Redis cluster', () => {
  const given = givenCluster();
  given.script(`kubectl apply -f - <<'EOF'\n${CLUSTER}EOF\nkubectl rollout status sts/redis --timeout=5m`);
  given.script("kubectl exec redis-0 -- redis-cli --cluster create --cluster-yes --cluster-replicas 1 $(kubectl get pods -l app=redis -o jsonpath='{range .items[*]}{.status.podIP}:6379 {end}')\nsleep 5");

  it('sends a client to the node that has the key', () => {
    expect(given.script('kubectl exec redis-0 -- redis-cli set foo 1')).toMatch(/^MOVED 12182 10\.100\.\d+\.\d+:6379\n\n$/);
    expect(given.script('kubectl exec redis-0 -- redis-cli -c set foo 1; kubectl exec redis-1 -- redis-cli -c get foo')).toBe('OK\n1\n');
  });

  it('goes on when a master is gone, and takes it back as a replica', () => {
    given.script("kubectl scale sts redis --replicas=5\nsleep 5\nkubectl scale sts redis --replicas=6\nkubectl rollout status sts/redis --timeout=2m\nkubectl delete pod redis-2 --wait=false\nsleep 90");

    expect(given.script('kubectl exec redis-0 -- redis-cli cluster info')).toContain('cluster_state:ok');
    expect(given.script('kubectl exec redis-1 -- redis-cli -c get foo')).toBe('1\n');
    expect(given.script('kubectl exec redis-0 -- redis-cli cluster nodes').match(/connected/g)).toHaveLength(6);
  });
});
