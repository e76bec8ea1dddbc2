import type { Machine, NodeSystem } from '#engine/machine/machine.ts';
import type { SeenProcess } from './process.ts';
import type { ProcessTable } from './processTable.ts';
import type { Task } from './task.ts';

export interface ProcessViewOptions {
  readonly table: ProcessTable;
  /** Sees to it that a node's daemons are among its processes. */
  readonly startDaemons: (machine: Machine, system: NodeSystem) => void;
  /** The node that a machine runs on. */
  readonly nodeOf: (machine: Machine) => Machine | undefined;
}

/** Which processes a machine sees: a container its own, a node also those of its containers, under numbers of the node's. */
export interface ProcessView {
  visible(machine: Machine): readonly SeenProcess[];
  find(pid: number, machine: Machine): Task | undefined;
}

export function createProcessView({ table, startDaemons, nodeOf }: ProcessViewOptions): ProcessView {
  const look = (machine: Machine): readonly (SeenProcess & { readonly process: Task })[] => {
    const own = () => table.of(machine).map((process) => ({ pid: process.pid, parentPid: process.parent?.machine === machine ? process.parent.pid : 0, process }));
    const { system } = machine;
    if (system === undefined) return own();
    startDaemons(machine, system);
    const runtimePid = table.of(machine).find(({ argv }) => argv[0]?.endsWith('/containerd') === true)?.pid ?? 1;
    const loginPid = table.of(machine).find(({ argv }) => argv[0]?.endsWith('/sshd') === true)?.pid ?? 1;
    const guests = system.containers().flatMap((container) =>
      table.of(container).map((process) => ({ pid: process.nodePid, parentPid: process.parent?.machine === container ? process.parent.nodePid : runtimePid, process })),
    );
    const seen = own().map((each) => (each.parentPid === 0 && each.process.footprint === undefined ? { ...each, parentPid: loginPid } : each));
    return [...seen, ...guests].sort((a, b) => a.pid - b.pid);
  };
  /** What it looks at: a container with `hostPID` looks at its node. */
  const scopeOf = (machine: Machine) => (machine.seesNode === true ? (nodeOf(machine) ?? machine) : machine);

  return {
    visible: (machine) => look(scopeOf(machine)),
    find: (pid, machine) => {
      const scope = scopeOf(machine);
      return table.find(pid, scope) ?? (scope.system === undefined ? undefined : look(scope).find((seen) => seen.pid === pid)?.process);
    },
  };
}
