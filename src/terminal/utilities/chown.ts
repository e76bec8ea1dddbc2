import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, nameOf, parseOptions, quoted } from './options.ts';

export const chown = defineUtility({
  name: 'chown',
  aliases: ['chgrp'],
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'change file owner and group',
  run: (process) => {
    const options = parseOptions(process, { short: 'Rvcfh', long: { recursive: 'R', verbose: 'v' } });
    if (options === undefined) return 1;
    const [who, ...names] = options.operands;
    if (who === undefined) return missingOperand(process);
    if (names.length === 0) return missingOperand(process, `missing operand after ${quoted(process, who)}`);
    const [owner = '', group] = nameOf(process) === 'chgrp' ? ['', who] : who.split(/[:.]/, 2);
    const unknown = [owner, group ?? ''].find((name) => name !== '' && !/^\d+$/.test(name) && !isKnown(process, name));
    if (unknown !== undefined) {
      process.err(isBusybox(process) ? `${nameOf(process)}: unknown ${unknown === owner ? 'user' : 'group'} ${unknown}\n` : `${nameOf(process)}: invalid ${unknown === owner ? 'user' : 'group'}: ${quoted(process, who)}\n`);
      return 1;
    }
    let status = 0;
    for (const name of names) if (!apply(process, name, owner, group, options.has('R'))) status = 1;
    return status;
  },
});

function isKnown(process: Process, name: string): boolean {
  const { files } = process.machine;
  if (name === 'root') return true;
  return ['/etc/passwd', '/etc/group'].some((path) => files.exists(path) && files.read(path).split('\n').some((line) => line.startsWith(`${name}:`)));
}

function apply(process: Process, name: string, owner: string, group: string | undefined, recursive: boolean): boolean {
  const { files } = process.machine;
  const path = files.resolve(process.cwd, name);
  const ok = attempt(process, () => files.chown(path, owner === '' ? files.stat(path).owner : owner, group === '' ? undefined : group), (text) =>
    isBusybox(process) ? `${name}: ${text}` : `cannot access ${quoted(process, name)}: ${text}`,
  );
  if (!ok || !recursive || !files.isDirectory(path)) return ok;
  return files.list(path).map((entry) => apply(process, `${name.replace(/\/$/, '')}/${entry}`, owner, group, true)).every(Boolean);
}
