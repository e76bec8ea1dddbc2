import type { Machine, NodeSystem, SystemDaemon } from '#engine/machine/machine.ts';
import type { Kernel, Process, Running } from './process.ts';
import { forever } from './waits.ts';

/** The processes that a node has without anybody's starting them. They are made when somebody first looks. */
export interface SystemDaemons {
  start(machine: Machine, system: NodeSystem): void;
}

/** How long after the boot systemd has started everything. */
const LAST_STARTED_MS = 14_000;
const SYSTEMD = 1;
const KTHREADD = 2;

/**
 * simplified: a daemon that is killed is started again at once under the next number, and nothing else takes notice of
 * it; a reboot leaves them as they are.
 */
export function createSystemDaemons(kernel: Kernel): SystemDaemons {
  const booted = new WeakSet<Machine>();

  const spawn = (machine: Machine, daemon: SystemDaemon, options: { readonly startedAtMs: number; readonly parent?: Process; readonly pid?: number }, program: (self: Process) => Running) =>
    kernel.spawn({
      program,
      argv: daemon.argv,
      machine,
      descriptors: new Map(),
      processGroup: 'new',
      user: daemon.user,
      footprint: daemon.footprint,
      // systemd and the kernel's own threads hear no signal.
      isInit: daemon.pid === SYSTEMD || daemon.pid === KTHREADD || daemon.parent === KTHREADD,
      ...options,
    });

  const boot = (machine: Machine, system: NodeSystem) => {
    const bootedAtMs = system.bootedUnixMs() - (kernel.unixNow() - kernel.now());
    const list = system.daemons();
    const services = new Map<Process, SystemDaemon>();
    const started = new Map<number, Process>();
    for (const [index, daemon] of list.entries()) {
      const parent = started.get(daemon.parent);
      const startedAtMs = bootedAtMs + Math.round((LAST_STARTED_MS * index) / list.length);
      const program = daemon.pid === SYSTEMD ? (self: Process) => superviseServices(self, services, (what) => spawn(machine, what, { startedAtMs: kernel.now(), parent: self }, idle)) : idle;
      const process = spawn(machine, daemon, { pid: daemon.pid, startedAtMs, ...(parent === undefined ? {} : { parent }) }, program);
      started.set(daemon.pid, process);
      if (daemon.parent === SYSTEMD) services.set(process, daemon);
    }
  };

  return {
    start: (machine, system) => {
      if (booted.has(machine)) return;
      booted.add(machine);
      boot(machine, system);
    },
  };
}

function* idle(): Running {
  for (;;) yield forever;
}

/** systemd: reaps a service that has ended and starts it again. */
function* superviseServices(self: Process, services: Map<Process, SystemDaemon>, restart: (daemon: SystemDaemon) => Process): Running {
  self.onSignal('SIGCHLD', () => {});
  for (;;) {
    for (const [service, daemon] of services) {
      if (service.exit === undefined) continue;
      services.delete(service);
      self.kernel.reap(service);
      services.set(restart(daemon), daemon);
    }
    yield forever;
  }
}
