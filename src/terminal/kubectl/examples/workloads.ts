interface PodParts {
  readonly labels?: string;
  readonly container: string;
  readonly image: string;
  /** More lines of the container, as they stand. */
  readonly more?: string;
  /** More lines of the pod's spec. */
  readonly spec?: string;
}

const pod = (name: string, { labels = '', container, image, more = '', spec = '' }: PodParts) => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
${labels === '' ? '' : `  labels:\n    ${labels}\n`}spec:
${spec}  containers:
  - name: ${container}
    image: ${image}
${more}`;

const deployment = (name: string, label: string, { replicas, container, image, more = '' }: { readonly replicas: number; readonly container: string; readonly image: string; readonly more?: string }) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      ${label.replaceAll('\n', '\n      ')}
  template:
    metadata:
      labels:
        ${label.replaceAll('\n', '\n        ')}
    spec:
      containers:
      - name: ${container}
        image: ${image}
${more}`;

const port80 = '        ports:\n        - containerPort: 80\n';

const service = (name: string, selector: string, ports: string, labels = '', more = '') => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
${labels === '' ? '' : `  labels:\n    ${labels}\n`}spec:
${more}  selector:
    ${selector.replaceAll('\n', '\n    ')}
  ports:
${ports}`;

const budget = (line: string) => `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: zk-pdb
spec:
  ${line}
  selector:
    matchLabels:
      app: zookeeper
`;

const VOLUME = `apiVersion: v1
kind: PersistentVolume
metadata:
  name: task-pv-volume
  labels:
    type: local
spec:
  storageClassName: manual
  capacity:
    storage: 10Gi
  accessModes:
  - ReadWriteOnce
  hostPath:
    path: "/mnt/data"
`;
const CLAIM = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: task-pv-claim
spec:
  storageClassName: manual
  accessModes:
  - ReadWriteOnce
  resources:
    requests:
      storage: 3Gi
`;
const claimMount = (name: string, path: string) => `    volumeMounts:\n    - name: ${name}\n      mountPath: ${path}\n`;

const COUNTER = `    args: [/bin/sh, -c, 'i=0; while true; do echo "$i: $(date)"; i=$((i+1)); sleep 1; done']\n`;
const LIVENESS = `    args:
    - /bin/sh
    - -c
    - touch /tmp/healthy; sleep 30; rm -f /tmp/healthy; sleep 600
    livenessProbe:
      exec:
        command: [cat, /tmp/healthy]
      initialDelaySeconds: 5
      periodSeconds: 5
`;
const PI = `apiVersion: batch/v1
kind: Job
metadata:
  name: pi
spec:
  backoffLimit: 4
  template:
    spec:
      restartPolicy: Never
      containers:
      - name: pi
        image: perl:5.34.0
        command: ["sh", "-c", "echo 3.1415926535897932384626433832795028841971693993751"]
`;
const CRON = `apiVersion: batch/v1
kind: CronJob
metadata:
  name: hello
spec:
  schedule: "* * * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: OnFailure
          containers:
          - name: hello
            image: busybox:1.28
            imagePullPolicy: IfNotPresent
            command: [/bin/sh, -c, date; echo Hello from the Kubernetes cluster]
`;
const INIT = pod('init-demo', {
  container: 'nginx', image: 'nginx',
  more: `    ports:\n    - containerPort: 80\n${claimMount('workdir', '/usr/share/nginx/html')}  volumes:\n  - name: workdir\n    emptyDir: {}\n`,
  spec: `  initContainers:\n  - name: install\n    image: busybox:1.28\n    command: [sh, -c, "echo prepared by an init container > /work-dir/index.html"]\n    volumeMounts:\n    - name: workdir\n      mountPath: /work-dir\n`,
});
const ENVIRONMENT = pod('dapi-envars-fieldref', {
  container: 'test-container', image: 'registry.k8s.io/busybox:1.27.2', spec: '  restartPolicy: Never\n',
  more: `    command: [sh, -c]\n    args: ["while true; do printenv MY_NODE_NAME MY_POD_NAME MY_POD_NAMESPACE MY_POD_IP; sleep 10; done"]\n    env:\n${([['MY_NODE_NAME', 'spec.nodeName'], ['MY_POD_NAME', 'metadata.name'], ['MY_POD_NAMESPACE', 'metadata.namespace'], ['MY_POD_IP', 'status.podIP']] as const).map(([name, path]) => `    - name: ${name}\n      valueFrom:\n        fieldRef:\n          fieldPath: ${path}\n`).join('')}`,
});

/** What the tasks and tutorials about single objects name. */
export const WORKLOADS: Readonly<Record<string, string>> = {
  'pods/storage/pv-volume.yaml': VOLUME,
  'pods/storage/pv-claim.yaml': CLAIM,
  'pods/storage/pv-pod.yaml': pod('task-pv-pod', { container: 'task-pv-container', image: 'nginx', more: `    ports:\n    - containerPort: 80\n      name: http-server\n${claimMount('task-pv-storage', '/usr/share/nginx/html')}`, spec: '  volumes:\n  - name: task-pv-storage\n    persistentVolumeClaim:\n      claimName: task-pv-claim\n' }),
  'pods/storage/redis.yaml': pod('redis', { container: 'redis', image: 'redis', more: claimMount('redis-storage', '/data/redis'), spec: '  volumes:\n  - name: redis-storage\n    emptyDir: {}\n' }),
  'application/shell-demo.yaml': pod('shell-demo', { container: 'nginx', image: 'nginx', more: claimMount('shared-data', '/usr/share/nginx/html'), spec: '  volumes:\n  - name: shared-data\n    emptyDir: {}\n' }),
  'pods/probe/exec-liveness.yaml': pod('liveness-exec', { labels: 'test: liveness', container: 'liveness', image: 'registry.k8s.io/busybox:1.27.2', more: LIVENESS }),
  'pods/probe/http-liveness.yaml': pod('liveness-http', {
    labels: 'test: liveness', container: 'liveness', image: 'registry.k8s.io/e2e-test-images/agnhost:2.40',
    more: '    args: [liveness]\n    livenessProbe:\n      httpGet:\n        path: /healthz\n        port: 8080\n      initialDelaySeconds: 3\n      periodSeconds: 3\n',
  }),
  'pods/init-containers.yaml': INIT,
  'pods/inject/dapi-envars-pod.yaml': ENVIRONMENT,
  'debug/counter-pod.yaml': pod('counter', { container: 'count', image: 'busybox:1.28', more: COUNTER }),
  'application/nginx-app.yaml': `${service('my-nginx-svc', 'app: nginx', '  - port: 80\n', 'app: nginx', '  type: LoadBalancer\n')}---\n${deployment('my-nginx', 'app: nginx', { replicas: 3, container: 'nginx', image: 'nginx:1.14.2', more: port80 })}`,
  'application/deployment-update.yaml': deployment('nginx-deployment', 'app: nginx', { replicas: 2, container: 'nginx', image: 'nginx:1.16.1', more: port80 }),
  'application/deployment-scale.yaml': deployment('nginx-deployment', 'app: nginx', { replicas: 4, container: 'nginx', image: 'nginx:1.16.1', more: port80 }),
  'service/networking/run-my-nginx.yaml': deployment('my-nginx', 'run: my-nginx', { replicas: 2, container: 'my-nginx', image: 'nginx', more: port80 }),
  'service/networking/nginx-svc.yaml': service('my-nginx', 'run: my-nginx', '  - port: 80\n    protocol: TCP\n', 'run: my-nginx'),
  'service/load-balancer-example.yaml': deployment('hello-world', 'app.kubernetes.io/name: load-balancer-example', { replicas: 5, container: 'hello-world', image: 'gcr.io/google-samples/hello-app:2.0', more: '        ports:\n        - containerPort: 8080\n' }),
  'service/access/hello-application.yaml': deployment('hello-world', 'run: load-balancer-example', { replicas: 2, container: 'hello-world', image: 'gcr.io/google-samples/hello-app:2.0', more: '        ports:\n        - containerPort: 8080\n          protocol: TCP\n' }),
  'controllers/job.yaml': PI,
  'application/job/cronjob.yaml': CRON,
  'policy/zookeeper-pod-disruption-budget-maxunavailable.yaml': budget('maxUnavailable: 1'),
  'policy/zookeeper-pod-disruption-budget-minavailable.yaml': budget('minAvailable: 2'),
};
