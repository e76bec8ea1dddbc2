import { ALL_READY, between, line, OUTSIDE, type Tutorial } from './tutorial.ts';

const MYSQL = 'https://k8s.io/examples/application/mysql';
const CLIENT = 'kubectl run mysql-client --image=mysql:5.7 -i -t --rm --restart=Never --\\\n  mysql';
const HELLO = /\+-+\+\n\| message \|\n\+-+\+\n\| hello {3}\|\n\+-+\+\n/;

export const replicatedMysql: Tutorial = {
  id: 'T06',
  title: 'A replicated stateful application (MySQL)',
  profile: 'upstream',
  steps: [
    line('T06-01', `kubectl apply -f ${MYSQL}/mysql-configmap.yaml`, /configmap\/mysql created/),
    line('T06-02', `kubectl apply -f ${MYSQL}/mysql-services.yaml`, /service\/mysql created\nservice\/mysql-read created/),
    line('T06-03', `kubectl apply -f ${MYSQL}/mysql-statefulset.yaml`, /statefulset\.apps\/mysql created/),
    line('T06-04', 'kubectl get pods -l app=mysql --watch', /mysql-0 +0\/2 +Init:0\/2[^]*mysql-0 +0\/2 +Init:1\/2[^]*mysql-0 +0\/2 +PodInitializing[^]*mysql-0 +1\/2 +Running[^]*mysql-0 +2\/2 +Running[^]*mysql-2 +2\/2 +Running/, { interruptAfter: 240 }),
    line('T06-05', `kubectl run mysql-client --image=mysql:5.7 -i --rm --restart=Never --\\
  mysql -h mysql-0.mysql <<EOF
CREATE DATABASE test;
CREATE TABLE test.messages (message VARCHAR(250));
INSERT INTO test.messages VALUES ('hello');
EOF`, /pod "mysql-client" deleted from default namespace/),
    line('T06-06', `${CLIENT} -h mysql-read -e "SELECT * FROM test.messages"`, HELLO),
    line('T06-07', `kubectl run mysql-client-loop --image=mysql:5.7 -i -t --rm --restart=Never --\\
  bash -ic "while sleep 1; do mysql -h mysql-read -e 'SELECT @@server_id,NOW()'; done"`, undefined, { terminal: 2, goesOn: true, wait: 30 }),
    line('T06-08', 'kubectl exec mysql-2 -c mysql -- mv /usr/bin/mysql /usr/bin/mysql.off', undefined, { wait: 40 }),
    line('T06-09', 'kubectl get pod mysql-2', /mysql-2 +1\/2 +Running/),
    line('T06-10', 'kubectl exec mysql-2 -c mysql -- mv /usr/bin/mysql.off /usr/bin/mysql', undefined, { wait: 40 }),
    between('kubectl get pod mysql-2', { shows: /mysql-2 +2\/2 +Running/ }),
    line('T06-11', 'kubectl delete pod mysql-2', /pod "mysql-2" deleted/, { wait: 60 }),
    line('T06-12', 'kubectl get pod mysql-2 -o wide', /NOMINATED NODE +READINESS GATES\nmysql-2 +2\/2 +Running .* 10\.244\.\d+\.\d+ +worker/),
    line('T06-13', 'kubectl drain worker --force --delete-local-data --ignore-daemonsets', undefined, { refused: /error: unknown flag: --delete-local-data\nSee 'kubectl drain --help' for usage\./ }),
    between("node=$(kubectl get pod mysql-2 -o jsonpath='{.spec.nodeName}')"),
    between('kubectl drain $node --force --delete-emptydir-data --ignore-daemonsets', { shows: /evicting pod default\/mysql-2/ }),
    line('T06-14', 'kubectl get pod mysql-2 -o wide --watch', /mysql-2/, { interruptAfter: 60 }),
    line('T06-15', 'kubectl uncordon $node', /uncordoned/, { wait: 90 }),
    between('kubectl get pods -l app=mysql', { shows: ALL_READY }),
    line('T06-16', 'kubectl scale statefulset mysql  --replicas=5', /scaled/, { wait: 180 }),
    line('T06-17', `${CLIENT} -h mysql-3.mysql -e "SELECT * FROM test.messages"`, HELLO),
    line('T06-18', 'kubectl scale statefulset mysql --replicas=3', /scaled/, { wait: 90 }),
    line('T06-19', 'kubectl get pvc -l app=mysql', /(?:data-mysql-\d +Bound +pvc-\S+ +10Gi.*\n){5}/),
    line('T06-20', 'kubectl delete pvc data-mysql-3', /deleted/),
    line('T06-21', 'kubectl delete pvc data-mysql-4', /deleted/),
    { terminal: 2, keys: ['^C'], shows: /(?=[^]*\| +100 \|)(?=[^]*\| +101 \|)(?=[^]*\| +102 \|)[^]*/, wait: 5 },
    line('T06-22', 'kubectl delete pod mysql-client-loop --now', undefined, { refused: /pod "mysql-client-loop" deleted|pods "mysql-client-loop" not found/ }),
    line('T06-23', 'kubectl delete statefulset mysql', /deleted/, { wait: 60 }),
    line('T06-24', 'kubectl get pods -l app=mysql', /No resources found in default namespace\./),
    line('T06-25', 'kubectl delete configmap,service,pvc -l app=mysql', /configmap "mysql" deleted[^]*service "mysql" deleted[^]*service "mysql-read" deleted[^]*persistentvolumeclaim "data-mysql-0" deleted/),
  ],
};

export const singleMysql: Tutorial = {
  id: 'T13',
  title: 'A single stateful application (MySQL in a Deployment)',
  profile: 'upstream',
  steps: [
    line('T13-01', `kubectl apply -f ${MYSQL}/mysql-pv.yaml`, /persistentvolume\/mysql-pv-volume created\npersistentvolumeclaim\/mysql-pv-claim created/),
    line('T13-02', `kubectl apply -f ${MYSQL}/mysql-deployment.yaml`, /service\/mysql created\ndeployment\.apps\/mysql created/, { wait: 60 }),
    line('T13-03', 'kubectl describe deployment mysql', /Replicas: +1 desired \| 1 updated \| 1 total \| 1 available \| 0 unavailable[^]*StrategyType: +Recreate[^]*ClaimName: +mysql-pv-claim/),
    line('T13-04', 'kubectl get pods -l app=mysql', /mysql-\S+ +1\/1 +Running/),
    line('T13-05', 'kubectl describe pvc mysql-pv-claim', /Status: +Bound\nVolume: +mysql-pv-volume/),
    line('T13-06', 'kubectl run -it --rm --image=mysql:5.6 --restart=Never mysql-client -- mysql -h mysql -ppassword', /mysql> $/),
    between('CREATE DATABASE shop;', { shows: /Query OK, 1 row affected \(0\.\d\d sec\)/ }),
    between('SHOW DATABASES;', { shows: /\| shop +\|[^]*rows in set/ }),
    between('exit', { shows: /Bye\n[^]*pod "mysql-client" deleted/ }),
    line('T13-07', 'kubectl delete deployment,svc mysql', /deployment\.apps "mysql" deleted[^]*service "mysql" deleted/),
    line('T13-08', 'kubectl delete pvc mysql-pv-claim', /deleted/),
    line('T13-09', 'kubectl delete pv mysql-pv-volume', /persistentvolume "mysql-pv-volume" deleted/),
  ],
};

const LAB_SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  serviceName: mysql
  replicas: 2
  selector:
    matchLabels:
      app: mysql
  template:
    metadata:
      labels:
        app: mysql
    spec:
      containers:
      - name: mysql
        image: mysql:8.0
        env:
        - name: MYSQL_ROOT_PASSWORD
          value: password
        ports:
        - containerPort: 3306
          name: mysql
        volumeMounts:
        - name: mysql-persistent-storage
          mountPath: /var/lib/mysql
  volumeClaimTemplates:
  - metadata:
      name: mysql-persistent-storage
    spec:
      accessModes: ["ReadWriteOnce"]
      storageClassName: standard
      resources:
        requests:
          storage: 1Gi
`;
const LAB_SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: mysql
spec:
  clusterIP: None
  selector:
    app: mysql
  ports:
  - port: 3306
    name: mysql
`;

export const mysqlLab: Tutorial = {
  id: 'T30',
  title: 'Lab: StatefulSets with MySQL',
  profile: 'upstream',
  files: { 'k8s-statefulset-lab/mysql-service.yaml': LAB_SERVICE },
  steps: [
    line('T30-01', 'mkdir -p k8s-statefulset-lab'),
    line('T30-02', 'cd k8s-statefulset-lab', /k8s-statefulset-lab\S*[#$] $/),
    line('T30-03', 'nano mysql-statefulset.yaml', undefined, { edit: () => LAB_SET }),
    line('T30-04', 'kubectl apply -f mysql-statefulset.yaml --dry-run=client', /statefulset\.apps\/mysql created \(dry run\)/),
    line('T30-05', 'kubectl apply -f mysql-statefulset.yaml', /statefulset\.apps\/mysql created/),
    line('T30-06', 'kubectl apply -f mysql-service.yaml', /service\/mysql created/, { wait: 90 }),
    line('T30-07', 'kubectl get statefulset,pods,pvc', /statefulset\.apps\/mysql +2\/2[^]*\n\nNAME[^]*pod\/mysql-0 +1\/1[^]*\n\nNAME[^]*persistentvolumeclaim\/mysql-persistent-storage-mysql-0 +Bound/),
    line('T30-08', 'kubectl get pods -l app=mysql -o wide', /mysql-1 +1\/1 +Running .*10\.244/),
    line('T30-09', 'kubectl exec -it mysql-0 -- mysql -uroot -ppassword -e "CREATE DATABASE lab_test;"', /mysql: \[Warning\] Using a password on the command line interface can be insecure\./),
    line('T30-10', 'kubectl delete pod mysql-0', /deleted/, { wait: 60 }),
    line('T30-11', 'kubectl get pods -l app=mysql', /mysql-0 +1\/1 +Running/),
    line('T30-12', 'kubectl exec -it mysql-0 -- mysql -uroot -ppassword -e "SHOW DATABASES;"', /\+-+\+\n\| Database +\|\n\+-+\+\n\| information_schema \|\n\| lab_test +\|\n\| mysql +\|\n\| performance_schema \|\n\| sys +\|\n\+-+\+\n/),
    between('kubectl exec -it mysql-1 -- mysql -uroot -ppassword -e "SHOW DATABASES;"', { hides: /lab_test/, shows: /\| sys/ }),
    between('kubectl exec -it mysql-1 -- mysql -uroot -pwrong -e "SHOW DATABASES;"', { shows: /ERROR 1045 \(28000\): Access denied for user 'root'@'localhost' \(using password: YES\)\ncommand terminated with exit code 1/ }),
    line('T30-13', 'kubectl run -it --rm --image=busybox:1.28 test --restart=Never -- nslookup mysql', /Name: {6}mysql\nAddress 1: 10\.244\.\d+\.\d+ mysql-\d\.mysql\.default\.svc\.cluster\.local\nAddress 2: 10\.244\.\d+\.\d+ mysql-\d\.mysql\.default\.svc\.cluster\.local/),
    line('T30-14', 'kubectl get storageclass', /standard \(default\)/),
    line('T30-15', 'kubectl logs mysql-0 | head -15', /\[Entrypoint\]: Entrypoint script for MySQL Server 8\.0[^]*\[System\] \[MY-010116\] \[Server\] \/usr\/sbin\/mysqld \(mysqld 8\.0\.\d+\) starting as process 1/),
    line('T30-16', 'kubectl delete -f mysql-statefulset.yaml -f mysql-service.yaml', /statefulset\.apps "mysql" deleted[^]*service "mysql" deleted/),
    line('T30-17', 'kubectl get pvc | grep mysql || echo "No MySQL PVCs found"', /mysql-persistent-storage-mysql-0/),
    line('T30-18', 'kubectl delete pvc mysql-persistent-storage-mysql-0 mysql-persistent-storage-mysql-1', /deleted[^]*deleted/),
    between('kubectl get pvc | grep mysql || echo "No MySQL PVCs found"', { shows: /No MySQL PVCs found/ }),
  ],
};

const WORDPRESS = 'https://k8s.io/examples/application/wordpress';

export const wordpress: Tutorial = {
  id: 'T05',
  title: 'WordPress and MySQL with persistent volumes',
  profile: 'upstream',
  steps: [
    line('T05-01', 'cat <<EOF >./kustomization.yaml\nsecretGenerator:\n- name: mysql-pass\n  literals:\n  - password=YOUR_PASSWORD\nEOF'),
    line('T05-02', `curl -LO ${WORDPRESS}/mysql-deployment.yaml`, /% Total/),
    line('T05-03', `curl -LO ${WORDPRESS}/wordpress-deployment.yaml`, /% Total/),
    line('T05-04', 'cat <<EOF >>./kustomization.yaml\nresources:\n  - mysql-deployment.yaml\n  - wordpress-deployment.yaml\nEOF'),
    line('T05-05', 'kubectl apply -k ./', /secret\/mysql-pass-[\da-z]{10} created\n(?:service\/wordpress(?:-mysql)? created\n){2}persistentvolumeclaim\/mysql-pv-claim created\npersistentvolumeclaim\/wp-pv-claim created\n(?:deployment\.apps\/wordpress(?:-mysql)? created\n){2}/, { wait: 120 }),
    line('T05-06', 'kubectl get secrets', /mysql-pass-[\da-z]{10} +Opaque +1/),
    line('T05-07', 'kubectl get pvc', /mysql-pv-claim +Bound +pvc-\S+ +20Gi[^]*wp-pv-claim +Bound/),
    line('T05-08', 'kubectl get pods', /wordpress-\S+ +1\/1 +Running[^]*wordpress-mysql-\S+ +1\/1 +Running/),
    line('T05-09', 'kubectl get services wordpress', /wordpress +LoadBalancer +10\.\d+\.\d+\.\d+ +<pending> +80:3\d{4}\/TCP/),
    between("curl -sI $(kubectl get svc wordpress -o jsonpath='{.spec.clusterIP}')", { shows: /HTTP\/1\.1 302 Found[^]*Location: http:\/\/[^]*\/wp-admin\/install\.php/i }),
    line('T05-10', 'minikube service wordpress --url', undefined, { refused: OUTSIDE }),
    line('T05-11', 'kubectl delete -k ./', /secret "mysql-pass-[\da-z]{10}" deleted[^]*deployment\.apps "wordpress-mysql" deleted/),
  ],
};

const REDIS_CONFIG = `apiVersion: v1
kind: ConfigMap
metadata:
  name: redis-cluster-config
data:
  update-node.sh: |
    #!/bin/sh
    REDIS_NODES="/data/nodes.conf"
    sed -i -e "/myself/ s/[0-9]\\{1,3\\}\\.[0-9]\\{1,3\\}\\.[0-9]\\{1,3\\}\\.[0-9]\\{1,3\\}/\${POD_IP}/" \${REDIS_NODES}
    exec "$@"
  redis.conf: |+
    cluster-enabled yes
    cluster-require-full-coverage no
    cluster-node-timeout 15000
    cluster-config-file /data/nodes.conf
    cluster-migration-barrier 1
    appendonly yes
    protected-mode no
`;
const REDIS_SET = `${REDIS_CONFIG}---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: redis-cluster
spec:
  serviceName: redis-cluster
  replicas: 6
  selector:
    matchLabels:
      app: redis-cluster
  template:
    metadata:
      labels:
        app: redis-cluster
    spec:
      containers:
      - name: redis
        image: redis:6.2.1
        ports:
        - containerPort: 6379
          name: client
        - containerPort: 16379
          name: gossip
        command: ["/conf/update-node.sh", "redis-server", "/conf/redis.conf"]
        env:
        - name: POD_IP
          valueFrom:
            fieldRef:
              fieldPath: status.podIP
        volumeMounts:
        - name: conf
          mountPath: /conf
        - name: data
          mountPath: /data
      volumes:
      - name: conf
        configMap:
          name: redis-cluster-config
          defaultMode: 0755
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: ["ReadWriteOnce"]
      storageClassName: redis-storage
      resources:
        requests:
          storage: 5Gi
`;
const REDIS_VOLUMES = [0, 1, 2, 3, 4, 5].map((index) => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: redis-pv-${index}
spec:
  storageClassName: redis-storage
  capacity:
    storage: 5Gi
  accessModes: [ReadWriteOnce]
  hostPath:
    path: /data/redis-${index}
`).join('---\n');
const REDIS_SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: redis-cluster
spec:
  type: ClusterIP
  clusterIP: 10.96.97.17
  ports:
  - port: 6379
    targetPort: 6379
    name: client
  - port: 16379
    targetPort: 16379
    name: gossip
  selector:
    app: redis-cluster
`;
const COUNTER = `apiVersion: v1
kind: Service
metadata:
  name: hit-counter-lb
spec:
  type: LoadBalancer
  ports:
  - port: 80
    protocol: TCP
    targetPort: 5000
  selector:
    app: myapp
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: hit-counter-app
spec:
  replicas: 1
  selector:
    matchLabels:
      app: myapp
  template:
    metadata:
      labels:
        app: myapp
    spec:
      containers:
      - name: myapp
        image: calinrus/api-redis-ha:1.0
        ports:
        - containerPort: 5000
`;

export const redisCluster: Tutorial = {
  id: 'T24',
  title: 'A Redis cluster on a StatefulSet',
  profile: 'upstream',
  files: { 'redis-pv.yaml': REDIS_VOLUMES, 'redis-sts.yaml': REDIS_SET, 'redis-sts.yml': REDIS_SET, 'redis-svc.yml': REDIS_SERVICE, 'app-deployment-service.yml': COUNTER },
  steps: [
    between('kubectl create ns db'),
    line('T24-01', 'cat redis-pv.yaml', /kind: PersistentVolume/),
    line('T24-02', 'kubectl apply -f redis-pv.yaml', /persistentvolume\/redis-pv-5 created/),
    line('T24-03', 'kubectl get pv', /redis-pv-0 +5Gi +RWO +Retain +Available/),
    line('T24-04', 'cat  redis-sts.yaml', /kind: StatefulSet/),
    line('T24-05', 'kubectl apply -f redis-sts.yml -n db', /configmap\/redis-cluster-config created\nstatefulset\.apps\/redis-cluster created/, { wait: 150 }),
    line('T24-06', 'kubectl get pods -l app=redis-cluster -n db', /(?:redis-cluster-\d +1\/1 +Running.*\n){6}/),
    line('T24-07', 'kubectl get pvc -n db', /data-redis-cluster-5 +Bound +redis-pv-\d/),
    line('T24-08', 'cat redis-svc.yml', /clusterIP: 10\.96\.97\.17/),
    line('T24-09', 'kubectl apply -f redis-svc.yml -n db', /service\/redis-cluster created/),
    line('T24-10', 'kubectl get svc -n db', /redis-cluster +ClusterIP +10\.96\.97\.17 +<none> +6379\/TCP,16379\/TCP/),
    line('T24-11', `kubectl exec -it redis-cluster-0 -n db -- redis-cli --cluster create --cluster-replicas 1 $(kubectl get pods -l app=redis-cluster -n db -o jsonpath='{range.items[*]}{.status.podIP}:6379 ')`, undefined, { refused: /Could not connect to Redis at :6379: Name or service not known\ncommand terminated with exit code 1/ }),
    between(`kubectl exec -it redis-cluster-0 -n db -- redis-cli --cluster create --cluster-replicas 1 $(kubectl get pods -l app=redis-cluster -n db -o jsonpath='{range .items[*]}{.status.podIP}:6379 {end}')`, { shows: />>> Performing hash slots allocation on 6 nodes\.\.\.\nMaster\[0\] -> Slots 0 - 5460\nMaster\[1\] -> Slots 5461 - 10922\nMaster\[2\] -> Slots 10923 - 16383\nAdding replica [^]*Can I set the above configuration\? \(type 'yes' to accept\): $/ }),
    between('yes', { shows: /\[OK\] All nodes agree about slots configuration\.\n>>> Check for open slots\.\.\.\n>>> Check slots coverage\.\.\.\n\[OK\] All 16384 slots covered\./ }),
    line('T24-12', 'kubectl exec -it redis-cluster-0 -n db -- redis-cli cluster info', /cluster_state:ok\s+cluster_slots_assigned:16384\s+cluster_slots_ok:16384[^]*cluster_known_nodes:6\s+cluster_size:3/),
    line('T24-13', 'for x in $(seq 0 5); do\n    echo "redis-cluster-$x"\n    kubectl exec redis-cluster-$x -n db -- redis-cli role\n    echo\ndone', /redis-cluster-0\nmaster\n\d+\n10\.244\.\d+\.\d+\n6379\n\d+\n\n[^]*redis-cluster-3\nslave\n10\.244\.\d+\.\d+\n6379\nconnected\n\d+\n/),
    line('T24-14', 'kubectl apply -f app-deployment-service.yml -n db', /service\/hit-counter-lb created\ndeployment\.apps\/hit-counter-app created/, { wait: 30 }),
    line('T24-15', 'curl 172.21.15.161', /\^C/, { interruptAfter: 10 }),
    line('T24-16', 'kubectl get svc hit-counter-lb -o json|jq -r .spec.clusterIP', undefined, { refused: /services "hit-counter-lb" not found/ }),
    line('T24-17', 'curl `kubectl get svc hit-counter-lb -n db -o json|jq -r .spec.clusterIP`', /I have been hit 1 times since deployment\./),
    between('for i in 1 2; do curl `kubectl get svc hit-counter-lb -n db -o json|jq -r .spec.clusterIP`; done', { shows: /I have been hit 3 times since deployment\./ }),
    between('kubectl exec -it redis-cluster-0 -n db -- redis-cli -c get hits', { shows: /"3"/ }),
    line('T24-18', 'kubectl exec -it redis-cluster-0 -n db -- redis-cli get hits', /"3"|\(error\) MOVED \d+ 10\.244/),
    line('T24-19', 'kubectl describe pods redis-cluster-0 -n db | grep IP', /IP: +10\.244[^]*IPs:[^]*IP: +10\.244/),
    between('kubectl delete pod redis-cluster-0 -n db', { wait: 40 }),
    between('kubectl exec -it redis-cluster-0 -n db -- redis-cli role', { shows: /slave|master/ }),
    between('kubectl exec -it redis-cluster-1 -n db -- redis-cli cluster nodes', { shows: /(?:[\da-f]{40} 10\.244\.\d+\.\d+:6379@16379 .*connected.*\s+){6}/ }),
  ],
};

const BITNAMI = `apiVersion: v1
kind: Secret
metadata:
  name: redis-redis-cluster
stringData:
  redis-password: sesame
---
apiVersion: v1
kind: Service
metadata:
  name: redis-redis-cluster
spec:
  ports:
  - port: 6379
  selector:
    app: redis
---
apiVersion: v1
kind: Service
metadata:
  name: redis-redis-cluster-headless
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  ports:
  - port: 6379
    name: redis
  - port: 16379
    name: bus
  selector:
    app: redis
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: redis-redis-cluster
spec:
  serviceName: redis-redis-cluster-headless
  replicas: 6
  podManagementPolicy: Parallel
  selector:
    matchLabels:
      app: redis
  template:
    metadata:
      labels:
        app: redis
    spec:
      containers:
      - name: redis
        image: docker.io/bitnami/redis-cluster:7.0.10
        env:
        - name: REDIS_NODES
          value: redis-redis-cluster-0.redis-redis-cluster-headless redis-redis-cluster-1.redis-redis-cluster-headless redis-redis-cluster-2.redis-redis-cluster-headless redis-redis-cluster-3.redis-redis-cluster-headless redis-redis-cluster-4.redis-redis-cluster-headless redis-redis-cluster-5.redis-redis-cluster-headless
        - name: REDIS_CLUSTER_CREATOR
          value: "yes"
        - name: REDIS_CLUSTER_REPLICAS
          value: "1"
        - name: REDISCLI_AUTH
          valueFrom: {secretKeyRef: {name: redis-redis-cluster, key: redis-password}}
        - name: REDIS_PASSWORD
          valueFrom: {secretKeyRef: {name: redis-redis-cluster, key: redis-password}}
        ports:
        - containerPort: 6379
        volumeMounts:
        - name: redis-data
          mountPath: /bitnami/redis/data
  volumeClaimTemplates:
  - metadata:
      name: redis-data
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
`;

export const startOrdinal: Tutorial = {
  id: 'T10',
  title: 'Start ordinal: a Redis cluster moves',
  profile: 'upstream',
  files: { 'redis.yaml': BITNAMI },
  steps: [
    line('T10-01', 'kubectl create ns kep-3335', /namespace\/kep-3335 created/),
    line('T10-02', 'helm repo add bitnami https://charts.bitnami.com/bitnami', undefined, { refused: OUTSIDE }),
    line('T10-03', 'helm install redis --namespace kep-3335 \\\n  bitnami/redis-cluster \\\n  --set persistence.size=1Gi \\\n  --set cluster.nodes=6', undefined, { refused: OUTSIDE }),
    between('kubectl config set-context --current --namespace=kep-3335'),
    between('kubectl apply -f redis.yaml', { wait: 120 }),
    line('T10-04', 'kubectl exec -it redis-redis-cluster-0 -- /bin/bash -c \\\n  "redis-cli -c -h redis-redis-cluster -a $(kubectl get secret redis-redis-cluster -o jsonpath="{.data.redis-password}" | base64 -d) CLUSTER NODES;"', /Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe\.\n(?:[\da-f]{40} 10\.244\.\d+\.\d+:6379@16379.* (?:myself,)?(?:master|slave) .*connected.*\n){6}/),
    line('T10-05', `kubectl patch sts redis-redis-cluster -p '{"spec": {"replicas": 5}}'`, /patched/, { wait: 40 }),
    line('T10-06', "kubectl get pvc redis-data-redis-redis-cluster-5 -o yaml | yq 'del(.metadata.uid, .metadata.resourceVersion, .metadata.annotations, .metadata.finalizers, .status)' > /tmp/pvc-redis-data-redis-redis-cluster-5.yaml"),
    line('T10-07', "kubectl get pv $(yq '.spec.volumeName' /tmp/pvc-redis-data-redis-redis-cluster-5.yaml) -o yaml | yq 'del(.metadata.uid, .metadata.resourceVersion, .metadata.annotations, .metadata.finalizers, .spec.claimRef, .status)' > /tmp/pv-redis-data-redis-redis-cluster-5.yaml"),
    between("kubectl patch pv $(yq '.spec.volumeName' /tmp/pvc-redis-data-redis-redis-cluster-5.yaml) -p '{\"spec\":{\"persistentVolumeReclaimPolicy\":\"Retain\"}}'"),
    between('kubectl delete pvc redis-data-redis-redis-cluster-5'),
    between("kubectl delete pv $(yq '.spec.volumeName' /tmp/pvc-redis-data-redis-redis-cluster-5.yaml)"),
    line('T10-08', 'kubectl create -f /tmp/pv-redis-data-redis-redis-cluster-5.yaml', /persistentvolume\/pvc-\S+ created/),
    between('kubectl create -f /tmp/pvc-redis-data-redis-redis-cluster-5.yaml', { shows: /persistentvolumeclaim\/redis-data-redis-redis-cluster-5 created/, wait: 10 }),
    line('T10-09', `kubectl patch sts redis-redis-cluster -p '{"spec": {"ordinals": {"start": 5}, "replicas": 1}}'`, /patched/, { wait: 90 }),
    between('kubectl get pods', { shows: /redis-redis-cluster-5 +1\/1/, hides: /redis-cluster-0/ }),
  ],
};

const MONGO = `apiVersion: v1
kind: Service
metadata:
  name: mongo
spec:
  clusterIP: None
  ports:
  - port: 27017
  selector:
    app: mongo
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mongo
spec:
  serviceName: mongo
  replicas: 3
  selector:
    matchLabels:
      app: mongo
  template:
    metadata:
      labels:
        app: mongo
    spec:
      containers:
      - name: mongo
        image: mongo:6
        command: ["mongod", "--replSet", "rs0", "--bind_ip_all"]
        ports:
        - containerPort: 27017
        volumeMounts:
        - name: data
          mountPath: /data/db
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
`;

export const mongoReplicaSet: Tutorial = {
  id: 'T38',
  title: 'A MongoDB replica set on a StatefulSet',
  profile: 'upstream',
  files: { 'mongo.yaml': MONGO },
  steps: [
    between('kubectl apply -f mongo.yaml', { wait: 90 }),
    line('T38-01', `kubectl exec -it mongo-0 -- mongosh --eval "rs.initiate({
  _id: 'rs0',
  members: [
    { _id: 0, host: 'mongo-0.mongo:27017' },
    { _id: 1, host: 'mongo-1.mongo:27017' },
    { _id: 2, host: 'mongo-2.mongo:27017' }
  ]
})"`, /\{ ok: 1 \}/, { wait: 20 }),
    line('T38-02', 'kubectl exec -it mongo-0 -- mongosh --eval "rs.status()"', /set: 'rs0'[^]*name: 'mongo-0\.mongo:27017'[^]*stateStr: 'PRIMARY'[^]*stateStr: 'SECONDARY'/),
    line('T38-03', 'kubectl exec -it mongo-0 -- mongosh', /rs0 \[direct: primary\] test> $/),
    between('db.messages.insertOne({ text: "hello" })', { shows: /acknowledged: true,\n {2}insertedId: ObjectId\(["'][\da-f]{24}["']\)/ }),
    between('db.messages.find()', { shows: /\[ \{ _id: ObjectId\(["'][\da-f]{24}["']\), text: 'hello' \} \]/ }),
    between('exit'),
  ],
};

const COCKROACH = `apiVersion: v1
kind: Service
metadata:
  name: cockroachdb-public
  labels:
    app: cockroachdb
spec:
  ports:
  - port: 26257
    name: grpc
  - port: 8080
    name: http
  selector:
    app: cockroachdb
---
apiVersion: v1
kind: Service
metadata:
  name: cockroachdb
  labels:
    app: cockroachdb
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  ports:
  - port: 26257
    name: grpc
  - port: 8080
    name: http
  selector:
    app: cockroachdb
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: cockroachdb-budget
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      app: cockroachdb
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cockroachdb
spec:
  serviceName: cockroachdb
  replicas: 3
  podManagementPolicy: Parallel
  updateStrategy:
    type: RollingUpdate
  selector:
    matchLabels:
      app: cockroachdb
  template:
    metadata:
      labels:
        app: cockroachdb
    spec:
      containers:
      - name: cockroachdb
        image: cockroachdb/cockroach:v23.1.11
        ports:
        - containerPort: 26257
          name: grpc
        - containerPort: 8080
          name: http
        readinessProbe:
          httpGet:
            path: "/health?ready=1"
            port: http
          initialDelaySeconds: 10
          periodSeconds: 5
          failureThreshold: 2
        volumeMounts:
        - name: datadir
          mountPath: /cockroach/cockroach-data
        env:
        - name: COCKROACH_CHANNEL
          value: kubernetes-insecure
        command:
        - /bin/bash
        - -ecx
        - exec /cockroach/cockroach start --logtostderr --insecure --advertise-host $(hostname -f) --http-addr 0.0.0.0 --join cockroachdb-0.cockroachdb,cockroachdb-1.cockroachdb,cockroachdb-2.cockroachdb --cache 25% --max-sql-memory 25%
  volumeClaimTemplates:
  - metadata:
      name: datadir
    spec:
      accessModes: ["ReadWriteOnce"]
      resources:
        requests:
          storage: 1Gi
`;
const COCKROACH_INIT = `apiVersion: batch/v1
kind: Job
metadata:
  name: cluster-init
  labels:
    app: cockroachdb
spec:
  template:
    spec:
      containers:
      - name: cluster-init
        image: cockroachdb/cockroach:v23.1.11
        command: ["/cockroach/cockroach", "init", "--insecure", "--host=cockroachdb-0.cockroachdb"]
      restartPolicy: OnFailure
`;

export const cockroach: Tutorial = {
  id: 'T39',
  title: 'CockroachDB',
  profile: 'upstream',
  files: { 'cockroachdb-statefulset.yaml': COCKROACH, 'cluster-init.yaml': COCKROACH_INIT },
  steps: [
    between('kubectl apply -f cockroachdb-statefulset.yaml', { wait: 60 }),
    between('kubectl get pods', { shows: /(?:cockroachdb-\d +0\/1 +Running.*\n){3}/ }),
    between('kubectl apply -f cluster-init.yaml', { wait: 60 }),
    line('T39-02', 'kubectl get job cluster-init ', /cluster-init +Complete +1\/1/),
    between('kubectl get pods', { shows: /(?:cockroachdb-\d +1\/1 +Running.*\n){3}/ }),
    line('T39-01', 'kubectl run cockroachdb -it --image=cockroachdb/cockroach --rm --restart=Never \\\n    -- sql --insecure --host=cockroachdb-public', /root@cockroachdb-public:26257\/defaultdb> $/),
    between('CREATE DATABASE bank;', { shows: /CREATE DATABASE/ }),
    between('CREATE TABLE bank.accounts (id INT PRIMARY KEY, balance DECIMAL);', { shows: /CREATE TABLE/ }),
    between('INSERT INTO bank.accounts VALUES (1, 1000.50);', { shows: /INSERT 0 1/ }),
    between('SELECT * FROM bank.accounts;', { shows: / {2}id \| balance\n-+\+-+\n {3}1 \| 1000\.50\n\(1 row\)/ }),
    between('\\q', { shows: /pod "cockroachdb" deleted/ }),
  ],
};
