import { defineUtility } from '../../command.ts';
import type { Process } from '../../process/process.ts';
import { busyboxUsage, isBusybox } from '../../utilities/options.ts';
import { isIpv4 } from '../address.ts';
import { IP_HELP, IP_USAGE } from './ipUsage.ts';
import { broadcastOf, countersOf, networkViewOf, routeTo, type Link, type NetworkView, type Route } from './links.ts';

/** iproute2's ip, or busybox's: what is there is shown. simplified: nothing can be changed. */
export const ip = defineUtility({
  name: 'ip',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'show addresses, links, routes and neighbours',
  run: (process) => {
    const asked = readArguments(process);
    if (typeof asked === 'number') return asked;
    const show = OBJECTS.find(({ names }) => names.some((name) => name.startsWith(asked.object)))?.show;
    if (show !== undefined) return show(process, asked);
    if ('help'.startsWith(asked.object)) return usage(process, 255);
    if (isBusybox(process)) return usage(process, 1);
    if (OTHER_OBJECTS.some((name) => name.startsWith(asked.object))) {
      process.err(`ip: ${asked.object} is not part of this simulation\n`);
      return 1;
    }
    process.err(`Object "${asked.object}" is unknown, try "ip help".\n`);
    return 1;
  },
});

/** What the real one shows besides. */
const OTHER_OBJECTS = ['addrlabel', 'maddress', 'mroute', 'monitor', 'mptcp', 'netconf', 'netns', 'nexthop', 'ntable', 'tunnel', 'tuntap', 'token', 'tcpmetrics', 'vrf', 'xfrm'];

interface Asked {
  readonly object: string;
  readonly words: readonly string[];
  readonly brief: boolean;
  readonly oneLine: boolean;
  readonly withStatistics: boolean;
  readonly family: 'all' | '4' | '6';
}

function usage(process: Process, code: number): number {
  process.err(isBusybox(process) ? busyboxUsage(process, 'ip') : IP_USAGE);
  return code;
}

function readArguments(process: Process): Asked | number {
  const words = process.argv.slice(1);
  const set = { brief: false, oneLine: false, withStatistics: false, family: 'all' as Asked['family'] };
  while (words[0]?.startsWith('-') === true) {
    const option = words.shift() ?? '';
    const name = option.replace(/^--?/, '');
    if (name === '4' || name === '6') set.family = name;
    else if (name === 'f' || name === 'family') set.family = words.shift() === 'inet6' ? '6' : '4';
    else if (name === 'o' || name === 'oneline') set.oneLine = true;
    else if (isBusybox(process)) return usage(process, name === 'help' ? 0 : 1);
    else if (name === 'br' || name === 'brief') set.brief = true;
    else if (name === 's' || name === 'stats' || name === 'statistics') set.withStatistics = true;
    else if (name === 'V' || name === 'Version') {
      process.out(process.machine.flavour === 'centos7' ? 'ip utility, iproute2-ss170501\n' : 'ip utility, iproute2-6.1.0, libbpf 1.1.2\n');
      return 0;
    } else if (name === 'h' || name === 'help') return usage(process, 255);
    else if (/^(j|json|d|details)$/.test(name)) {
      process.err(`ip: ${option} is not part of this simulation\n`);
      return 1;
    }
    else if (!/^(c|color|r|resolve|N|Numeric|p|pretty|t|timestamp|a|all|0|iec|human-readable|n|netns|c=\w+)$/.test(name)) {
      process.err(`Option "${option}" is unknown, try "ip -help".\n`);
      return 255;
    }
  }
  const object = words.shift();
  return object === undefined ? usage(process, isBusybox(process) ? 1 : 255) : { object, words, ...set };
}

const OBJECTS: readonly { readonly names: readonly string[]; readonly show: (process: Process, asked: Asked) => number }[] = [
  { names: ['address'], show: showAddresses },
  { names: ['route'], show: showRoutes },
  { names: ['rule'], show: showRules },
  { names: ['link'], show: showLinks },
  { names: ['neighbour', 'neighbor'], show: showNeighbours },
];

/** What is to be shown of an object: a device, or the exit code after a complaint. */
function deviceOf(process: Process, title: string, { words }: Asked): { readonly device: string | undefined } | number {
  const [command = 'show', ...rest] = words;
  if (!['show', 'list', 'ls', 'lst'].some((name) => name.startsWith(command))) return refuse(process, title, command);
  return { device: valueOf(rest, 'dev') ?? rest.find((word, index) => !BARE.has(word) && !WITH_VALUE.has(word) && !WITH_VALUE.has(rest[index - 1] ?? '')) };
}

/** Words behind `show` that stand alone, and those with one more behind them. */
const BARE = new Set(['up', 'default', 'primary', 'secondary', 'permanent', 'dynamic', 'deprecated', 'tentative', 'nomaster', 'proxy', 'dev']);
const WITH_VALUE = new Set(['dev', 'to', 'table', 'scope', 'type', 'master', 'label', 'vrf', 'proto', 'nud', 'group']);

function valueOf(words: readonly string[], name: string): string | undefined {
  const at = words.indexOf(name);
  return at < 0 ? undefined : words[at + 1];
}

function refuse(process: Process, title: string, command: string): number {
  if (['add', 'del', 'delete', 'change', 'replace', 'set', 'flush', 'append'].some((name) => name === command)) {
    process.err('ip: the network of a machine cannot be changed in this simulation; `fault network cut NODE` cuts a node off\n');
    return 2;
  }
  const help = isBusybox(process) || command !== 'help' ? undefined : IP_HELP[title];
  if (help !== undefined) {
    process.err(help);
    return 255;
  }
  process.err(isBusybox(process) ? `ip: invalid argument '${command}' to 'ip'\n` : `Command "${command}" is unknown, try "ip ${title} help".\n`);
  return isBusybox(process) ? 1 : 255;
}

function linksOf(process: Process, title: string, asked: Asked): readonly Link[] | number {
  const wanted = deviceOf(process, title, asked);
  if (typeof wanted === 'number') return wanted;
  const { words } = asked;
  const scope = valueOf(words, 'scope');
  const type = valueOf(words, 'type');
  const links = networkViewOf(process).links.filter((link) => (scope === undefined || scope === (link.kind === 'loopback' ? 'host' : 'global')) && (type === undefined || (type === 'veth' && link.peer !== undefined)) && (!words.includes('up') || link.flags.includes('UP')));
  if (wanted.device === undefined) return links;
  const found = links.filter(({ name }) => name === wanted.device);
  if (found.length > 0) return found;
  process.err(isBusybox(process) ? `ip: can't find device '${wanted.device}'\n` : `Device "${wanted.device}" does not exist.\n`);
  return 1;
}

function nameOf({ name, peer }: Link): string {
  return peer === undefined ? name : `${name}@${peer}`;
}

function headOf(process: Process, link: Link, isLinkView: boolean): string {
  // Where there is no queue the blank before it stays.
  const queue = link.queue === undefined ? ' ' : ` qlen ${link.queue}`;
  const state = isBusybox(process) ? '' : ` state ${link.state}${isLinkView ? ' mode DEFAULT' : ''} group default`;
  return `${link.index}: ${nameOf(link)}: <${link.flags.join(',')}> mtu ${link.mtu} qdisc ${link.qdisc}${state}${queue}`;
}

function hardwareOf(link: Link): string {
  const broadcast = link.kind === 'loopback' ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff';
  const peer = link.peer === undefined ? '' : ' link-netnsid 0';
  return `    link/${link.kind === 'loopback' ? 'loopback' : 'ether'} ${link.mac} brd ${broadcast}${peer}`;
}

function addressOf(link: Link): string {
  if (link.ip === undefined) return '';
  if (link.kind === 'loopback') return 'inet 127.0.0.1/8 scope host lo';
  const broadcast = link.prefix === 32 ? '' : ` brd ${broadcastOf(link.ip, link.prefix)}`;
  return `inet ${link.ip}/${link.prefix}${broadcast} scope global ${link.name}`;
}

function showAddresses(process: Process, asked: Asked): number {
  const links = linksOf(process, 'address', asked);
  if (typeof links === 'number') return links;
  for (const link of links) process.out(addressText(process, link, asked));
  return 0;
}

function addressText(process: Process, link: Link, { brief, oneLine, family, withStatistics }: Asked): string {
  const address = family === '6' ? '' : addressOf(link);
  if (family !== 'all' && address === '') return '';
  if (brief) return `${nameOf(link).padEnd(16)} ${link.state.padEnd(14)} ${address === '' ? '' : `${link.ip ?? ''}/${link.prefix} `}\n`;
  if (oneLine) return address === '' ? '' : `${link.index}: ${link.name}    ${address}\\       valid_lft forever preferred_lft forever\n`;
  const lines = [headOf(process, link, false), ...(family === 'all' ? [hardwareOf(link)] : [])];
  if (address !== '') lines.push(`    ${address}`, '       valid_lft forever preferred_lft forever');
  return `${lines.join('\n')}\n${withStatistics ? statisticsOf(process, link) : ''}`;
}

function showLinks(process: Process, asked: Asked): number {
  const links = linksOf(process, 'link', asked);
  if (typeof links === 'number') return isBusybox(process) && links === 1 ? 2 : links;
  for (const link of links) {
    if (asked.brief) process.out(`${nameOf(link).padEnd(16)} ${link.state.padEnd(14)} ${link.mac} <${link.flags.join(',')}> \n`);
    else process.out(`${headOf(process, link, true)}${asked.oneLine ? '\\' : '\n'}${hardwareOf(link)}\n${asked.withStatistics ? statisticsOf(process, link) : ''}`);
  }
  return 0;
}

function statisticsOf(process: Process, link: Link): string {
  const { packets, bytes } = countersOf(process, link);
  if (process.machine.flavour === 'debian') return newStatistics(bytes, packets);
  const row = (values: readonly number[]) => `    ${values.map((value, index) => String(value).padEnd([10, 8, 7, 7, 7, 7][index] ?? 7)).join(' ')}\n`;
  return `    RX: bytes  packets  errors  dropped overrun mcast   \n${row([bytes, packets, 0, 0, 0, 0])}    TX: bytes  packets  errors  dropped carrier collsns \n${row([bytes, packets, 0, 0, 0, 0])}`;
}

/** Since 6.0 the numbers stand below the ends of their titles. */
function newStatistics(bytes: number, packets: number): string {
  const values = [bytes, packets, 0, 0, 0, 0].map(String);
  const widths = [6, 7, 6, 7, 7, 7].map((width, index) => Math.max(width, values[index]?.length ?? 0));
  const row = (cells: readonly string[]) => cells.map((cell, index) => cell.padStart(widths[index] ?? 0)).join(' ');
  const part = (name: string, titles: readonly string[]) => `    ${name}: ${row(titles)}           \n        ${row(values)} \n`;
  return part('RX', ['bytes', 'packets', 'errors', 'dropped', 'missed', 'mcast']) + part('TX', ['bytes', 'packets', 'errors', 'dropped', 'carrier', 'collsns']);
}

export function routeText(route: Route, isBusyboxForm: boolean, isDeviceKnown = false): string {
  const { destination, via, device, source, metric, protocol, isOnLink } = route;
  const target = destination === undefined ? 'default' : `${destination.ip}/${destination.prefix}`;
  const words = [target];
  if (via !== undefined) words.push(`via ${via}`);
  if (!isDeviceKnown) words.push(`dev ${device}`);
  if (protocol !== undefined && !isBusyboxForm) words.push(`proto ${protocol}`);
  if (via === undefined) words.push('scope link');
  // Busybox leaves two blanks before the source.
  if (source !== undefined) words.push(`${isBusyboxForm ? ' ' : ''}src ${source}`);
  if (metric !== undefined) words.push(`metric ${metric}`);
  if (isOnLink === true) words.push('onlink');
  return `${words.join(' ')} \n`;
}

function showRoutes(process: Process, { words, family }: Asked): number {
  const view = networkViewOf(process);
  const [command = 'show', ...rest] = words;
  if (command === 'get') return getRoute(process, view, rest);
  if (!['show', 'list', 'ls', 'lst', 'default'].some((name) => name.startsWith(command))) return refuse(process, 'route', command);
  if (family === '6') return 0;
  const device = rest.includes('dev') ? rest[rest.indexOf('dev') + 1] : undefined;
  const onlyDefault = command === 'default' || rest.includes('default');
  for (const route of view.routes) {
    if ((device !== undefined && route.device !== device) || (onlyDefault && route.destination !== undefined)) continue;
    process.out(routeText(route, isBusybox(process), device !== undefined && !isBusybox(process)));
  }
  return 0;
}

function getRoute(process: Process, { routes, links }: NetworkView, words: readonly string[]): number {
  const target = words[0] === 'to' ? words[1] : words[0];
  if (target === undefined) {
    process.err(isBusybox(process) ? 'ip: need at least destination address\n' : 'need at least a destination address\n');
    return 1;
  }
  if (!isIpv4(target)) {
    process.err(isBusybox(process) ? `ip: invalid argument '${target}' to 'inet prefix'\n` : `Error: any valid prefix is expected rather than "${target}".\n`);
    return 1;
  }
  const own = links.find(({ ip: address }) => address === target);
  if (own !== undefined || target.startsWith('127.')) {
    process.out(`local ${target} dev lo ${isBusybox(process) ? ' ' : ''}src ${target} ${isBusybox(process) ? '' : `uid 0 \n    cache <local> `}\n`);
    return 0;
  }
  const route = routeTo(routes, target);
  if (route === undefined) {
    process.err('RTNETLINK answers: Network is unreachable\n');
    return 2;
  }
  const source = route.source ?? links.find(({ name }) => name === route.device)?.ip ?? '';
  process.out(`${target}${route.via === undefined ? '' : ` via ${route.via}`} dev ${route.device} ${isBusybox(process) ? ' ' : ''}src ${source} ${isBusybox(process) ? '' : 'uid 0 \n    cache '}\n`);
  return 0;
}

function showRules(process: Process): number {
  const end = isBusybox(process) ? ' \n' : '\n';
  process.out(['0:\tfrom all lookup local', '32766:\tfrom all lookup main', '32767:\tfrom all lookup default'].map((line) => line + end).join(''));
  return 0;
}

function showNeighbours(process: Process, asked: Asked): number {
  const wanted = deviceOf(process, 'neigh', asked);
  if (typeof wanted === 'number') return wanted;
  for (const { ip: address, device, mac, state } of networkViewOf(process).neighbours) {
    if (wanted.device !== undefined && wanted.device !== device) continue;
    process.out(isBusybox(process) ? `${address} dev ${device} lladdr ${mac} ref 1 used 0/0/0 probes 1 ${state}\n` : `${address} dev ${device} lladdr ${mac} ${state}${process.machine.flavour === 'debian' ? ' ' : ''}\n`);
  }
  return 0;
}
