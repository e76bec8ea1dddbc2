const DNSUTILS = `---
{
  apiVersion: v1,
  kind: Pod,
  metadata: { name: dnsutils, namespace: default },
  spec: {
    restartPolicy: Always,
    containers: [
      {
        name: dnsutils,
        image: "registry.k8s.io/e2e-test-images/agnhost:2.39",
        imagePullPolicy: IfNotPresent,
      },
    ],
  },
}
`;

const BUSYBOX = `apiVersion: v1
kind: Pod
metadata:
  name: busybox
  namespace: default
spec:
  restartPolicy: Always
  containers:
  - name: busybox
    image: busybox:1.28
    imagePullPolicy: IfNotPresent
    command: [sleep, "3600"]
`;

/** Pods from which names are looked up. */
export const DNS: Readonly<Record<string, string>> = { 'admin/dns/dnsutils.yaml': DNSUTILS, 'admin/dns/busybox.yaml': BUSYBOX };
