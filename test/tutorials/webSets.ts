import { between, line, OUTSIDE, webSet, type Tutorial } from './tutorial.ts';

const NEW_LOOKUP_FAILS = /\*\* server can't find web-\d\.nginx: NXDOMAIN/;
const OLD_CLUSTER_FILE = `apiVersion: policy/v1beta1
kind: PodDisruptionBudget
metadata:
  name: zk-pdb
spec:
  minAvailable: 2
  selector:
    matchLabels:
      app: zk
---
apiVersion: apps/v1beta1
kind: StatefulSet
metadata:
  name: zk
spec:
  serviceName: zk-headless
  replicas: 3
  template:
    metadata:
      labels:
        app: zk
    spec:
      containers:
      - name: k8szk
        image: gcr.io/google_samples/k8szk:v1
`;

export const handbook: Tutorial = {
  id: 'T14',
  title: 'Handbook: StatefulSet',
  profile: 'upstream',
  files: { 'web.yaml': webSet({ image: 'gcr.io/google_containers/nginx-slim:0.8', storage: '1Gi' }), 'zookeeper.yaml': OLD_CLUSTER_FILE },
  steps: [
    line('T14-01', 'kubectl create -f web.yaml', /service\/nginx created\nstatefulset\.apps\/web created/, { wait: 60 }),
    line('T14-02', 'kubectl get service nginx', /nginx +ClusterIP +None/),
    line('T14-03', 'kubectl get statefulset web', /web +2\/2/),
    line('T14-04', 'kubectl get pvc', /www-web-0 +Bound[^]*www-web-1 +Bound/),
    line('T14-05', 'kubectl get pods -l app=nginx', /web-0 +1\/1[^]*web-1 +1\/1/),
    line('T14-06', 'kubectl run -i --tty --image busybox dns-test --restart=Never --rm /bin/sh', /\/ # $/),
    line('T14-07', 'nslookup web-0.nginx', NEW_LOOKUP_FAILS),
    line('T14-08', 'nslookup web-1.nginx', NEW_LOOKUP_FAILS),
    line('T14-09', 'nslookup web-0.nginx.default.svc.cluster.local', /Server:\t\t10\.96\.0\.10\nAddress:\t10\.96\.0\.10:53\n\n(?:[^]*)Name:\tweb-0\.nginx\.default\.svc\.cluster\.local\nAddress: 10\.244\.\d+\.\d+/),
    between('exit'),
    line('T14-10', 'kubectl scale statefulset web --replicas=5', /scaled/, { wait: 90 }),
    line('T14-11', `kubectl patch statefulset web -p '{"spec":{"replicas":3}}'`, /patched/, { wait: 60 }),
    line('T14-12', `kubectl patch statefulset web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"gcr.io/google_containers/nginx-slim:0.7"}]'`, /patched/, { wait: 90 }),
    between('kubectl get pods', { shows: /web-2 +1\/1 +Running/ }),
    line('T14-13', 'kubectl delete statefulset web', /deleted/, { wait: 30 }),
    line('T14-14', 'kubectl delete service nginx', /deleted/),
    line('T14-15', 'kubectl delete pvc www-web-0 www-web-1', /"www-web-0" deleted[^]*"www-web-1" deleted/),
    line('T14-16', 'kubectl create -f zookeeper.yaml', undefined, { refused: /resource mapping not found for name: "zk-pdb" namespace: "" from "zookeeper\.yaml": no matches for kind "PodDisruptionBudget" in version "policy\/v1beta1"/ }),
  ],
};

export const classNotes: Tutorial = {
  id: 'T22',
  title: 'Class notes: partition, OnDelete and orphans by editing',
  profile: 'lab',
  files: { 'web.yaml': webSet({ image: 'swr.cn-north-4.myhuaweicloud.com/ddn-k8s/docker.io/nginx:latest' }) },
  steps: [
    line('T22-01', 'kubectl apply -f web.yaml', /created/, { wait: 60 }),
    line('T22-02', 'kubectl get sts', /web +2\/2/),
    line('T22-03', 'kubectl get svc', /nginx +ClusterIP +None/),
    line('T22-04', 'kubectl get pod', /web-0 +1\/1/),
    line('T22-05', 'kubectl run -i --tty --image swr.cn-north-4.myhuaweicloud.com/ddn-k8s/docker.io/busybox:1.28.4 dns-test --restart=Never --rm /bin/sh', /\/ # $/),
    line('T22-06', 'nslookup web-0.nginx', /Address 1: 10\.100\.\d+\.\d+ web-0\.nginx\.default\.svc\.myharbor\.com/),
    line('T22-07', 'ping web-0.nginx', /PING web-0\.nginx \(10\.100\.\d+\.\d+\): 56 data bytes\n64 bytes from [^]*\^C[^]*packets transmitted/, { interruptAfter: 4 }),
    between('exit'),
    line('T22-08', 'kubectl get pod -o wide', /NAME +READY +STATUS +RESTARTS +AGE +IP +NODE +NOMINATED NODE +READINESS GATES/),
    line('T22-09', 'kubectl scale sts web --replicas=5', /scaled/, { wait: 60 }),
    line('T22-12', 'kubectl edit sts web', /statefulset\.apps\/web edited/, { edit: (text) => text.replace('partition: 0', 'partition: 3') }),
    line('T22-10', `kubectl patch sts web -p '{"spec":{"replicas":3}}'`, /patched/, { wait: 60 }),
    between('kubectl edit sts web', { shows: /edited/, edit: (text) => text.replace('partition: 3', 'partition: 0') }),
    line('T22-11', `kubectl patch sts web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"nginx:自己版本号"}]'`, /patched/, { wait: 30 }),
    between('kubectl get pod', { shows: /web-2 +0\/1 +InvalidImageName/ }),
    between(`kubectl patch sts web --type='json' -p='[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value":"swr.cn-north-4.myhuaweicloud.com/ddn-k8s/docker.io/nginx:1.25"}]'`, { shows: /patched/ }),
    between('kubectl delete pod web-2', { wait: 60 }),
    between('kubectl scale sts web --replicas=5', { wait: 60 }),
    line('T22-13', 'kubectl edit pod web-4', /Edit cancelled, no changes made\./),
    line('T22-14', 'kubectl delete pod web-4', /deleted/, { wait: 30 }),
    line('T22-15', 'kubectl delete sts web --cascade=false', /warning: --cascade=false is deprecated \(boolean value\) and can be replaced with --cascade=orphan\.\nstatefulset\.apps "web" deleted/),
    line('T22-16', 'kubectl get pod --show-labels', /LABELS\n[^]*controller-revision-hash=web-[^]*statefulset\.kubernetes\.io\/pod-name=web-0/),
  ],
};

export const killercoda: Tutorial = {
  id: 'T28',
  title: 'Scenarios: a StatefulSet, a headless Service',
  profile: 'upstream',
  files: { 'sts.yaml': webSet({ storage: '1Gi', withService: false }) },
  steps: [
    between('alias k=kubectl'),
    line('T28-01', 'k create -f sts.yaml', /statefulset\.apps\/web created/, { wait: 60 }),
    line('T28-02', 'k get sts web', /web +2\/2/),
    line('T28-03', 'kubectl get pvc -l app=nginx', /www-web-0 +Bound/),
    line('T28-04', `for i in 0 1; do kubectl exec "web-$i" -- sh -c 'echo "$(hostname)" > /usr/share/nginx/html/index.html'; done`),
    line('T28-05', 'k scale sts web --replicas=5', /scaled/),
    line('T28-06', 'k get pod --watch -l app=nginx', /web-4 +1\/1 +Running/, { interruptAfter: 60 }),
    line('T28-07', `k patch sts web -p '{"spec":{"replicas":3}}'`, /patched/, { wait: 30 }),
    line('T28-08', 'kubectl delete statefulset web --cascade=orphan', /deleted/),
    line('T28-09', 'kubectl get pods -l app=nginx', /web-0 +1\/1[^]*web-2 +1\/1/),
    line('T28-10', 'kubectl create namespace stateful-demo', /namespace\/stateful-demo created/),
    line('T28-11', 'kubectl create serviceaccount web-sa -n stateful-demo', /serviceaccount\/web-sa created/),
    line('T28-12', `cat <<'STATEFUL' | kubectl apply -f -
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  namespace: stateful-demo
spec:
  serviceName: web
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      serviceAccountName: web-sa
      containers:
      - name: nginx
        image: nginx:1.25
        ports:
        - containerPort: 80
STATEFUL`, /statefulset\.apps\/web created/),
    line('T28-13', `cat <<'SERVICE' | kubectl apply -f -
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: stateful-demo
spec:
  clusterIP: None
  selector:
    app: web
  ports:
  - port: 80
SERVICE`, /service\/web created/, { wait: 60 }),
    line('T28-14', 'kubectl -n stateful-demo run dns-client --image=busybox:1.36 --restart=Never --command -- sh -c "sleep 3600"', /pod\/dns-client created/, { wait: 20 }),
    line('T28-15', 'kubectl -n stateful-demo exec dns-client -- nslookup web.stateful-demo.svc.cluster.local', /(?:Name:\tweb\.stateful-demo\.svc\.cluster\.local\nAddress: 10\.244\.\d+\.\d+\n){3}/),
  ],
};

const PLAIN_SET = webSet({ image: 'busybox:1.36', replicas: 2, service: 'web', label: 'app: web' }).replace('        ports:\n        - containerPort: 80\n          name: web\n', '        command: ["sh", "-c", "sleep 3600"]\n');

export const fundamentals: Tutorial = {
  id: 'T34',
  title: 'StatefulSet fundamentals',
  profile: 'upstream',
  steps: [
    line('T34-01', 'nano web-statefulset.yaml', undefined, { edit: () => PLAIN_SET }),
    line('T34-02', 'kubectl apply -f web-statefulset.yaml', /statefulset\.apps\/web created/),
    line('T34-03', 'kubectl get pods --watch', /web-0 +1\/1 +Running[^]*web-1 +1\/1 +Running/, { interruptAfter: 30 }),
    line('T34-04', 'kubectl get pods -l app=web', /web-0 +1\/1[^]*web-1 +1\/1/),
    line('T34-05', "kubectl exec web-0 -- sh -c 'echo $HOSTNAME'", /\nweb-0\n/),
    line('T34-06', "kubectl exec web-1 -- sh -c 'echo $HOSTNAME'", /\nweb-1\n/),
  ],
};

export const notes: Tutorial = {
  id: 'T35',
  title: 'Notes: StatefulSet',
  profile: 'upstream',
  files: { 'web.yaml': webSet({ image: 'nginx:1.25.0-bullseye' }) },
  steps: [
    line('T35-01', 'kubectl create -f web.yaml', /created/, { wait: 60 }),
    line('T35-02', 'kubectl get all', /pod\/web-0 [^]*\n\nNAME[^]*service\/nginx [^]*\n\nNAME[^]*statefulset\.apps\/web +2\/2/),
    line('T35-03', 'kubectl get pods -o wide', /10\.244\.\d+\.\d+ +worker/),
    line('T35-04', 'kubectl run -it --image busybox dns-test --restart=Never --rm /bin/sh', /\/ # $/),
    line('T35-05', 'ping web-0.nginx', /PING web-0\.nginx \(10\.244[^]*seq=0 ttl=6[24]/, { interruptAfter: 3 }),
    between('exit'),
    line('T35-06', 'kubectl scale statefulset web --replica=5', undefined, { refused: /error: unknown flag: --replica\nSee 'kubectl scale --help' for usage\./ }),
    line('T35-07', `kubectl patch statefulset web -p '{"spec":{"replicas":5}}'`, /patched/, { wait: 60 }),
    line('T35-08', `kubectl patch statefulset web \\
      --type='json' \\
      -p '[{"op":"replace", "path":"/spec/template/spec/containers/0/image","value":"nginx:1.24.0-bullseye"}]'`, /patched/, { wait: 120 }),
    line('T35-09', 'kubectl edit pods web-0', /Edit cancelled, no changes made\./),
    line('T35-10', 'kubectl edit statefulset web', /edited/, { edit: (text) => text.replace(/ {4}rollingUpdate:\n {6}partition: 0\n/, '').replace('type: RollingUpdate', 'type: OnDelete') }),
    line('T35-11', 'kubectl delete po web-0', /deleted/, { wait: 30 }),
    line('T35-12', 'for i in {0..4}; do echo -e "web-${i}: $(kubectl describe pod web-${i} | grep "Image:")"; done', /(?:web-\d: +Image: +nginx:1\.24\.0-bullseye\n){5}/),
    line('T35-13', 'kubectl delete statefulset web --cascade=orphan', /deleted/),
    line('T35-14', 'for i in {0..4}; do  kubectl delete pods web-${i}; done', /(?:pod "web-\d" deleted from default namespace\n){5}/),
    line('T35-15', 'kubectl delete services nginx', /service "nginx" deleted/),
  ],
};

export const training: Tutorial = {
  id: 'T37',
  title: 'Training: names before and after re-creation',
  profile: 'upstream',
  files: { 'manifests/01-svc.yml': webSet().split('---\n')[0] ?? '' },
  steps: [
    line('T37-01', 'cd', /~\S* ?\]?[#$] $/),
    line('T37-02', 'mkdir -p manifests'),
    between('cd manifests'),
    line('T37-03', 'nano 02-sts.yml', undefined, { edit: () => webSet({ image: 'registry.k8s.io/nginx-slim:0.24', withService: false }) }),
    line('T37-04', 'kubectl apply -f .', /service\/nginx created\nstatefulset\.apps\/web created/, { wait: 60 }),
    line('T37-05', 'kubectl run --rm -it podtester --image=busybox', /\/ # $/),
    line('T37-06', 'ping web-0.nginx ', /seq=0 ttl=/, { interruptAfter: 3 }),
    line('T37-07', 'ping web-1.nginx ', /seq=0 ttl=/, { interruptAfter: 3 }),
    between('exit', { shows: /Session ended, resume using 'kubectl attach podtester -c podtester -i -t' command when the pod is running\npod "podtester" deleted/ }),
    line('T37-08', 'kubectl get pods -o wide', /web-0 +1\/1/),
    line('T37-09', 'kubectl get sts web', /web +2\/2/),
    line('T37-10', 'kubectl delete sts web ', /deleted/, { wait: 40 }),
    between('kubectl apply -f .', { shows: /service\/nginx unchanged\nstatefulset\.apps\/web created/, wait: 60 }),
    line('T37-11', 'kubectl run --rm -it podtest --image=busybox ', /\/ # $/),
    between('ping web-0.nginx', { shows: /seq=0 ttl=/, interruptAfter: 3 }),
    between('exit'),
    line('T37-12', 'kubectl describe svc nginx', /Name: +nginx\n[^]*Selector: +app=nginx\n[^]*Endpoints: +10\.244\.\d+\.\d+:80,10\.244/),
    line('T37-13', 'kubectl delete -f .', /service "nginx" deleted[^]*statefulset\.apps "web" deleted/),
  ],
};

const LOCAL_VOLUME = [0, 1, 2, 3, 4].map((index) => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: local-${index}
spec:
  capacity:
    storage: 1Gi
  accessModes: [ReadWriteOnce]
  persistentVolumeReclaimPolicy: Retain
  storageClassName: local-storage
  local:
    path: /mnt/disks/vol${index}
  nodeAffinity:
    required:
      nodeSelectorTerms:
      - matchExpressions:
        - key: kubernetes.io/hostname
          operator: In
          values: [worker, worker2]
`).join('---\n');

const CLAIM = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: local-claim
spec:
  accessModes: [ReadWriteOnce]
  storageClassName: local-storage
  resources:
    requests:
      storage: 1Gi
`;

const SHARED_SET = webSet({ image: 'k8s.gcr.io/nginx-slim:0.8' }).replace('        ports:', `        volumeMounts:
        - name: www
          mountPath: /usr/share/nginx/html
        ports:`).concat(`      volumes:
      - name: www
        persistentVolumeClaim:
          claimName: local-claim
`);

export const localVolumes: Tutorial = {
  id: 'T26',
  title: 'A StatefulSet on local volumes',
  profile: 'upstream',
  files: { 'pv.yaml': LOCAL_VOLUME, 'pv_claim.yaml': CLAIM, 'ss.yaml': SHARED_SET },
  steps: [
    between('for n in worker worker2; do kubectl debug node/$n --image=busybox -- sh -c "mkdir -p /host/mnt/disks/vol0 /host/mnt/disks/vol1 /host/mnt/disks/vol2 /host/mnt/disks/vol3 /host/mnt/disks/vol4"; done', { wait: 15 }),
    line('T26-01', 'kubectl create -f pv.yaml ', /persistentvolume\/local-0 created/),
    line('T26-02', 'kubectl create -f pv_claim.yaml ', /persistentvolumeclaim\/local-claim created/, { wait: 5 }),
    line('T26-03', 'kubectl get pvc', /local-claim +Bound +local-\d/),
    line('T26-04', 'kubectl get pv', /local-\d +1Gi +RWO +Retain +Bound +default\/local-claim +local-storage/),
    line('T26-05', 'kubectl create -f ss.yaml ', /statefulset\.apps\/web created/, { wait: 60 }),
    line('T26-06', 'kubectl get statefulsets.apps ', /web +2\/2/),
    line('T26-07', 'kubectl get pod -l app=nginx', /web-0 +1\/1/),
    line('T26-08', 'kubectl apply -f https://k8s.io/examples/admin/dns/busybox.yaml', /pod\/busybox created/, { wait: 20 }),
    line('T26-09', 'docker ps -a |grep busybox', undefined, { refused: OUTSIDE }),
    line('T26-10', 'docker exec -it k8s_busybox_busybox_default_454e3e1c-1b41-4f6e-a244-6d89cd8c8379_0 /bin/sh', undefined, { refused: OUTSIDE }),
    between('kubectl exec -it busybox -- /bin/sh', { shows: /\/ # $/ }),
    line('T26-11', 'ping web-0', undefined, { refused: /ping: bad address 'web-0'/ }),
    line('T26-12', 'ping web-0.nginx', /64 bytes from/, { interruptAfter: 3 }),
    between('exit'),
    line('T26-13', 'kubectl delete pod -l app=nginx', /"web-0" deleted/),
    line('T26-14', 'kubectl get pod -w -l app=nginx', /web-0 +1\/1 +Running/, { interruptAfter: 40 }),
    line('T26-15', 'kubectl scale statefulset --replicas=5 web ', /scaled/, { wait: 90 }),
    line('T26-16', 'kubectl scale statefulset --replicas=3 web ', /scaled/, { wait: 60 }),
    line('T26-17', 'kubectl get statefulsets.apps web -o yaml |grep updateStrategy -A 3', / {2}updateStrategy:\n {4}rollingUpdate:\n {6}partition: 0\n {4}type: RollingUpdate/),
    line('T26-18', 'kubectl set image statefulset web nginx=k8s.gcr.io/nginx-slim:0.9', /statefulset\.apps\/web image updated/, { wait: 60 }),
    between('kubectl get pods', { shows: /web-2 +1\/1/ }),
  ],
};
