import { defineUtility } from '../../command.ts';
import { isBusybox, parseOptions, readOptions } from '../../utilities/options.ts';
import { networkViewOf } from './links.ts';
import { ARP_USAGE } from './netToolsUsage.ts';

/** The neighbours on the wire. simplified: nothing can be changed. */
export const arp = defineUtility({
  name: 'arp',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'show the ARP cache',
  run: (process) => {
    const spec = { short: 'vnaei:H:dsDA:p:f', long: { verbose: 'v', numeric: 'n', all: 'a', device: 'i:' } };
    const options = isBusybox(process) ? parseOptions(process, spec) : readOptions(spec, process.argv.slice(1));
    if (options === undefined) return 1;
    if ('fault' in options) {
      process.err(`arp: ${options.isLong ? `unrecognized option '--${options.option}'` : `invalid option -- '${options.option}'`}\n${ARP_USAGE}`);
      return 3;
    }
    if (options.has('d') || options.has('s')) {
      process.err('SIOCSARP: Operation not permitted\n');
      return 255;
    }
    const [wanted] = options.operands;
    const device = options.value('i');
    const found = networkViewOf(process).neighbours.filter((each) => (wanted === undefined || each.ip === wanted) && (device === undefined || each.device === device));
    const asLines = isBusybox(process) || options.has('a');
    if (found.length === 0 && wanted !== undefined) {
      process.out(/^[\d.]+$/.test(wanted) ? `${wanted} (${wanted}) -- no entry\n` : '');
      if (!/^[\d.]+$/.test(wanted)) process.err(`${wanted}: Unknown host\n`);
      return /^[\d.]+$/.test(wanted) ? 1 : 255;
    }
    if (!asLines) process.out('Address                  HWtype  HWaddress           Flags Mask            Iface\n');
    for (const { ip, mac, device: at, state } of found) {
      const flag = state === 'PERMANENT' ? 'CM' : 'C';
      process.out(asLines ? `? (${ip}) at ${mac} [ether]${state === 'PERMANENT' ? ' PERM' : ''}${isBusybox(process) ? '  on' : ' on'} ${at}\n` : `${ip.padEnd(24)} ether   ${mac.padEnd(19)} ${flag.padEnd(21)} ${at}\n`);
    }
    return 0;
  },
});
