import type { Utility } from '../command.ts';
import { answeringHelp } from '../utilities/help.ts';
import { dig } from './bind/dig.ts';
import { host } from './bind/host.ts';
import { curl } from './curl/curl.ts';
import { getent } from './getent.ts';
import { arp } from './interfaces/arp.ts';
import { ifconfig } from './interfaces/ifconfig.ts';
import { ip } from './interfaces/ip.ts';
import { netstat } from './interfaces/netstat.ts';
import { route } from './interfaces/route.ts';
import { ss } from './interfaces/ss.ts';
import { nc } from './netcat/nc.ts';
import { nslookup } from './nslookup/nslookup.ts';
import { ping } from './ping.ts';
import { telnet } from './telnet.ts';
import { traceroute } from './traceroute.ts';
import { wget } from './wget/wget.ts';

/** The programs that talk over the network. Some of them know `--help` themselves. */
export const networkUtilities: readonly Utility[] = [arp, ifconfig, route, telnet, traceroute].map(answeringHelp).concat(curl, dig, getent, host, ip, nc, netstat, nslookup, ping, ss, wget);
