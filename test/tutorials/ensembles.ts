import { ALL_READY, between, line, type Tutorial } from './tutorial.ts';

const ZOOKEEPER = 'https://k8s.io/examples/application/zookeeper/zookeeper.yaml';
const WORLD = /\nworld\ncZxid = 0x1\d{8}\nctime = .*UTC 2026\n[^]*dataLength = 5\nnumChildren = 0\n/;

export const zookeeper: Tutorial = {
  id: 'zookeeper',
  title: 'ZooKeeper, a distributed system coordinator',
  profile: 'upstream',
  steps: [
    line('1', `kubectl apply -f ${ZOOKEEPER}`, /service\/zk-hs created\nservice\/zk-cs created\npoddisruptionbudget\.policy\/zk-pdb created\nstatefulset\.apps\/zk created/),
    line('2', 'kubectl get pods -w -l app=zk', /zk-0 +1\/1 +Running[^]*zk-1 +1\/1 +Running[^]*zk-2 +1\/1 +Running/, { interruptAfter: 100 }),
    line('3', 'for i in 0 1 2; do kubectl exec zk-$i -- hostname; done', /\nzk-0\nzk-1\nzk-2\n/),
    line('4', 'for i in 0 1 2; do echo "myid zk-$i";kubectl exec zk-$i -- cat /var/lib/zookeeper/data/myid; done', /\nmyid zk-0\n1\nmyid zk-1\n2\nmyid zk-2\n3\n/),
    line('5', 'for i in 0 1 2; do kubectl exec zk-$i -- hostname -f; done', /\nzk-0\.zk-hs\.default\.svc\.cluster\.local\nzk-1\.zk-hs/),
    line('6', 'kubectl exec zk-0 -- cat /opt/zookeeper/conf/zoo.cfg', /clientPort=2181\n[^]*server\.1=zk-0\.zk-hs\.default\.svc\.cluster\.local:2888:3888\nserver\.2=zk-1[^]*server\.3=zk-2/),
    line('7', 'kubectl exec zk-0 zkCli.sh create /hello world', undefined, { refused: /error: exec \[POD\] \[COMMAND\] is not supported anymore/ }),
    line('8', 'kubectl exec zk-0 -- zkCli.sh create /hello world', /WATCHER::\n\nWatchedEvent state:SyncConnected type:None path:null\nCreated \/hello\n/),
    line('9', 'kubectl exec zk-1 -- zkCli.sh get /hello', WORLD),
    line('10', 'kubectl delete statefulset zk', /statefulset\.apps "zk" deleted/),
    line('11', 'kubectl get pods -w -l app=zk', undefined, { interruptAfter: 60 }),
    line('12', `kubectl apply -f ${ZOOKEEPER}`, /service\/zk-hs unchanged[^]*statefulset\.apps\/zk created/, { wait: 100 }),
    line('13', 'kubectl exec zk-2 -- zkCli.sh get /hello', WORLD),
    line('14', 'kubectl exec zk-0 -- cat /usr/etc/zookeeper/log4j.properties', /zookeeper\.root\.logger=CONSOLE\nzookeeper\.console\.threshold=INFO/),
    line('15', 'kubectl logs zk-0 --tail 20', /binding to port 0\.0\.0\.0\/0\.0\.0\.0:2181/),
    line('16', 'kubectl exec zk-0 -- ps -elf', /sh -c start-zookeeper --servers=3[^]*\/usr\/lib\/jvm\/java-8-openjdk-amd64\/bin\/java /),
    line('17', `kubectl patch sts zk --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/resources/requests/cpu", "value":"0.3"}]'`, /patched/),
    line('18', 'kubectl rollout status sts/zk', /waiting for statefulset rolling update to complete 0 pods at revision zk-\S+\.\.\.\n[^]*statefulset rolling update complete 3 pods at revision zk-/),
    line('19', 'kubectl rollout history sts/zk', /statefulset\.apps\/zk \nREVISION +CHANGE-CAUSE\n1 +<none>\n2 +<none>/),
    line('20', 'kubectl rollout undo sts/zk', /statefulset\.apps\/zk rolled back/, { wait: 150 }),
    line('21', 'kubectl exec zk-0 -- pkill java', undefined, { wait: 40 }),
    between('kubectl get pod zk-0', { shows: /zk-0 +1\/1 +Running +1 \(/ }),
    line('22', 'kubectl exec zk-0 -- rm /opt/zookeeper/bin/zookeeper-ready', undefined, { wait: 100 }),
    between('kubectl get pod zk-0', { shows: /zk-0 +1\/1 +Running +2 \(/ }),
    line('23', 'for i in 0 1 2; do kubectl get pod zk-$i --template {{.spec.nodeName}}; echo ""; done', /(?:worker\d?\n){3}/),
    line('24', 'kubectl get pdb zk-pdb', /zk-pdb +N\/A +1 +1 +/),
    between("node=$(kubectl get pod zk-0 --template {{.spec.nodeName}})"),
    line('25', 'kubectl drain $node --ignore-daemonsets --force --delete-emptydir-data', /evicting pod default\/zk-0/),
    line('26', 'kubectl get pods -l app=zk', /zk-0 +0\/1 +Pending[^]*zk-1 +1\/1 +Running[^]*zk-2 +1\/1/),
    line('27', 'kubectl exec zk-1 -- zkCli.sh get /hello', WORLD),
    line('28', 'kubectl uncordon $node', /uncordoned/, { wait: 60 }),
    between('kubectl get pods -l app=zk', { shows: ALL_READY }),
  ],
};

const CASSANDRA = 'https://k8s.io/examples/application/cassandra';

export const cassandra: Tutorial = {
  id: 'cassandra',
  title: 'Cassandra with a StatefulSet',
  profile: 'upstream',
  steps: [
    line('1', `kubectl apply -f ${CASSANDRA}/cassandra-service.yaml`, /service\/cassandra created/),
    line('2', 'kubectl get svc cassandra', /cassandra +ClusterIP +None +<none> +9042\/TCP/),
    line('3', `kubectl apply -f ${CASSANDRA}/cassandra-statefulset.yaml`, /statefulset\.apps\/cassandra created\nstorageclass\.storage\.k8s\.io\/fast created/, { wait: 240 }),
    line('4', 'kubectl get statefulset cassandra', /cassandra +3\/3/),
    line('5', 'kubectl get pods -l="app=cassandra"', /cassandra-0 +1\/1 +Running[^]*cassandra-1 +1\/1[^]*cassandra-2 +1\/1/),
    line('6', 'kubectl exec -it cassandra-0 -- nodetool status', /Datacenter: DC1-K8Demo\n=+\nStatus=Up\/Down\n\|\/ State=Normal\/Leaving\/Joining\/Moving\n-- +Address +Load +Tokens +Owns \(effective\) +Host ID +Rack\n(?:UN +10\.244\.\d+\.\d+ .*Rack1-K8Demo\n){3}/),
    between(`kubectl exec -it cassandra-0 -- cqlsh -e "CREATE KEYSPACE demo WITH replication = {'class': 'SimpleStrategy', 'replication_factor': 3}; CREATE TABLE demo.users (id int PRIMARY KEY, name text); INSERT INTO demo.users (id, name) VALUES (1, 'lena')"`),
    between('kubectl exec -it cassandra-2 -- cqlsh -e "SELECT * FROM demo.users"', { shows: /\n id \| name\n----\+------\n {2}1 \| lena\n\n\(1 rows\)\n/ }),
    line('7', 'kubectl edit statefulset cassandra', /edited/, { edit: (text) => text.replace('replicas: 3', 'replicas: 4'), wait: 90 }),
    line('8', 'kubectl get statefulset cassandra', /cassandra +4\/4/),
    between('kubectl delete pod cassandra-3', { wait: 90 }),
    between('kubectl exec -it cassandra-0 -- nodetool status', { shows: /(?:UN .*\n){4}/ }),
    line('9', "grace=$(kubectl get pod cassandra-0 -o=jsonpath='{.spec.terminationGracePeriodSeconds}') && kubectl delete statefulset -l app=cassandra && echo \"Sleeping ${grace} seconds\" 1>&2 && sleep $grace && kubectl delete persistentvolumeclaim -l app=cassandra", /statefulset\.apps "cassandra" deleted[^]*Sleeping 500 seconds\n[^]*persistentvolumeclaim "cassandra-data-cassandra-0" deleted/),
    line('10', 'kubectl delete service -l app=cassandra', /service "cassandra" deleted/),
  ],
};
