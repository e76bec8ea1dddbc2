import { between, line, OUTSIDE, webSet, type Tutorial } from './tutorial.ts';

const MY_APP = webSet({ label: 'app.kubernetes.io/name: MyApp', storage: '1Gi' }).replace('  name: web\nspec:', '  name: web\n  labels:\n    app.kubernetes.io/name: MyApp\nspec:');

export const tasks: Tutorial = {
  id: 'T07',
  title: 'Tasks: scale, delete, force delete, debug a StatefulSet',
  profile: 'upstream',
  files: {
    'file.yaml': MY_APP,
    'set.yaml': MY_APP.split('---\n')[1] ?? '',
    'updated.yaml': MY_APP.replace('replicas: 2', 'replicas: 3'),
  },
  steps: [
    line('T07-01', 'kubectl version', /Client Version: v1\.35\.\d+\nKustomize Version: v5\.\d+\.\d+\nServer Version: v1\.35\.\d+/),
    between('kubectl apply -f file.yaml', { wait: 60 }),
    line('T07-02', 'kubectl get statefulsets web', /web +2\/2/),
    line('T07-03', 'kubectl scale statefulsets web --replicas=4', /scaled/, { wait: 60 }),
    line('T07-04', 'kubectl apply -f updated.yaml', /service\/nginx unchanged\nstatefulset\.apps\/web configured/, { wait: 60 }),
    line('T07-05', 'kubectl edit statefulsets web', /edited/, { edit: (text) => text.replace('replicas: 3', 'replicas: 2'), wait: 40 }),
    line('T07-06', `kubectl patch statefulsets web -p '{"spec":{"replicas":3}}'`, /patched/, { wait: 40 }),
    line('T07-19', 'kubectl get pods -l app=myapp', /No resources found in default namespace\./),
    between('kubectl get pods -l app.kubernetes.io/name=MyApp', { shows: /web-2 +1\/1/ }),
    line('T07-16', 'kubectl delete pods web-2', /pod "web-2" deleted/, { wait: 30 }),
    line('T07-17', 'kubectl delete pods web-1 --grace-period=0 --force', /Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated\. The resource may continue to run on the cluster indefinitely\.\npod "web-1" force deleted from default namespace/, { wait: 30 }),
    line('T07-18', `kubectl patch pod web-1 -p '{"metadata":{"finalizers":null}}'`, /pod\/web-1 patched/),
    line('T07-10', 'kubectl delete -f set.yaml --cascade=orphan', /statefulset\.apps "web" deleted/),
    line('T07-11', 'kubectl delete pods -l app.kubernetes.io/name=MyApp', /"web-0" deleted[^]*"web-2" deleted/),
    between('kubectl apply -f set.yaml', { wait: 60 }),
    line('T07-12', "grace=$(kubectl get pods web-0 --template '{{.spec.terminationGracePeriodSeconds}}')"),
    line('T07-13', 'kubectl delete statefulset -l app.kubernetes.io/name=MyApp', /statefulset\.apps "web" deleted/),
    line('T07-14', 'sleep $grace'),
    line('T07-15', 'kubectl delete pvc -l app.kubernetes.io/name=MyApp', /"www-web-0" deleted/),
    between('kubectl apply -f set.yaml', { wait: 60 }),
    line('T07-08', 'kubectl delete statefulsets web', /statefulset\.apps "web" deleted/, { wait: 40 }),
    line('T07-09', 'kubectl delete service nginx', /service "nginx" deleted/),
    between('kubectl apply -f file.yaml', { wait: 60 }),
    line('T07-07', 'kubectl delete -f file.yaml', /service "nginx" deleted[^]*statefulset\.apps "web" deleted/),
  ],
};

const NGINX_SERVICE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-deploy
spec:
  replicas: 2
  selector:
    matchLabels:
      app: nginx-demo
  template:
    metadata:
      labels:
        app: nginx-demo
    spec:
      containers:
      - name: nginx
        image: nginx:1.7.9
        ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: nginx-service
spec:
  ports:
  - name: myport
    port: 5000
    targetPort: 80
  selector:
    app: nginx-demo
`;
const ENVIRONMENT_POD = `apiVersion: v1
kind: Pod
metadata:
  name: test-pod
spec:
  restartPolicy: Never
  containers:
  - name: test-service-pod
    image: busybox
    command: ["/bin/sh", "-c", "env"]
`;

export const serviceDiscovery: Tutorial = {
  id: 'T18',
  title: 'Service discovery by variables and by DNS',
  profile: 'upstream',
  files: { 'test-nginx.yaml': NGINX_SERVICE, 'test-pod.yaml': ENVIRONMENT_POD },
  steps: [
    line('T18-01', 'kubectl create -f test-nginx.yaml', /deployment\.apps\/nginx-deploy created\nservice\/nginx-service created/, { wait: 40 }),
    line('T18-02', 'kubectl get pods', /nginx-deploy-\S+ +1\/1 +Running/),
    line('T18-03', 'kubectl get svc', /nginx-service +ClusterIP +10\.\d+\.\d+\.\d+ +<none> +5000\/TCP/),
    line('T18-04', 'kubectl create -f test-pod.yaml', /pod\/test-pod created/, { wait: 20 }),
    line('T18-05', 'kubectl logs test-pod', /NGINX_SERVICE_SERVICE_HOST=10\./),
    line('T18-06', 'kubectl get pods -n kube-system', /coredns-\S+ +1\/1 +Running/),
    line('T18-07', 'kubectl describe pod kube-dns-5868f69869-zp5kz -n kube-system', undefined, { refused: /Error from server \(NotFound\): pods "kube-dns-5868f69869-zp5kz" not found/ }),
    line('T18-10', 'kubectl get svc kube-dns -n kube-system', /kube-dns +ClusterIP +10\.96\.0\.10 +<none> +53\/UDP,53\/TCP/),
    line('T18-08', 'kubectl run --rm -i --tty test-dns --image=busybox /bin/sh', /\/ # $/),
    line('T18-09', 'cat /etc/resolv.conf', /search default\.svc\.cluster\.local svc\.cluster\.local cluster\.local\nnameserver 10\.96\.0\.10\noptions ndots:5/),
    line('T18-11', 'wget -q -O- nginx-service.default.svc.cluster.local', /\^C/, { interruptAfter: 20 }),
    line('T18-12', 'wget -q -O- nginx-service.default.svc.cluster.local:5000', /<h1>Welcome to nginx!<\/h1>/),
    between('exit'),
  ],
};

const named = (service: string, pod: string, podService: string) => `apiVersion: v1
kind: Service
metadata:
  name: ${service}
spec:
  clusterIP: None
  selector:
    name: web
  ports:
  - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: ${pod}-web-1
  labels:
    name: web
spec:
  hostname: web-1
  subdomain: ${podService}
  containers:
  - name: nginx
    image: nginx
---
apiVersion: v1
kind: Pod
metadata:
  name: ${pod}
spec:
  containers:
  - name: busybox
    image: busybox
    command: ["sleep", "3600"]
`;

export const subdomains: Tutorial = {
  id: 'T36',
  title: 'Host name and subdomain of a pod',
  profile: 'upstream',
  files: { 'pod_subdomain_example.yaml': named('my-service', 'test-pod', 'my-service'), 'pod_subdomain_bad_example.yaml': named('other-service', 'test-bad-pod', 'wrong-service-name') },
  steps: [
    line('T36-01', 'kubectl apply -f pod_subdomain_example.yaml', /service\/my-service created/, { wait: 30 }),
    line('T36-02', 'kubectl exec -it test-pod -- sh', /\/ # $/),
    line('T36-03', 'ping web-1.my-service.default.svc.cluster.local', /64 bytes from/, { interruptAfter: 3 }),
    between('exit'),
    line('T36-04', 'kubectl apply -f pod_subdomain_bad_example.yaml', /pod\/test-bad-pod created/, { wait: 30 }),
    line('T36-05', 'kubectl exec -it test-bad-pod -- sh', /\/ # $/),
    line('T36-06', 'ping web-1.wrong-service-name.default.svc.cluster.local', undefined, { refused: /ping: bad address 'web-1\.wrong-service-name\.default\.svc\.cluster\.local'/ }),
    between('exit'),
  ],
};

const CONSUL = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: consul
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: consul
rules:
- apiGroups: [""]
  resources: [pods]
  verbs: [get, list]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: consul
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: consul
subjects:
- kind: ServiceAccount
  name: consul
  namespace: default
---
apiVersion: v1
kind: Service
metadata:
  name: consul
spec:
  ports:
  - port: 8500
    name: http
  selector:
    app: consul
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: consul
spec:
  serviceName: consul
  replicas: 3
  selector:
    matchLabels:
      app: consul
  template:
    metadata:
      labels:
        app: consul
    spec:
      serviceAccountName: consul
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - labelSelector:
              matchLabels:
                app: consul
            topologyKey: kubernetes.io/hostname
      terminationGracePeriodSeconds: 10
      containers:
      - name: consul
        image: consul:1.11
        env:
        - name: NAMESPACE
          valueFrom:
            fieldRef:
              fieldPath: metadata.namespace
        args:
        - agent
        - -bootstrap-expect=3
        - -retry-join=provider=k8s label_selector="app=consul" namespace="$(NAMESPACE)"
        - -client=0.0.0.0
        - -data-dir=/consul/data
        - -server
        - -ui
        lifecycle:
          preStop:
            exec:
              command: [/bin/sh, -c, consul leave]
`;

export const consulCluster: Tutorial = {
  id: 'T33',
  title: 'A cluster of servers that find each other',
  profile: 'upstream',
  files: { '/root/container.training/k8s/consul.yaml': CONSUL },
  steps: [
    line('T33-01', 'kubectl apply -f ~/container.training/k8s/consul.yaml', /statefulset\.apps\/consul created/, { wait: 90 }),
    line('T33-02', 'stern consul', undefined, { refused: OUTSIDE }),
    line('T33-03', 'kubectl exec consul-0 consul members', undefined, { refused: /error: exec \[POD\] \[COMMAND\] is not supported anymore\. Use exec \[POD\] -- \[COMMAND\] instead\nSee 'kubectl exec -h' for help and examples/ }),
    between('kubectl exec consul-0 -- consul members', { shows: /Node +Address +Status +Type +Build +Protocol +DC +Partition +Segment\n(?:consul-\d +10\.244\.\d+\.\d+:8301 +alive +server +1\.11\.\d+ +2 +dc1 +default +<all>\n){3}/ }),
    line('T33-04', 'kubectl get persistentvolumeclaims', /No resources found in default namespace\./),
    line('T33-05', 'kubectl get storageclass', /standard \(default\) +rancher\.io\/local-path/),
  ],
};
