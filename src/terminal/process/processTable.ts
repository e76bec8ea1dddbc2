import type { Machine } from '#engine/machine/machine.ts';
import type { Task } from './task.ts';

/** All processes, by machine and number. */
export interface ProcessTable {
  add(task: Task): void;
  remove(task: Task): void;
  of(machine: Machine): readonly Task[];
  all(): readonly Task[];
  find(pid: number, machine: Machine | undefined): Task | undefined;
  inGroup(processGroup: number): readonly Task[];
  nextPid(machine: Machine, isInit: boolean): number;
  groupOf(machine: Machine, pid: number): number;
  /** The number that the node of a machine gives to a process of it; `pid` where the machine is the node. */
  nextNodePid(machine: Machine, pid: number): number;
}

interface Namespace {
  readonly index: number;
  readonly tasks: Map<number, Task>;
  lastPid: number;
}

/** Linux's highest number of processes: groups of different machines lie this far apart. */
const PIDS = 4_194_304;
/** What a node has started before a person comes. */
const FIRST_ON_A_NODE = 2130;
/** What a container's server has started before a person comes; 1 is the server itself. */
const FIRST_IN_A_CONTAINER = 31;

/** Where a node's numbers for the processes of its containers begin. */
const FIRST_OF_CONTAINERS = 12_040;

/** The number of the process that leads a group, as its machine sees it. */
export function leaderOf(processGroup: number): number {
  return processGroup % PIDS;
}

export function createProcessTable(): ProcessTable {
  const namespaces = new Map<Machine, Namespace>();
  const lastNodePids = new Map<string, number>();
  let made = 0;

  const namespaceOf = (machine: Machine) => {
    const known = namespaces.get(machine);
    if (known !== undefined) return known;
    const space: Namespace = {
      index: made,
      tasks: new Map(),
      lastPid: machine.container === undefined ? FIRST_ON_A_NODE : FIRST_IN_A_CONTAINER,
    };
    made += 1;
    namespaces.set(machine, space);
    return space;
  };

  const all = () => [...namespaces.values()].flatMap(({ tasks }) => [...tasks.values()]);

  return {
    add: (task) => {
      namespaceOf(task.machine).tasks.set(task.pid, task);
    },
    remove: (task) => {
      task.parent?.children.delete(task);
      const space = namespaces.get(task.machine);
      space?.tasks.delete(task.pid);
      if (space?.tasks.size === 0 && !task.machine.isUp()) namespaces.delete(task.machine);
    },
    all,
    of: (machine) => [...(namespaces.get(machine)?.tasks.values() ?? [])],
    find: (pid, machine) => {
      if (machine !== undefined) return namespaces.get(machine)?.tasks.get(pid);
      return all().find((task) => task.pid === pid);
    },
    inGroup: (processGroup) => all().filter((task) => task.processGroup === processGroup && task.state !== 'ended'),
    nextPid: (machine, isInit) => {
      const space = namespaceOf(machine);
      if (isInit) {
        // Its children are numbered from here on.
        space.lastPid = 6;
        return 1;
      }
      space.lastPid += 1;
      return space.lastPid;
    },
    nextNodePid: (machine, pid) => {
      if (machine.container === undefined) return pid;
      const { nodeName } = machine.host;
      const next = (lastNodePids.get(nodeName) ?? FIRST_OF_CONTAINERS) + 1;
      lastNodePids.set(nodeName, next);
      return next;
    },
    groupOf: (machine, pid) => namespaceOf(machine).index * PIDS + pid,
  };
}
