/** The files that lie in the lab's working directory: the two manifests of the lab document, and those of its storage class. */
export const labFiles: Readonly<Record<string, string>> = {
  '01_statefulset_headless_network.yml': `apiVersion: v1
kind: Service
metadata:
  name: linux-headless
spec:
  ports:
  - port: 80
    name: web
  clusterIP: None   # 将clusterIP字段设置为None表示为一个无头服务，即svc将不会分配VIP。
  selector:
    apps: nginx
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: nginx-web-headless
spec:
  serviceName: linux-headless    #声明无头服务
  replicas: 3
  selector:
    matchLabels: 
      apps: nginx
  template:
    metadata:
      labels:
        apps: nginx
    spec:
      containers:
      - name: nginx-web-01
        image: harbor.myharbor.com/myharbor/nginx:v1.0-my
`,

  '02_statefulset_headless_volumeClaimTemplates.yml': `apiVersion: v1
kind: Service
metadata:
  name: linux-headless
spec:
  ports:
  - port: 80
    name: web
  clusterIP: None
  selector:
    apps: nginx
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: nginx-web-sts-vct
spec:
  volumeClaimTemplates:   # 卷申请模板，会为每个Pod去创建唯一的pvc并与之关联哟!
  - metadata:
      name: data
    spec:
      accessModes: ["ReadWriteOnce"]
      storageClassName: "managed-nfs-storage" # 声明咱们自定义的动态存储类，即sc资源。
      resources:
        requests:
          storage: 2Gi
  serviceName: linux-headless
  replicas: 3
  selector:
    matchLabels: 
      apps: nginx
  template:
    metadata:
      labels:
        apps: nginx
    spec:
      containers:
      - name: nginx-web-01
        image: harbor.myharbor.com/myharbor/nginx:v1.0-my
        volumeMounts:
        - name: data
          mountPath: /usr/share/nginx/html
---
apiVersion: v1
kind: Service
metadata:
  name: nginx-web-sts-svc
spec:
  selector:
    apps: nginx
  ports:
  - port: 80
    targetPort: 80
`,

  'class.yaml': `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: managed-nfs-storage
provisioner: fuseim.pri/ifs # must be the PROVISIONER_NAME of the deployment
parameters:
  archiveOnDelete: "true"
`,

  'deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: nfs-client-provisioner
  labels:
    app: nfs-client-provisioner
  namespace: default
spec:
  replicas: 1
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: nfs-client-provisioner
  template:
    metadata:
      labels:
        app: nfs-client-provisioner
    spec:
      serviceAccountName: nfs-client-provisioner
      containers:
        - name: nfs-client-provisioner
          image: gmoney23/nfs-client-provisioner:latest
          volumeMounts:
            - name: nfs-client-root
              mountPath: /persistentvolumes
          env:
            - name: PROVISIONER_NAME
              value: fuseim.pri/ifs
            - name: NFS_SERVER
              value: 192.168.76.142
            - name: NFS_PATH
              value: /opt/data/kubernetes
      volumes:
        - name: nfs-client-root
          nfs:
            server: 192.168.76.142
            path: /opt/data/kubernetes
`,

  'rbac.yaml': `apiVersion: v1
kind: ServiceAccount
metadata:
  name: nfs-client-provisioner
  namespace: default
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: nfs-client-provisioner-runner
rules:
  - apiGroups: [""]
    resources: ["persistentvolumes"]
    verbs: ["get", "list", "watch", "create", "delete"]
  - apiGroups: [""]
    resources: ["persistentvolumeclaims"]
    verbs: ["get", "list", "watch", "update"]
  - apiGroups: ["storage.k8s.io"]
    resources: ["storageclasses"]
    verbs: ["get", "list", "watch"]
  - apiGroups: [""]
    resources: ["events"]
    verbs: ["create", "update", "patch"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: run-nfs-client-provisioner
subjects:
  - kind: ServiceAccount
    name: nfs-client-provisioner
    namespace: default
roleRef:
  kind: ClusterRole
  name: nfs-client-provisioner-runner
  apiGroup: rbac.authorization.k8s.io
`,

  'test-claim.yaml': `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: test-claim-01
  annotations:
    volume.beta.kubernetes.io/storage-class: "managed-nfs-storage"
spec:
  accessModes:
    - ReadWriteMany
  resources:
    requests:
      storage: 20Mi
`,

  'test-pod.yaml': `apiVersion: v1
kind: Pod
metadata:
  name: test-sc-pvc-pod
spec:
  restartPolicy: Never
  containers:
    - name: test-pod
      image: harbor.myharbor.com/myharbor/nginx:v3.0-my
      command: ["/bin/sh"]
      args: ["-c", "touch /mnt/SUCCESS && exit 0 || exit 1"]
      volumeMounts:
        - name: nfs-pvc
          mountPath: /mnt
  volumes:
    - name: nfs-pvc
      persistentVolumeClaim:
        claimName: test-claim-01
`,
};
