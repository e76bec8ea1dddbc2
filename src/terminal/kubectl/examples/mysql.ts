const CONFIG = `apiVersion: v1
kind: ConfigMap
metadata:
  name: mysql
  labels:
    app: mysql
    app.kubernetes.io/name: mysql
data:
  primary.cnf: |
    # Only the first pod reads this.
    [mysqld]
    log-bin
  replica.cnf: |
    # All other pods read this.
    [mysqld]
    super-read-only
`;

const SERVICES = `# Stable names of the pods: mysql-0.mysql, mysql-1.mysql …
apiVersion: v1
kind: Service
metadata:
  name: mysql
  labels:
    app: mysql
    app.kubernetes.io/name: mysql
spec:
  clusterIP: None
  selector:
    app: mysql
  ports:
  - name: mysql
    port: 3306
---
# Any pod, for reading. Whoever writes goes to mysql-0.mysql.
apiVersion: v1
kind: Service
metadata:
  name: mysql-read
  labels:
    app: mysql
    app.kubernetes.io/name: mysql
    readonly: "true"
spec:
  selector:
    app: mysql
  ports:
  - name: mysql
    port: 3306
`;

const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: mysql
spec:
  serviceName: mysql
  replicas: 3
  selector:
    matchLabels:
      app: mysql
      app.kubernetes.io/name: mysql
  template:
    metadata:
      labels:
        app: mysql
        app.kubernetes.io/name: mysql
    spec:
      initContainers:
      - name: init-mysql
        image: mysql:5.7
        command:
        - bash
        - -c
        - |
          set -e
          # The number at the end of the host name makes the server's id.
          ordinal=\${HOSTNAME##*-}
          echo "[mysqld]" > /mnt/conf.d/server-id.cnf
          echo "server-id=$((100 + ordinal))" >> /mnt/conf.d/server-id.cnf
          # The first pod is the primary.
          if [ "$ordinal" -eq 0 ]; then role=primary; else role=replica; fi
          cp "/mnt/config-map/$role.cnf" /mnt/conf.d/
        volumeMounts:
        - name: conf
          mountPath: /mnt/conf.d
        - name: config-map
          mountPath: /mnt/config-map
      - name: clone-mysql
        image: gcr.io/google-samples/xtrabackup:1.0
        command:
        - bash
        - -c
        - |
          set -e
          ordinal=\${HOSTNAME##*-}
          # Data that is there stays; the primary starts empty.
          if [ -d /var/lib/mysql/mysql ] || [ "$ordinal" -eq 0 ]; then exit 0; fi
          peer="mysql-$((ordinal - 1)).mysql"
          if ! command -v ncat > /dev/null; then
            echo "ncat is missing: nothing is copied from $peer"
            exit 0
          fi
          ncat --recv-only "$peer" 3307 | xbstream -x -C /var/lib/mysql
          xtrabackup --prepare --target-dir=/var/lib/mysql
        volumeMounts:
        - name: data
          mountPath: /var/lib/mysql
          subPath: mysql
        - name: conf
          mountPath: /etc/mysql/conf.d
      containers:
      - name: mysql
        image: mysql:5.7
        env:
        - name: MYSQL_ALLOW_EMPTY_PASSWORD
          value: "1"
        ports:
        - name: mysql
          containerPort: 3306
        volumeMounts:
        - name: data
          mountPath: /var/lib/mysql
          subPath: mysql
        - name: conf
          mountPath: /etc/mysql/conf.d
        resources:
          requests:
            cpu: 500m
            memory: 1Gi
        startupProbe:
          tcpSocket:
            port: mysql
          periodSeconds: 2
          failureThreshold: 30
        livenessProbe:
          tcpSocket:
            port: mysql
          periodSeconds: 10
          timeoutSeconds: 5
        readinessProbe:
          # Without its client the server counts as not ready.
          exec:
            command: ["test", "-x", "/usr/bin/mysql"]
          initialDelaySeconds: 5
          periodSeconds: 2
          timeoutSeconds: 1
      - name: xtrabackup
        image: gcr.io/google-samples/xtrabackup:1.0
        ports:
        - name: xtrabackup
          containerPort: 3307
        # Gives its data to the next pod that starts without any.
        command:
        - ncat
        - --listen
        - --keep-open
        - --send-only
        - --max-conns=1
        - "3307"
        - -c
        - xtrabackup --backup --slave-info --stream=xbstream --host=127.0.0.1 --user=root
        volumeMounts:
        - name: data
          mountPath: /var/lib/mysql
          subPath: mysql
        - name: conf
          mountPath: /etc/mysql/conf.d
        resources:
          requests:
            cpu: 100m
            memory: 100Mi
      volumes:
      - name: conf
        emptyDir: {}
      - name: config-map
        configMap:
          name: mysql
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: ["ReadWriteOnce"]
      resources:
        requests:
          storage: 10Gi
`;

const VOLUME = `apiVersion: v1
kind: PersistentVolume
metadata:
  name: mysql-pv-volume
  labels:
    type: local
spec:
  storageClassName: manual
  capacity:
    storage: 20Gi
  accessModes:
    - ReadWriteOnce
  hostPath:
    path: "/mnt/data"
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: mysql-pv-claim
spec:
  storageClassName: manual
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 20Gi
`;

const SINGLE = `apiVersion: v1
kind: Service
metadata:
  name: mysql
spec:
  clusterIP: None
  selector:
    app: mysql
  ports:
  - port: 3306
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: mysql
spec:
  strategy:
    type: Recreate
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
        image: mysql:9
        env:
        # A Secret is the better place for it.
        - name: MYSQL_ROOT_PASSWORD
          value: password
        ports:
        - name: mysql
          containerPort: 3306
        volumeMounts:
        - name: mysql-persistent-storage
          mountPath: /var/lib/mysql
      volumes:
      - name: mysql-persistent-storage
        persistentVolumeClaim:
          claimName: mysql-pv-claim
`;

/** One primary and its replicas; and a single server. simplified: copies between pods are shown, not made. */
export const MYSQL: Readonly<Record<string, string>> = {
  'application/mysql/mysql-configmap.yaml': CONFIG,
  'application/mysql/mysql-services.yaml': SERVICES,
  'application/mysql/mysql-statefulset.yaml': SET,
  'application/mysql/mysql-pv.yaml': VOLUME,
  'application/mysql/mysql-deployment.yaml': SINGLE,
};
