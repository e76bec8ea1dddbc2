import { expect, it } from 'vitest';
import { conformanceProfile } from '#engine/profiles/conformance.ts';
import { stored } from '#engine/profiles/objects.ts';
import { givenScene } from '#terminal/kubectl/givenScene.ts';

// A device that can be at one node only, from the claim to the file in the container, with real kubelets.

const block = stored('storage.k8s.io/v1', 'StorageClass', '2026-11-23T06:00:00Z', { name: 'block' }, { provisioner: 'disk.csi.example.com', reclaimPolicy: 'Delete', volumeBindingMode: 'WaitForFirstConsumer' });

const SET = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: nginx, image: "nginx:1.25", volumeMounts: [{name: d, mountPath: /d}]}]}
  volumeClaimTemplates: [{metadata: {name: d}, spec: {storageClassName: block, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]
`;

it('a pod starts on another node only when the device of a dead one has been taken from it, after six minutes, with its data', () => {
  const profile = { ...conformanceProfile, standIn: false, objects: [...conformanceProfile.objects, block] };
  const scene = givenScene({ profile, seed: 1, files: { 'web.yaml': SET }, setup: 'kubectl apply -f web.yaml; kubectl rollout status sts/web; kubectl exec web-0 -- sh -c "echo kept > /d/file"' });
  const out = (line: string) => scene.run(line, 900_000).stdout.trim();
  const reasons = () => out("kubectl get events --field-selector involvedObject.name=web-0 -o jsonpath='{range .items[*]}{.reason}{\"\\n\"}{end}'").split('\n');
  const order = reasons();
  expect(order.indexOf('SuccessfulAttachVolume')).toBeGreaterThan(order.indexOf('Scheduled'));
  expect(order.indexOf('Pulling')).toBeGreaterThan(order.indexOf('SuccessfulAttachVolume'));

  const first = out("kubectl get pod web-0 -o jsonpath='{.spec.nodeName}'");
  const machine = scene.cluster.profile.nodes.find(({ name }) => name === first);
  scene.cluster.inject({ fault: 'power', node: machine?.name ?? '', on: false });
  out('sleep 60; kubectl delete pod web-0 --force --grace-period=0 --wait=false; sleep 60');
  expect(out("kubectl get pods web-0 --no-headers | awk '{print $2, $3}'")).toBe('0/1 ContainerCreating');
  expect(out('kubectl describe pod web-0')).toContain("Volume is already exclusively attached to one node and can't be attached to another");
  expect(scene.cluster.why({ kind: 'Pod', namespace: 'default', name: 'web-0' }).map(({ code }) => code)).toContain('kubelet.waitAttach');

  out('sleep 360');
  expect(out("kubectl get pods web-0 --no-headers | awk '{print $2, $3}'")).toBe('1/1 Running');
  expect(out("kubectl get pod web-0 -o jsonpath='{.spec.nodeName}'")).not.toBe(first);
  expect(out('kubectl exec web-0 -- cat /d/file')).toBe('kept');
});
