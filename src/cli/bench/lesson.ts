import { labProfile } from '#engine/profiles/lab.ts';
import { replay, type TypedInput } from '#session/replay.ts';
import type { Session } from '#session/session.ts';

/** What a learner types in ten minutes: forty lines about one StatefulSet with claims, from its creation to its end. */
const LINES = `cat > web.yaml <<'E'
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: None, selector: {app: web}, ports: [{port: 80, name: web}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 3
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      terminationGracePeriodSeconds: 10
      containers:
      - name: nginx
        image: harbor.myharbor.com/myharbor/nginx:v1.0-my
        ports: [{containerPort: 80, name: web}]
        readinessProbe: {tcpSocket: {port: 80}}
        volumeMounts: [{name: www, mountPath: /usr/share/nginx/html}]
  volumeClaimTemplates:
  - metadata: {name: www}
    spec: {accessModes: [ReadWriteOnce], storageClassName: managed-nfs-storage, resources: {requests: {storage: 1Gi}}}
E
kubectl apply -f web.yaml
kubectl get pods -o wide
kubectl rollout status sts/web
kubectl get pods,pvc,pv
for i in 0 1 2; do kubectl exec web-$i -- sh -c 'hostname > /usr/share/nginx/html/index.html'; done
for i in 0 1 2; do kubectl exec web-$i -- curl -s localhost; done
kubectl run dns-test --image=harbor.myharbor.com/myharbor/busybox --restart=Never -- sleep 3600
kubectl get pods
kubectl exec dns-test -- nslookup web-0.web
kubectl exec dns-test -- nslookup web
kubectl exec dns-test -- ping -c 3 web-1.web
kubectl delete pod web-1
kubectl get pods -l app=web
kubectl rollout status sts/web
kubectl exec web-1 -- cat /usr/share/nginx/html/index.html
kubectl describe pod web-1
kubectl scale sts web --replicas=5
kubectl rollout status sts/web
kubectl get sts web -o yaml
kubectl get endpointslices
kubectl set image sts/web nginx=harbor.myharbor.com/myharbor/nginx:v2.0-my
kubectl rollout status sts/web
kubectl rollout history sts/web
kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{" "}{.spec.containers[0].image}{"\\n"}{end}'
kubectl patch sts web -p '{"spec":{"updateStrategy":{"rollingUpdate":{"partition":3}}}}'
kubectl set image sts/web nginx=harbor.myharbor.com/myharbor/nginx:v3.0-my
kubectl rollout status sts/web
kubectl get pods -L controller-revision-hash
kubectl get controllerrevisions
kubectl rollout undo sts/web
kubectl scale sts web --replicas=2
kubectl get pods
kubectl get pvc
ls /opt/data/kubernetes
cat /opt/data/kubernetes/default-www-web-0-*/index.html
kubectl get events --sort-by=.lastTimestamp | tail -20
kubectl drain centos7k8s2 --ignore-daemonsets --force --delete-emptydir-data
kubectl get pods -o wide
kubectl uncordon centos7k8s2
kubectl delete sts web
`;

export const LESSON_MS = 600_000;
const FIRST_AT_MS = 2000;

/** A line every quarter of a minute; the lines of a here-document come at once. */
function inputs(): readonly TypedInput[] {
  const [document = '', ...rest] = LINES.trimEnd().split(/(?<=\nE)\n/);
  const texts = [document, ...rest.join('\n').split('\n')];
  return texts.map((text, index) => ({ atMs: FIRST_AT_MS + (index * (LESSON_MS - FIRST_AT_MS)) / texts.length, text: `${text.replaceAll('\n', '\r')}\r` }));
}

/** Plays the lesson in a fresh session, as going back to an earlier moment and opening a link do. */
export function replayLesson(): Session {
  return replay({ profile: labProfile, seed: 1, hasEditor: true }, inputs(), LESSON_MS);
}
