import type { SystemDaemon } from '../machine/machine.ts';
import type { NodeProfile, Profile } from '../profile.ts';

/** A line of the table: number, parent, user, memory in KiB (resident, virtual), share of a processor, threads, command line. */
type Row = readonly [pid: number, parent: number, user: string, residentKb: number, virtualKb: number, cpuShare: number, threads: number, command: string];

const KERNEL_THREADS: readonly (readonly [number, string])[] = [
  [3, 'rcu_gp'], [4, 'rcu_par_gp'], [6, 'kworker/0:0H-kblockd'], [8, 'mm_percpu_wq'], [9, 'ksoftirqd/0'], [10, 'rcu_sched'], [11, 'migration/0'], [13, 'cpuhp/0'], [14, 'cpuhp/1'],
  [15, 'migration/1'], [16, 'ksoftirqd/1'], [19, 'cpuhp/2'], [20, 'migration/2'], [21, 'ksoftirqd/2'], [24, 'cpuhp/3'], [25, 'migration/3'], [26, 'ksoftirqd/3'], [29, 'kdevtmpfs'],
  [30, 'netns'], [32, 'kauditd'], [35, 'khungtaskd'], [36, 'oom_reaper'], [37, 'writeback'], [38, 'kcompactd0'], [39, 'ksmd'], [40, 'khugepaged'], [128, 'kblockd'], [131, 'kswapd0'],
  [393, 'xfsalloc'], [394, 'xfs_mru_cache'], [402, 'xfsaild/dm-0'],
];

const SYSTEM: readonly Row[] = [
  [1, 0, 'root', 4128, 125_804, 0.0006, 1, '/usr/lib/systemd/systemd --switched-root --system --deserialize 22'],
  [2, 0, 'root', 0, 0, 0, 1, '[kthreadd]'],
  ...KERNEL_THREADS.map(([pid, name]): Row => [pid, 2, 'root', 0, 0, name === 'rcu_sched' ? 0.0004 : 0, 1, `[${name}]`]),
  [481, 1, 'root', 8204, 43_624, 0.0002, 1, '/usr/lib/systemd/systemd-journald'],
  [511, 1, 'root', 2236, 45_540, 0, 1, '/usr/lib/systemd/systemd-udevd'],
  [646, 1, 'root', 1120, 55_532, 0, 2, '/sbin/auditd'],
  [671, 1, 'dbus', 2548, 66_468, 0.0001, 2, '/usr/bin/dbus-daemon --system --address=systemd: --nofork --nopidfile --systemd-activation'],
  [674, 1, 'root', 1764, 26_380, 0.0001, 1, '/usr/lib/systemd/systemd-logind'],
  [678, 1, 'chrony', 1836, 117_812, 0, 1, '/usr/sbin/chronyd'],
  [702, 1, 'root', 1680, 126_388, 0, 1, '/usr/sbin/crond -n'],
  [706, 1, 'root', 880, 110_208, 0, 1, '/sbin/agetty --noclear tty1 linux'],
  [725, 1, 'root', 9132, 550_308, 0.0002, 3, '/usr/sbin/NetworkManager --no-daemon'],
  [1028, 1, 'root', 6752, 222_768, 0.0002, 3, '/usr/sbin/rsyslogd -n'],
  [1034, 1, 'root', 4328, 112_984, 0, 1, '/usr/sbin/sshd -D'],
];

const RUNTIME: Row = [1041, 1, 'root', 62_548, 1_873_060, 0.012, 14, '/usr/local/bin/containerd'];

/** simplified: the control plane runs as services of its node, and so shows in no pod list. */
const CONTROL_PLANE: readonly Row[] = [
  [1046, 1, 'root', 88_216, 11_226_588, 0.021, 11, '/usr/local/bin/etcd --config-file=/etc/etcd/etcd.yml'],
  [1212, 1, 'root', 412_344, 1_553_264, 0.043, 12, '/usr/local/bin/kube-apiserver --etcd-servers=https://127.0.0.1:2379 --service-cluster-ip-range=SERVICE_CIDR --authorization-mode=Node,RBAC'],
  [1226, 1, 'root', 118_924, 1_319_352, 0.013, 9, '/usr/local/bin/kube-controller-manager --cluster-cidr=POD_CIDR --kubeconfig=/etc/kubernetes/kube-controller-manager.kubeconfig'],
  [1231, 1, 'root', 71_588, 1_287_604, 0.004, 9, '/usr/local/bin/kube-scheduler --kubeconfig=/etc/kubernetes/kube-scheduler.kubeconfig'],
];

const WORKER: readonly Row[] = [
  [1304, 1, 'root', 104_412, 1_950_036, 0.018, 16, '/usr/local/bin/kubelet --config=/etc/kubernetes/kubelet-conf.yml --container-runtime-endpoint=unix:///run/containerd/containerd.sock'],
  [1311, 1, 'root', 58_212, 1_284_340, 0.001, 9, '/usr/local/bin/kube-proxy --config=/etc/kubernetes/kube-proxy.yml --cluster-cidr=POD_CIDR'],
];

const NFS_SERVER: readonly Row[] = [
  [648, 1, 'rpc', 1064, 69_264, 0, 1, '/sbin/rpcbind -w'],
  [1072, 1, 'rpcuser', 1140, 42_376, 0, 1, '/usr/sbin/rpc.statd'],
  [1078, 1, 'root', 972, 44_036, 0, 1, '/usr/sbin/rpc.mountd'],
  ...[1090, 1091, 1092, 1093].map((pid): Row => [pid, 2, 'root', 0, 0, 0.0001, 1, '[nfsd]']),
];

/** What a node's kernel and systemd have started, in the order of the numbers. */
export function nodeDaemons(node: NodeProfile, profile: Profile): readonly SystemDaemon[] {
  const isControlPlane = node.roles.includes('control-plane') || profile.nodes[0]?.name === node.name;
  const rows = [...SYSTEM, RUNTIME, ...(isControlPlane ? CONTROL_PLANE : []), ...WORKER, ...(node.ip === profile.nfs.server ? NFS_SERVER : [])];
  return rows.map((row) => daemonOf(row, profile)).sort((a, b) => a.pid - b.pid);
}

function daemonOf([pid, parent, user, residentKb, virtualKb, cpuShare, threads, command]: Row, { podCidr, serviceCidr }: Profile): SystemDaemon {
  const line = command.replace('SERVICE_CIDR', serviceCidr).replace('POD_CIDR', podCidr);
  return { pid, parent, user, argv: line.startsWith('[') ? [line] : line.split(' '), footprint: { residentKb, virtualKb, cpuShare, threads } };
}
