import { defineUtility } from '../../command.ts';
import { parseOptions } from '../options.ts';

const NODE =
  'NAME            MAJ:MIN RM  SIZE RO TYPE MOUNTPOINT\nsda               8:0    0   60G  0 disk \n├─sda1            8:1    0    1G  0 part /boot\n└─sda2            8:2    0   59G  0 part \n' +
  '  └─centos-root 253:0    0   50G  0 lvm  /\nsr0              11:0    1 1024M  0 rom  \n';

/** simplified: every node has the same disks, and a container sees those of its node. */
export const lsblk = defineUtility({
  name: 'lsblk',
  flavours: ['centos7', 'debian'],
  summary: 'list block devices',
  run: (process) => {
    const options = parseOptions(process, { short: 'abdefhilmnoOpPrStvV', long: { all: 'a', fs: 'f', list: 'l', nodeps: 'd', noheadings: 'n', paths: 'p' } });
    if (options === undefined) return 1;
    for (const name of options.operands) if (!/^\/dev\/sda\d?$/.test(name)) {
      process.err(`lsblk: ${name}: not a block device\n`);
      return 1;
    }
    const text = process.machine.container === undefined ? NODE : NODE.replace(' /boot', ' ').replace('lvm  /\n', 'lvm  \n');
    process.out(options.has('n') ? text.slice(text.indexOf('\n') + 1) : text);
    return 0;
  },
});
