import type { Process } from '../../process/process.ts';

/** A socket that listens. simplified: connections are over at once, so none is ever seen open. */
export interface Socket {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly pid: number | undefined;
  /** Of the process that has it. */
  readonly program: string | undefined;
}

/** What listens in a machine, in the order of the ports; with its process where that is known. */
export function socketsOf(process: Process): readonly Socket[] {
  return process.machine.host
    .listeners()
    .map(({ port, protocol }): Socket => ({ protocol: protocol === 'UDP' ? 'udp' : 'tcp', port, ...ownerOf(process, port) }))
    .sort((a, b) => (a.protocol === b.protocol ? a.port - b.port : a.protocol === 'tcp' ? -1 : 1));
}

/** Who has these ports on a node; NFS is the kernel's own. */
const DAEMONS: Readonly<Record<number, string>> = { 22: 'sshd', 111: 'rpcbind', 2379: 'etcd', 2380: 'etcd', 6443: 'kube-apiserver', 10_249: 'kube-proxy', 10_250: 'kubelet', 10_256: 'kube-proxy', 10_257: 'kube-controller-manager', 10_259: 'kube-scheduler' };

/** The server of a container is its first process. */
function ownerOf({ machine, kernel }: Process, port: number): Pick<Socket, 'pid' | 'program'> {
  if (machine.container !== undefined) {
    const first = kernel.processes(machine).find(({ pid }) => pid === 1);
    return { pid: first?.pid, program: programOf(first?.argv) };
  }
  const daemon = machine.system?.daemons().find(({ argv }) => programOf(argv) === DAEMONS[port]);
  return { pid: daemon?.pid, program: programOf(daemon?.argv) };
}

function programOf(argv: readonly string[] | undefined): string | undefined {
  return argv?.[0]?.split('/').at(-1)?.replace(/:$/, '');
}
