import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { extraOperand, isBusybox, nameOf, parseOptions, quoted } from './options.ts';

/** Who runs this: everybody is root here unless the image says otherwise. */
export const id = defineUtility({
  name: 'id',
  aliases: ['whoami', 'groups', 'logname'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'print user identity',
  run: (process) => {
    const options = parseOptions(process, { short: 'ugGnr', long: { user: 'u', group: 'g', groups: 'G', name: 'n' } });
    if (options === undefined) return 1;
    const name = nameOf(process);
    const [asked] = options.operands;
    if (asked !== undefined && (name === 'whoami' || name === 'logname')) return extraOperand(process, asked);
    const user = asked ?? process.machine.user;
    if (asked !== undefined && asked !== process.machine.user && numberOf(process, asked) === undefined) {
      process.err(isBusybox(process) ? `${name}: unknown user ${asked}\n` : `${name}: ${process.machine.flavour === 'centos7' ? `${asked}` : quoted(process, asked)}: no such user\n`);
      return 1;
    }
    if (name === 'id' && options.has('n') && !['u', 'g', 'G'].some((letter) => options.has(letter))) {
      process.err('id: cannot print only names or real IDs in default format\n');
      return 1;
    }
    const number = numberOf(process, user) ?? (user === 'root' ? 0 : 1000);
    if (name === 'groups' && asked !== undefined && !isBusybox(process)) process.out(`${user} : ${user}\n`);
    else if (name !== 'id') process.out(`${user}\n`);
    else if (options.has('u') || options.has('g') || options.has('G')) process.out(`${options.has('n') ? user : number}\n`);
    else process.out(`uid=${number}(${user}) gid=${number}(${user}) groups=${number}(${user})${isBusybox(process) && user === 'root' ? ',10(wheel)' : ''}\n`);
    return 0;
  },
});

/** The number that /etc/passwd gives a name. */
function numberOf({ machine: { files } }: Process, user: string): number | undefined {
  if (user === 'root') return 0;
  const line = files.exists('/etc/passwd') ? files.read('/etc/passwd').split('\n').find((entry) => entry.startsWith(`${user}:`)) : undefined;
  return line === undefined ? undefined : Number(line.split(':')[2]);
}
