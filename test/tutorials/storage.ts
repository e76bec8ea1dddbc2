import { between, line, OUTSIDE, webSet, type Tutorial } from './tutorial.ts';

const GOLD = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: gold
provisioner: rancher.io/local-path
`;
const HOST_PATH = `apiVersion: v1
kind: PersistentVolume
metadata:
  name: task-pv-volume
spec:
  storageClassName: manual
  capacity:
    storage: 10Gi
  accessModes: [ReadWriteOnce]
  hostPath:
    path: /mnt/data
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: hostpath
spec:
  storageClassName: manual
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 3Gi
---
apiVersion: v1
kind: Pod
metadata:
  name: task-pv-pod
spec:
  containers:
  - name: c
    image: nginx
    volumeMounts:
    - name: v
      mountPath: /usr/share/nginx/html
  volumes:
  - name: v
    persistentVolumeClaim:
      claimName: hostpath
`;

export const defaultClass: Tutorial = {
  id: 'T12',
  title: 'The default StorageClass, and volumes in use',
  profile: 'upstream',
  files: { 'gold.yaml': GOLD, 'volume.yaml': HOST_PATH },
  steps: [
    line('T12-01', 'kubectl get storageclass', /NAME +PROVISIONER +RECLAIMPOLICY +VOLUMEBINDINGMODE +ALLOWVOLUMEEXPANSION +AGE\nstandard \(default\)/),
    between('kubectl apply -f gold.yaml'),
    line('T12-02', `kubectl patch storageclass standard -p '{"metadata": {"annotations":{"storageclass.kubernetes.io/is-default-class":"false"}}}'`, /storageclass\.storage\.k8s\.io\/standard patched/),
    line('T12-03', `kubectl patch storageclass gold -p '{"metadata": {"annotations":{"storageclass.kubernetes.io/is-default-class":"true"}}}'`, /storageclass\.storage\.k8s\.io\/gold patched/),
    between('kubectl get storageclass', { shows: /gold \(default\)[^]*standard +rancher/ }),
    between('kubectl apply -f volume.yaml', { wait: 20 }),
    between('kubectl delete pvc hostpath --wait=false', { wait: 2 }),
    line('T12-04', 'kubectl describe pvc hostpath', /Status: +Terminating [^]*Finalizers: +\[kubernetes\.io\/pvc-protection\]/),
    between('kubectl delete pv task-pv-volume --wait=false'),
    line('T12-05', 'kubectl describe pv task-pv-volume', /Finalizers: +\[kubernetes\.io\/pv-protection\]/),
  ],
};

const PROVISIONER = `kind: Deployment
apiVersion: apps/v1
metadata:
  name: nfs-client-provisioner
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
        image: quay.io/external_storage/nfs-client-provisioner:latest
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
`;
const ACCOUNT = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: nfs-client-provisioner
---
kind: ClusterRole
apiVersion: rbac.authorization.k8s.io/v1
metadata:
  name: nfs-client-provisioner-runner
rules:
- apiGroups: [""]
  resources: ["persistentvolumes"]
  verbs: ["get", "list", "watch", "create", "delete"]
---
kind: ClusterRoleBinding
apiVersion: rbac.authorization.k8s.io/v1
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
`;
const COURSE_CLASS = `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: course-nfs-storage
provisioner: fuseim.pri/ifs
`;
const TEST_CLAIM = `kind: PersistentVolumeClaim
apiVersion: v1
metadata:
  name: test-pvc
  annotations:
    volume.beta.kubernetes.io/storage-class: "course-nfs-storage"
spec:
  accessModes:
  - ReadWriteMany
  resources:
    requests:
      storage: 1Mi
`;
const TEST_POD = `kind: Pod
apiVersion: v1
metadata:
  name: test-pod
spec:
  containers:
  - name: test-pod
    image: busybox
    imagePullPolicy: IfNotPresent
    command: ["/bin/sh"]
    args: ["-c", "touch /mnt/SUCCESS && exit 0 || exit 1"]
    volumeMounts:
    - name: nfs-pvc
      mountPath: /mnt
  restartPolicy: Never
  volumes:
  - name: nfs-pvc
    persistentVolumeClaim:
      claimName: test-pvc
`;
const NFS_SET = webSet({ name: 'nfs-web', image: 'nginx:1.7.9', replicas: 3, storage: '1Gi', label: 'app: nfs-web', withService: false, extra: '' })
  .replace('      name: www\n', '      name: www\n      annotations:\n        volume.beta.kubernetes.io/storage-class: course-nfs-storage\n')
  .replace('    spec:\n      containers:', '    spec:\n      terminationGracePeriodSeconds: 10\n      containers:');

export const course: Tutorial = {
  id: 'T17',
  title: 'Course: StorageClass on NFS and a StatefulSet',
  profile: 'lab',
  files: { 'nfs-client.yaml': PROVISIONER, 'nfs-client-sa.yaml': ACCOUNT, 'nfs-client-class.yaml': COURSE_CLASS, 'test-pvc.yaml': TEST_CLAIM, 'test-pod.yaml': TEST_POD, 'test-statefulset-nfs.yaml': NFS_SET },
  steps: [
    between('kubectl delete deployment,sa nfs-client-provisioner', { wait: 40 }),
    line('T17-01', 'kubectl create -f nfs-client.yaml', /deployment\.apps\/nfs-client-provisioner created/),
    line('T17-02', 'kubectl create -f nfs-client-sa.yaml', /serviceaccount\/nfs-client-provisioner created/),
    line('T17-03', 'kubectl create -f nfs-client-class.yaml', /storageclass\.storage\.k8s\.io\/course-nfs-storage created/, { wait: 60 }),
    line('T17-04', 'kubectl get pods', /nfs-client-provisioner-\S+ +1\/1 +Running/),
    line('T17-05', 'kubectl get storageclass', /course-nfs-storage +fuseim\.pri\/ifs +Delete +Immediate +false/),
    line('T17-06', `kubectl patch storageclass course-nfs-storage -p '{"metadata": {"annotations":{"storageclass.kubernetes.io/is-default-class":"true"}}}'`, /patched/),
    line('T17-07', 'kubectl create -f test-pvc.yaml', /persistentvolumeclaim\/test-pvc created/, { wait: 10 }),
    line('T17-08', 'kubectl get pvc', /test-pvc +Bound +pvc-\S+ +1Mi +RWX +course-nfs-storage/),
    line('T17-09', 'kubectl get pv', /pvc-\S+ +1Mi +RWX +Delete +Bound +default\/test-pvc +course-nfs-storage/),
    line('T17-10', 'kubectl create -f test-pod.yaml', /pod\/test-pod created/, { wait: 20 }),
    between('kubectl get pods', { shows: /test-pod +0\/1 +Completed/ }),
    line('T17-13', 'kubectl create -f test-statefulset-nfs.yaml', /statefulset\.apps\/nfs-web created/, { wait: 90 }),
    between('kubectl get pods', { shows: /nfs-web-2 +1\/1 +Running/ }),
    line('T17-11', 'ls /data/k8s/', undefined, { refused: /ls: cannot access \/data\/k8s\/: No such file or directory/ }),
    between('ls /opt/data/kubernetes/', { shows: /default-test-pvc-pvc-\S+[^]*default-www-nfs-web-0-pvc-/ }),
    line('T17-12', 'ls /data/k8s/default-test-pvc-pvc-73b5ffd2-8b4b-11e8-b585-525400db4df7', undefined, { refused: /No such file or directory/ }),
    between('ls /opt/data/kubernetes/default-test-pvc-pvc-*', { shows: /\nSUCCESS\n/ }),
  ],
};

const BAD = 'apiversion: v1\nkind: PersistentVolume\nmetadata:\n  name: nfspv1\n';
const NFS_VOLUME = [1, 2, 3].map((index) => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: nfspv${index}
spec:
  capacity:
    storage: 1Gi
  accessModes:
  - ReadWriteOnce
  persistentVolumeReclaimPolicy: Retain
  storageClassName: nfs
  nfs:
    path: /opt/data/kubernetes
    server: 192.168.76.142
`).join('---\n');
const DIG_POD = `apiVersion: v1
kind: Pod
metadata:
  name: test-pd
spec:
  containers:
  - name: tools
    image: busybox
    command: ["sleep", "36000"]
`;

export const nfsNotes: Tutorial = {
  id: 'T21',
  title: 'Notes: volumes on NFS and a StatefulSet',
  profile: 'lab',
  files: { 'bad.yaml': BAD, 'pv.yaml': NFS_VOLUME, 'pod.yaml': webSet({ image: 'k8s.gcr.io/nginx-slim', storage: '1Gi', className: 'nfs', replicas: 3 }), 'test-pd.yaml': DIG_POD },
  steps: [
    line('T21-01', 'yum install -y nfs-common nfs-utils rpcbind', undefined, { refused: /part of this simulation|Complete!|Nothing to do/ }),
    line('T21-02', 'mkdir /nfsdata'),
    line('T21-03', 'chmod 666 /nfsdata'),
    line('T21-04', 'chown nfsnobody /nfsdata'),
    line('T21-05', 'cat /etc/exports', /\/opt\/data\/kubernetes \*\(rw/),
    line('T21-06', 'systemctl start rpcbind', undefined, { refused: /part of this simulation|# $/ }),
    line('T21-07', 'systemctl start nfs', undefined, { refused: /part of this simulation|# $/ }),
    line('T21-08', 'showmount -e 192.168.76.142', /Export list for 192\.168\.76\.142:\n\/opt\/data\/kubernetes \*/),
    between('mkdir /test'),
    line('T21-09', 'mount -t nfs 192.168.76.142:/opt/data/kubernetes /test/'),
    line('T21-10', 'cd /test', /test\]# $/),
    line('T21-11', 'vim 1.html', undefined, { edit: () => 'hello\n' }),
    between('cd /root/k8s-external-storage/nfs-client/deploy'),
    between('umount /test'),
    line('T21-12', 'rm -rf /test/'),
    between('kubectl create -f bad.yaml', { refused: /error: error validating "bad\.yaml": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false/ }),
    line('T21-13', 'kubectl create -f pv.yaml', /persistentvolume\/nfspv1 created/),
    line('T21-14', 'kubectl get pv', /nfspv1 +1Gi +RWO +Retain +Available +nfs/),
    between('kubectl create -f pod.yaml -f test-pd.yaml', { wait: 90 }),
    line('T21-15', 'kubectl get pvc', /www-web-0 +Bound +nfspv\d +1Gi +RWO +nfs/),
    line('T21-16', 'kubectl get pod -o wide', /web-0 +1\/1 +Running/),
    between("rm -f /opt/data/kubernetes/index.html"),
    line('T21-17', "curl $(kubectl get pod web-0 -o jsonpath='{.status.podIP}')", /403 Forbidden/),
    between('echo hello > /opt/data/kubernetes/index.html'),
    between("curl $(kubectl get pod web-0 -o jsonpath='{.status.podIP}')", { shows: /\nhello\n/ }),
    line('T21-18', 'kubectl delete pod web-0', /deleted/, { wait: 30 }),
    line('T21-19', 'kubectl exec test-pd -it -- sh', /\/ # $/),
    line('T21-20', 'ping web-0.nginx', /64 bytes from/, { interruptAfter: 3 }),
    between('exit'),
    line('T21-21', 'dig -t A nginx.default.svc.myharbor.com. @10.100.1.2', /ANSWER SECTION:\n(?:nginx\.default\.svc\.myharbor\.com\.\s\d+\s+IN\tA\t10\.100\.\d+\.\d+\n){3}/),
    line('T21-22', 'kubectl delete -f pod.yaml', /statefulset\.apps "web" deleted/, { wait: 60 }),
    line('T21-23', 'kubectl get starefulset', undefined, { refused: /error: the server doesn't have a resource type "starefulset"/ }),
    between('kubectl delete pod test-sc-pvc-pod'),
    line('T21-24', 'kubectl delete pvc --all', /"www-web-0" deleted/, { wait: 10 }),
    line('T21-25', 'rf -rm /nfsdata/*', undefined, { refused: /bash: rf: command not found/ }),
    line('T21-26', 'kubectl get pv nfspv1 -o yaml', /claimRef:[^]*phase: Released/),
    line('T21-27', 'kubectl edit pv nfspv1', /persistentvolume\/nfspv1 edited/, { edit: (text) => text.replace(/ {2}claimRef:\n(?: {4}.*\n)+/, ''), wait: 5 }),
    between('kubectl get pv nfspv1', { shows: /nfspv1 +1Gi +RWO +Retain +Available/ }),
  ],
};

const RECYCLED = (name: string, path: string) => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: ${name}
spec:
  capacity:
    storage: 2Gi
  accessModes:
  - ReadWriteOnce
  - ReadWriteMany
  persistentVolumeReclaimPolicy: Recycle
  nfs:
    path: ${path}
    server: 192.168.76.142
`;
const SMALL_CLAIM = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: mysql-data
spec:
  storageClassName: ""
  accessModes:
  - ReadWriteOnce
  resources:
    requests:
      storage: 1Gi
`;
const PAGE_POD = `apiVersion: v1
kind: Pod
metadata:
  name: www
spec:
  containers:
  - name: www
    image: httpd
    ports:
    - containerPort: 80
    volumeMounts:
    - name: data
      mountPath: /usr/local/apache2/htdocs
  volumes:
  - name: data
    persistentVolumeClaim:
      claimName: mysql-data
`;

export const nfsVolumes: Tutorial = {
  id: 'T32',
  title: 'A pod on a volume of an NFS server',
  profile: 'lab',
  files: {
    'nfs-0001.yaml': RECYCLED('nfs-0001', '/opt/data/kubernetes/data-0001'),
    'nfs-0002.yaml': RECYCLED('nfs-0002', '/opt/data/kubernetes/data-0002'),
    'pvc-mysql.yaml': SMALL_CLAIM,
    'pod-mysql.yaml': PAGE_POD,
  },
  steps: [
    line('T32-01', 'docker run -d --net=host \\\n   --privileged --name nfs-server \\\n   katacoda/contained-nfs-server:centos7 \\\n   /exports/data-0001 /exports/data-0002', undefined, { refused: OUTSIDE }),
    between('mkdir -p /opt/data/kubernetes/data-0001 /opt/data/kubernetes/data-0002'),
    line('T32-02', 'kubectl create -f nfs-0001.yaml', /persistentvolume\/nfs-0001 created/),
    line('T32-03', 'kubectl create -f nfs-0002.yaml', /persistentvolume\/nfs-0002 created/),
    line('T32-04', 'kubectl create -f pvc-mysql.yaml', /persistentvolumeclaim\/mysql-data created/, { wait: 20 }),
    line('T32-05', 'kubectl get pvc', /mysql-data +Bound +nfs-000\d/),
    line('T32-06', 'kubectl create -f pod-mysql.yaml', /pod\/www created/, { wait: 30 }),
    line('T32-07', 'kubectl get pods', /www +1\/1 +Running/),
    line('T32-08', `docker exec -it nfs-server bash -c "echo 'Hello World' > /exports/data-0001/index.html"`, undefined, { refused: OUTSIDE }),
    between("echo 'Hello World' | tee /opt/data/kubernetes/data-000{1,2}/index.html"),
    line('T32-09', `ip=$(kubectl get pod www -o yaml |grep podIP | awk '{split($0,a,":"); print a[2]}'); echo $ip`, /\s10\.100\.\d+\.\d+\n/),
    line('T32-10', 'curl $ip', /Hello World/),
    line('T32-11', 'kubectl delete pod www', /pod "www" deleted/),
  ],
};
