import type { Fault } from '#engine/faults.ts';
import { defineUtility } from '../command.ts';
import { parseFault } from './parseFault.ts';
import { faultText } from './faultText.ts';

const USAGE = `Break something on purpose, or mend it:
  fault crash POD [-n NAMESPACE] [-c CONTAINER]
  fault not-ready POD on|off
  fault slow-start POD 10s          (0s ends it)
  fault bad-image IMAGE on|off
  fault power off|on NODE
  fault network cut|restore NODE
  fault pressure NODE memory|disk on|off
  fault provisioner stop|start
  fault dns stop|start
  fault volume-full VOLUME on|off
  fault api-latency 500ms           (0ms ends it)
  fault list                        what is broken now
  fault clear                       mend all of it
`;

/** Ordinal's own command: what the menu of faults does, as a line. No cluster has it. */
export const fault = defineUtility({
  name: 'fault',
  flavours: ['centos7'],
  summary: 'break something in the simulated cluster on purpose, or mend it',
  run: (process) => {
    const { cluster } = process.kernel;
    const [verb, ...rest] = process.argv.slice(1);
    if (verb === undefined || verb === 'help' || verb === '--help' || verb === '-h') {
      process.out(USAGE);
      return 0;
    }
    if (verb === 'list') {
      const active = cluster.faults();
      process.out(active.length === 0 ? 'Nothing is broken.\n' : active.map((one) => `${faultText(one.fault)}\n`).join(''));
      return 0;
    }
    if (verb === 'clear') {
      for (const active of cluster.faults()) cluster.inject(mended(active.fault));
      process.out('All faults are mended.\n');
      return 0;
    }
    const parsed = parseFault(verb, rest, cluster);
    if ('error' in parsed) {
      process.err(`fault: ${parsed.error}\nTry 'fault help' for all of them.\n`);
      return 1;
    }
    cluster.inject(parsed.fault);
    process.out(`${faultText(parsed.fault)}\n`);
    return 0;
  },
});

/** The fault that takes this one back. Those that happen once are never in force. */
function mended(active: Fault): Fault {
  switch (active.fault) {
    case 'not-ready':
    case 'bad-image':
    case 'volume-full':
    case 'pressure':
      return { ...active, on: false };
    case 'power':
      return { ...active, on: true };
    case 'network':
      return { ...active, connected: true };
    case 'provisioner':
    case 'dns':
      return { ...active, running: true };
    case 'slow-start':
      return { ...active, delayMs: 0 };
    case 'api-latency':
      return { ...active, latencyMs: 0 };
    case 'crash':
    case 'delete-pod':
      return active;
  }
}
