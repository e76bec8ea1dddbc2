import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { isBusybox, parseOptions, readOptions } from '../../utilities/options.ts';
import { ROUTE_USAGE } from './netToolsUsage.ts';
import { maskOf, networkViewOf, type Route } from './links.ts';

/** The kernel's routing table, as net-tools and busybox print it. simplified: nothing can be changed. */
export const route = defineUtility({
  name: 'route',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'show the routing table',
  run: (process) => {
    const spec = { short: 'nevFCA:hV46', long: { numeric: 'n', verbose: 'v', extend: 'e', help: 'h', version: 'V' } };
    const options = isBusybox(process) ? parseOptions(process, spec) : readOptions(spec, process.argv.slice(1));
    if (options === undefined) return 1;
    if ('fault' in options) {
      process.err(`route: ${options.isLong ? `unrecognized option '--${options.option}'` : `invalid option -- '${options.option}'`}\n${ROUTE_USAGE}`);
      return 3;
    }
    if (options.operands.length > 0 || options.has('h')) {
      process.err(options.has('h') ? ROUTE_USAGE : 'SIOCADDRT: Operation not permitted\n');
      return options.has('h') ? 4 : 7;
    }
    process.out(routingTable(process, options.has('n'), options.has('e') ? 'window' : 'metric'));
    return 0;
  },
});

export function routingTable(process: Process, isNumeric: boolean, columns: 'metric' | 'window'): string {
  const head = columns === 'metric' ? 'Flags Metric Ref    Use Iface' : 'Flags   MSS Window  irtt Iface';
  const rows = networkViewOf(process).routes.map((each) => {
    const { target, gateway, mask, flags } = cellsOf(process, each, isNumeric);
    const numbers = columns === 'metric' ? `${flags.padEnd(5)} ${String(each.metric ?? 0).padEnd(6)} 0        0` : `${flags.padEnd(9)} 0 0          0`;
    return `${target.padEnd(15)} ${gateway.padEnd(15)} ${mask.padEnd(15)} ${numbers} ${each.device}\n`;
  });
  return `Kernel IP routing table\nDestination     Gateway         Genmask         ${head}\n${rows.join('')}`;
}

function cellsOf(process: Process, { destination, via }: Route, isNumeric: boolean) {
  const prefix = destination?.prefix ?? 0;
  const none = !isNumeric && isBusybox(process) ? '*' : '0.0.0.0';
  return {
    target: destination === undefined ? (isNumeric ? '0.0.0.0' : 'default') : destination.ip,
    gateway: via === undefined ? none : !isNumeric && destination === undefined && !isBusybox(process) && process.machine.flavour === 'centos7' ? 'gateway' : via,
    mask: maskOf(prefix),
    flags: via === undefined ? 'U' : 'UG',
  };
}
