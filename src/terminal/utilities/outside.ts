import { defineUtility } from '../command.ts';
import { nameOf } from './options.ts';

const CONTAINERS = 'the nodes run containerd; look at containers with `kubectl get pods`, `kubectl describe pod`, `kubectl exec`';
const IMAGES = 'images cannot be built here; name one that exists with `kubectl set image` or in a manifest';
const CLUSTER = 'this cluster is there already: see `kubectl get nodes`; another one is chosen in the settings of the page';
const CHARTS = 'charts are not simulated; write the objects into a manifest and use `kubectl apply -f`';
const PACKAGES = 'packages cannot be installed; what this machine has lies in its PATH (`ls /usr/bin`)';
const SERVICES = 'services of a node cannot be controlled; what runs is shown by `ps aux`, and `fault` breaks things';
const LANGUAGE = 'no interpreter of it is simulated; bash, awk, sed and jq are';
const REMOTE = 'there is one machine to type at; use `kubectl exec` for containers, `kubectl debug node/NAME -it --image=busybox` for other nodes';
const POWER = 'nodes are switched off and on with `fault power off NODE` and `fault power on NODE`';
const PLUGIN = 'kubectl has the same commands';

/** Programs of the world outside: what to say of them, by name. */
const HINTS: Readonly<Record<string, string>> = {
  ansible: REMOTE, 'ansible-playbook': REMOTE, apk: PACKAGES, apt: PACKAGES, 'apt-get': PACKAGES, 'apt-cache': PACKAGES, argocd: CHARTS, bazel: IMAGES, buildah: IMAGES, cargo: LANGUAGE, chkconfig: SERVICES,
  crictl: CONTAINERS, ctr: CONTAINERS, dnf: PACKAGES, docker: CONTAINERS, 'docker-compose': 'compose files are not simulated; write the objects into a manifest and use `kubectl apply -f`', dpkg: PACKAGES,
  eksctl: CLUSTER, flux: CHARTS, gcc: LANGUAGE, gcloud: CLUSTER, aws: CLUSTER, az: CLUSTER,
  git: 'repositories cannot be fetched; the files of the lessons are in this directory (`ls`)', go: LANGUAGE, helm: CHARTS, helmfile: CHARTS, istioctl: CHARTS, java: LANGUAGE, journalctl: 'the journal is not kept; see `kubectl get events`, `kubectl logs` and `kubectl describe node`',
  k3d: CLUSTER, k3s: CLUSTER, k9s: 'the page shows the cluster; in the terminal use `kubectl get pods -w` or `watch kubectl get pods`', kind: CLUSTER, kubeadm: CLUSTER, kubectx: '`kubectl config use-context`', kubelet: SERVICES,
  kubens: '`kubectl config set-context --current --namespace=NAME`', kustomize: '`kubectl kustomize` and `kubectl apply -k` do the same', microk8s: CLUSTER, minikube: CLUSTER, mvn: LANGUAGE, nerdctl: CONTAINERS, node: LANGUAGE, npm: LANGUAGE, oc: PLUGIN,
  pip: PACKAGES, pip3: PACKAGES, podman: CONTAINERS, python: LANGUAGE, python2: LANGUAGE, python3: LANGUAGE, rpm: PACKAGES, rsync: '`cp` copies on this machine, `kubectl cp` to and from containers', ruby: LANGUAGE, perl: LANGUAGE,
  scp: '`cp` copies on this machine, `kubectl cp` to and from containers', service: SERVICES, setenforce: SERVICES, skaffold: IMAGES, snap: PACKAGES, ssh: REMOTE, 'ssh-copy-id': REMOTE, 'ssh-keygen': REMOTE,
  stern: '`kubectl logs -f -l KEY=VALUE --prefix` follows several pods', swapoff: SERVICES, systemctl: SERVICES, terraform: CLUSTER, tilt: IMAGES, tmux: 'open another terminal with the + beside its tab', screen: 'open another terminal with the + beside its tab',
  vagrant: CLUSTER, velero: CHARTS, yum: PACKAGES, reboot: POWER, shutdown: POWER,
  poweroff: POWER, halt: POWER,
  iptables: 'the rules of kube-proxy are not kept as text; see `kubectl get endpointslices`', ipvsadm: 'the rules of kube-proxy are not kept as text; see `kubectl get endpointslices`', 'firewall-cmd': 'there is no firewall on the nodes; `fault network cut NODE` cuts one off',
  tcpdump: 'packets cannot be listened to; the picture shows each exchange as it travels', nsenter: '`kubectl exec` enters a container', sysctl: 'the settings of the kernel cannot be changed',
};

/** The names that say so themselves: machines list which of them they have. */
export const outside = defineUtility({
  name: 'docker',
  aliases: Object.keys(HINTS).filter((name) => name !== 'docker'),
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'say what to use in place of a program that is not simulated',
  run: (process) => {
    const name = nameOf(process);
    process.err(`${name}: not part of this simulation: ${HINTS[name] ?? CONTAINERS}\n`);
    return 127;
  },
});
