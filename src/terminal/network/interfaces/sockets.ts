import type { Process } from '../../process/process.ts';

/** A socket that listens. simplified: connections are over at once, so none is ever seen open. */
export interface Socket {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
  readonly pid: number | undefined;
  /** Of the process that has it. */
  readonly program: string | undefined;
}

/** What listens in a machine, in the order of the ports; with its process where the server is the container's first. */
export function socketsOf(process: Process): readonly Socket[] {
  const { machine, kernel } = process;
  const first = machine.container === undefined ? undefined : kernel.processes(machine).find(({ pid }) => pid === 1);
  const program = first?.argv[0]?.split('/').at(-1)?.replace(/:$/, '');
  return machine.host
    .listeners()
    .map(({ port, protocol }): Socket => ({ protocol: protocol === 'UDP' ? 'udp' : 'tcp', port, pid: first?.pid, program }))
    .sort((a, b) => (a.protocol === b.protocol ? a.port - b.port : a.protocol === 'tcp' ? -1 : 1));
}
