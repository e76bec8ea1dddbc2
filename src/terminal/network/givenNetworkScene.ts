import type { Cluster } from '#engine/cluster.ts';
import { givenCluster } from '../kubectl/givenCluster.ts';

export interface NetworkScene {
  readonly cluster: Cluster;
  /** What a bash script on the terminal's node prints. */
  script(text: string): string;
  /** One line of it: both streams as they come, chance taken out, and the exit code. */
  run(line: string): { readonly text: string; readonly code: number };
}

const MANIFEST = `apiVersion: v1
kind: Service
metadata: {name: nginx}
spec:
  clusterIP: None
  selector: {app: web}
  ports: [{port: 80, name: web}]
---
apiVersion: v1
kind: Service
metadata: {name: front}
spec:
  clusterIP: 10.200.3.231
  selector: {app: web}
  ports: [{port: 80}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: nginx
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers: [{name: nginx, image: "harbor.myharbor.com/myharbor/nginx:v1.0-my"}]
`;

const SETUP = `kubectl apply -f web.yml
kubectl rollout status sts/web
kubectl run bb28 --image=busybox:1.28 --restart=Never -- sleep 100000
kubectl run bb36 --image=busybox:1.36 --restart=Never -- sleep 100000
kubectl run alp --image=harbor.myharbor.com/myharbor/alpine --restart=Never -- sleep 100000
kubectl run deb --image=registry.k8s.io/e2e-test-images/jessie-dnsutils:1.3 --restart=Never -- sleep 100000
kubectl wait --for=condition=Ready pod/bb28 pod/bb36 pod/alp pod/deb
`;

/** A set of two with a headless Service `nginx` and another, `front`; and a pod of each family to look from. */
export function givenNetworkScene(): NetworkScene {
  const { cluster, script } = givenCluster();
  script(`cat > web.yml << 'EOF'\n${MANIFEST}EOF\n${SETUP}`);
  return {
    cluster,
    script,
    run: (line) => {
      const [, text = '', code] = /^([^]*)rc=(\d+)\n$/.exec(script(`${line}\necho rc=$?\n`)) ?? [];
      return { text: withoutChance(text), code: Number(code) };
    },
  };
}

/** Times as they pass, and numbers that are drawn, in one spelling. */
export function withoutChance(text: string): string {
  return text
    .replaceAll(/time=[\d.]+ ms/g, 'time=T ms')
    .replaceAll(/time \d+ms/g, 'time Tms')
    .replaceAll(/= [\d.]+\/[\d.]+\/[\d.]+(\/[\d.]+)? ms/g, '= T ms')
    .replaceAll(/id: \d+/g, 'id: ID')
    .replaceAll(/Query time: \d+ msec/g, 'Query time: T msec')
    .replaceAll(/WHEN: .*/g, 'WHEN: T')
    .replaceAll(/hostmaster\.myharbor\.com\. \d+ /g, 'hostmaster.myharbor.com. SERIAL ')
    .replaceAll(/after \d+ ms/g, 'after T ms');
}
