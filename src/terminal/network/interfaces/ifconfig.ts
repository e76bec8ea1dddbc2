import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { isBusybox } from '../../utilities/options.ts';
import { broadcastOf, countersOf, maskOf, networkViewOf, type Link } from './links.ts';

/** The interfaces as net-tools or busybox show them. */
export const ifconfig = defineUtility({
  name: 'ifconfig',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'show network interfaces',
  run: (process) => {
    const words = process.argv.slice(1);
    const { links } = networkViewOf(process);
    const name = words.find((word) => word !== '-a' && word !== '-s' && word !== '-v');
    if (name?.startsWith('-') === true && !isBusybox(process)) {
      process.err(`ifconfig: option \`${name}' not recognised.\nifconfig: \`--help' gives usage information.\n`);
      return 1;
    }
    const shown = name === undefined ? [...links].sort((a, b) => (a.name < b.name ? -1 : 1)) : links.filter((link) => link.name === name);
    if (shown.length === 0) {
      process.err(`${isBusybox(process) ? 'ifconfig: ' : ''}${name ?? ''}: error fetching interface information: Device not found\n`);
      return 1;
    }
    if (words.length > 1 && name !== undefined && words.indexOf(name) < words.length - 1) {
      process.err('SIOCSIFADDR: Operation not permitted\n');
      return 1;
    }
    if (words.includes('-s') && !isBusybox(process)) process.out(tableOf(process, shown));
    else for (const link of shown) process.out(isBusybox(process) ? busyboxText(process, link) : netToolsText(process, link));
    return 0;
  },
});

const BITS: Readonly<Record<string, number>> = { UP: 1, BROADCAST: 2, LOOPBACK: 8, RUNNING: 64, MULTICAST: 4096 };

/** In the order of net-tools; LOWER_UP is RUNNING to them. */
function flagsOf({ flags }: Link): readonly string[] {
  return ['UP', 'BROADCAST', 'LOOPBACK', 'RUNNING', 'MULTICAST'].filter((flag) => flags.includes(flag === 'RUNNING' ? 'LOWER_UP' : flag));
}

export function sizeText(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let [value, unit] = [bytes, 0];
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit] ?? ''}`;
}

function netToolsText(process: Process, link: Link): string {
  const flags = flagsOf(link);
  const { packets, bytes } = countersOf(process, link);
  const broadcast = link.kind === 'loopback' ? '' : `  broadcast ${link.prefix === 32 ? '0.0.0.0' : broadcastOf(link.ip ?? '', link.prefix)}`;
  const lines = [
    `${link.name}: flags=${flags.reduce((sum, flag) => sum + (BITS[flag] ?? 0), 0)}<${flags.join(',')}>  mtu ${link.mtu}`,
    ...(link.ip === undefined ? [] : [`        inet ${link.ip}  netmask ${maskOf(link.prefix)}${broadcast}`]),
    link.kind === 'loopback' ? '        loop  txqueuelen 1000  (Local Loopback)' : `        ether ${link.mac}  txqueuelen ${link.queue ?? 0}  (Ethernet)`,
    `        RX packets ${packets}  bytes ${bytes} (${sizeText(bytes)})`,
    '        RX errors 0  dropped 0  overruns 0  frame 0',
    `        TX packets ${packets}  bytes ${bytes} (${sizeText(bytes)})`,
    '        TX errors 0  dropped 0 overruns 0  carrier 0  collisions 0',
  ];
  return `${lines.join('\n')}\n\n`;
}

function busyboxText(process: Process, link: Link): string {
  const { packets, bytes } = countersOf(process, link);
  const pad = ' '.repeat(10);
  const broadcast = link.kind === 'loopback' ? '' : `  Bcast:${link.prefix === 32 ? '0.0.0.0' : broadcastOf(link.ip ?? '', link.prefix)}`;
  const lines = [
    `${link.name.padEnd(9)} Link encap:${link.kind === 'loopback' ? 'Local Loopback' : `Ethernet  HWaddr ${link.mac.toUpperCase()}`}  `,
    ...(link.ip === undefined ? [] : [`${pad}inet addr:${link.ip}${broadcast}  Mask:${maskOf(link.prefix)}`]),
    `${pad}${flagsOf(link).join(' ')}  MTU:${link.mtu}  Metric:1`,
    `${pad}RX packets:${packets} errors:0 dropped:0 overruns:0 frame:0`,
    `${pad}TX packets:${packets} errors:0 dropped:0 overruns:0 carrier:0`,
    `${pad}collisions:0 txqueuelen:${link.queue ?? 0} `,
    `${pad}RX bytes:${bytes} (${sizeText(bytes)})  TX bytes:${bytes} (${sizeText(bytes)})`,
  ];
  return `${lines.join('\n')}\n\n`;
}

/** The short table of `ifconfig -s` and `netstat -i`. */
export function tableOf(process: Process, links: readonly Link[], nameWidth = 11): string {
  const rows = links.map((link) => {
    const { packets } = countersOf(process, link);
    const letters = `${link.flags.includes('BROADCAST') ? 'B' : ''}${link.kind === 'loopback' ? 'L' : ''}${link.flags.includes('MULTICAST') ? 'M' : ''}RU`;
    return `${link.name.padEnd(15)} ${String(link.mtu).padStart(5)} ${String(packets).padStart(8)}      0      0 0      ${String(packets).padStart(8)}      0      0      0 ${letters}\n`;
  });
  return `${'Iface'.padEnd(nameWidth)}MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR TX-DRP TX-OVR Flg\n${rows.join('')}`;
}
