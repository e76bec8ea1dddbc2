import { defineUtility } from '../command.ts';
import { extraOperand, isBusybox, parseOptions } from './options.ts';

const RELEASE = '5.4.278-1.el7.elrepo.x86_64';

export const uname = defineUtility({
  name: 'uname',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print system information',
  run: (process) => {
    const options = parseOptions(process, { short: 'asnrvmpio', long: { all: 'a', 'kernel-name': 's', nodename: 'n', 'kernel-release': 'r', machine: 'm', 'kernel-version': 'v', processor: 'p', 'hardware-platform': 'i', 'operating-system': 'o' } });
    if (options === undefined) return 1;
    const [extra] = options.operands;
    if (extra !== undefined && !isBusybox(process)) return extraOperand(process, extra);
    // CentOS tells the processor's family; elsewhere it is unknown.
    const family = process.machine.flavour === 'centos7' ? 'x86_64' : 'unknown';
    const isHidden = process.machine.flavour !== 'centos7' && options.has('a');
    const parts: readonly (readonly [string, string])[] = [
      ['s', 'Linux'], ['n', process.machine.hostname], ['r', RELEASE], ['v', '#1 SMP Sun Jun 16 15:37:11 EDT 2024'], ['m', 'x86_64'], ...(isHidden ? [] : [['p', family], ['i', family]] as const), ['o', process.machine.flavour === 'alpine' ? 'Linux' : 'GNU/Linux'],
    ];
    const wanted = options.given.length === 0 ? [['s', 'Linux'] as const] : parts.filter(([letter]) => options.has(letter) || options.has('a'));
    process.out(`${wanted.map(([, text]) => text).join(' ')}\n`);
    return 0;
  },
});
