import { defineUtility } from '../command.ts';
import { isBusybox, nameOf, parseOptions } from './options.ts';

/** Who runs this: everybody is root here unless the image says otherwise. */
export const id = defineUtility({
  name: 'id',
  aliases: ['whoami', 'groups', 'logname'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print user identity',
  run: (process) => {
    const options = parseOptions(process, { short: 'ugGnr', long: { user: 'u', group: 'g', groups: 'G', name: 'n' } });
    if (options === undefined) return 1;
    const { user } = process.machine;
    const number = user === 'root' ? 0 : 1000;
    if (nameOf(process) !== 'id') process.out(`${user}\n`);
    else if (options.has('u') || options.has('g') || options.has('G')) process.out(`${options.has('n') ? user : number}\n`);
    else process.out(`uid=${number}(${user}) gid=${number}(${user}) groups=${number}(${user})${isBusybox(process) && user === 'root' ? ',10(wheel)' : ''}\n`);
    return 0;
  },
});
