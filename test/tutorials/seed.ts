import { between, line, type Tutorial } from './tutorial.ts';

const NETWORK_LINES = `apiVersion: v1
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
  name: nginx-web-headless
spec:
  selector:
    matchLabels:
      apps: nginx
  serviceName: "linux-headless"
  replicas: 3
  template:
    metadata:
      labels:
        apps: nginx
    spec:
      containers:
      - name: nginx-web-01
        image: harbor.myharbor.com/myharbor/nginx:v1.0-my`;

const COURSE_DIRECTORY = '/opt/data/kubernetes';
const FIRST = 'default-data-nginx-web-sts-vct-0-pvc-0eabd805-82a5-47da-ab14-031921299411';
const SECOND = 'default-data-nginx-web-sts-vct-1-pvc-fb8392e8-f6b9-4e2d-ab94-5a1793e9c76a';
const THIRD = 'default-data-nginx-web-sts-vct-2-pvc-f045da04-45cf-4341-9a1d-807167ddf7c5';

export const seedDocument: Tutorial = {
  id: 'T01',
  title: 'StatefulSet: network identity, storage of its own, access through a Service',
  profile: 'lab',
  steps: [
    line('T01-01', `cat > 01_statefulset_headless_network.yml << 'EOF'\n${NETWORK_LINES}`, /\n> kind: Service/, { goesOn: true }),
    { keys: ['^D'], shows: /warning: here-document at line \d+ delimited by end-of-file \(wanted `EOF'\)/ },
    between('kubectl apply -f 01_statefulset_headless_network.yml', { shows: /statefulset\.apps\/nginx-web-headless created/, wait: 60 }),
    line('T01-02', 'kubectl run --image=harbor.myharbor.com/myharbor/alpine --rm -it dns-test -- sh', /\/ # $/),
    line('T01-03', 'for i in $(seq 0 2);do ping nginx-web-headless-$i.linux-headless -c 4;done', /(?:PING nginx-web-headless-\d\.linux-headless \(10\.100\.\d+\.\d+\): 56 data bytes\n(?:64 bytes from .*: seq=\d ttl=6[24] time=[\d.]+ ms\n){4}[^]*?round-trip min\/avg\/max = .*\n){3}/),
    between('exit', { shows: /pod "dns-test" deleted from default namespace/ }),
    between('kubectl delete -f 01_statefulset_headless_network.yml', { wait: 60 }),
    line('T01-04', 'cat 02_statefulset_headless_volumeClaimTemplates.yml', /volumeClaimTemplates:/),
    between('kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml', { wait: 90 }),
    { id: 'T01-05', keys: ['cd /opt/data/kubernetes/default-', 'TAB', 'TAB'], goesOn: true, shows: new RegExp(`${FIRST}/\\s+${SECOND}/\\s+${THIRD}/\\s+default-test-claim-01-pvc-b9e61ef2-1506-459b-a372-24e20dc6a45f/\\s+\\[root@centos7k8s1 deploy\\]# cd /opt/data/kubernetes/default-$`) },
    { keys: ['^C'] },
    line('T01-06', `cd ${COURSE_DIRECTORY}/${FIRST}/`, new RegExp(`\\[root@centos7k8s1 ${FIRST}\\]# $`)),
    line('T01-07', 'ls', /^.*ls\n\[root@/),
    line('T01-08', 'echo "sts0" > index.html'),
    line('T01-09', 'cd ..', /\[root@centos7k8s1 kubernetes\]# $/),
    line('T01-10', `echo "sts1" > ${SECOND}/index.html`),
    line('T01-11', `echo "sts2" > ${THIRD}/index.html`),
    line('T01-12', 'kubectl get svc nginx-web-sts-svc', /NAME +TYPE +CLUSTER-IP +EXTERNAL-IP +PORT\(S\) +AGE\nnginx-web-sts-svc +ClusterIP +10\.200\.3\.231 +<none> +80\/TCP/),
    line('T01-13', 'while true;do curl 10.200.3.231;sleep 1;done', /(?=[^]*sts0\n)(?=[^]*sts1\n)(?=[^]*sts2\n)[^]*\^C/, { interruptAfter: 30 }),
    line('T01-14', 'vim /etc/resolv.conf', undefined, { edit: () => 'nameserver 10.200.0.10\n' }),
    line('T01-15', 'while true;do curl nginx-web-sts-svc.default.svc.myharbor.com;sleep 1;done', /(?=[^]*sts0\n)(?=[^]*sts1\n)(?=[^]*sts2\n)[^]*\^C/, { interruptAfter: 30 }),
  ],
};

const COURSE = 'k8s-external-storage/nfs-client/deploy';

export const storageClasses: Tutorial = {
  id: 'T01s',
  title: 'StorageClass with an NFS provisioner',
  profile: 'lab',
  steps: [
    between('cd'),
    line('T01s-01', 'yum -y install git', undefined, { refused: /part of this simulation|Complete!|Nothing to do/ }),
    line('T01s-02', 'git clone https://gitee.com/yinzhengjie/k8s-external-storage.git', undefined, { refused: /part of this simulation|fatal: destination path .* already exists|Cloning into/ }),
    line('T01s-03', `cat ${COURSE}/deployment.yaml`, /kind: Deployment/),
    line('T01s-04', `cat ${COURSE}/class.yaml`, /kind: StorageClass/),
    line('T01s-05', 'mkdir -pv /opt/data/kubernetes'),
    between(`cd ${COURSE}`),
    line('T01s-06', 'kubectl apply -f class.yaml && kubectl get sc', /managed-nfs-storage (?:created|configured|unchanged)[^]*NAME +PROVISIONER +RECLAIMPOLICY +VOLUMEBINDINGMODE +ALLOWVOLUMEEXPANSION +AGE\nmanaged-nfs-storage +fuseim\.pri\/ifs/),
    line('T01s-07', 'kubectl apply -f rbac.yaml', /serviceaccount\/nfs-client-provisioner [^]*clusterrole/),
    line('T01s-08', 'kubectl apply -f deployment.yaml', /deployment\.apps\/nfs-client-provisioner /, { wait: 40 }),
    line('T01s-09', 'kubectl get pods,sc', /pod\/nfs-client-provisioner-[^]*\n\nNAME[^]*storageclass\.storage\.k8s\.io\/managed-nfs-storage/),
    line('T01s-10', 'cat test-claim.yaml', /kind: PersistentVolumeClaim/),
    line('T01s-11', 'cat test-pod.yaml', /SUCCESS/),
    between('kubectl delete pod test-sc-pvc-pod'),
    between('kubectl apply -f test-claim.yaml -f test-pod.yaml', { wait: 30 }),
    line('T01s-12', 'kubectl get po,sc,pvc', /pod\/test-sc-pvc-pod +0\/1 +Completed[^]*persistentvolumeclaim\/test-claim-01 +Bound .*RWX +managed-nfs-storage/),
  ],
};
