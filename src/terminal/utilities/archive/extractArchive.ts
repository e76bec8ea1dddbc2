import { FileError } from '#engine/machine/files.ts';
import type { Process } from '../../process/process.ts';
import { isBusybox, type ParsedOptions } from '../options.ts';
import { failed } from './tarFailure.ts';
import { patternOf, verboseLine } from './memberNames.ts';
import type { TarMember } from './tarFormat.ts';

/** The members that the operands name, all without any; and those operands that name none. */
function chooseMembers(members: readonly TarMember[], options: ParsedOptions): { readonly chosen: readonly TarMember[]; readonly missing: readonly string[] } {
  const excluded = options.values('exclude').map(patternOf);
  const wanted = options.operands.map((name) => name.replace(/\/+$/, ''));
  const isBelow = ({ name }: TarMember, operand: string) => name.replace(/\/+$/, '') === operand || name.startsWith(`${operand}/`);
  return {
    chosen: members.filter((member) => (wanted.length === 0 || wanted.some((operand) => isBelow(member, operand))) && !excluded.some((pattern) => pattern.test(member.name))),
    missing: options.operands.filter((_, index) => !members.some((member) => isBelow(member, wanted[index] ?? ''))),
  };
}

export function listArchive(process: Process, members: readonly TarMember[], options: ParsedOptions): number {
  const { chosen, missing } = chooseMembers(members, options);
  for (const member of chosen) process.out(verboseLine(options.has('v'), member, isBusybox(process)));
  return tellMissing(process, missing);
}

export function extractArchive(process: Process, members: readonly TarMember[], options: ParsedOptions): number {
  const { files } = process.machine;
  const into = options.value('C');
  const directory = files.resolve(process.cwd, into ?? '.');
  if (!files.isDirectory(directory)) {
    process.err(isBusybox(process) ? `tar: can't change directory to '${into ?? ''}': No such file or directory\n` : `tar: ${into ?? ''}: Cannot open: No such file or directory\n`);
    return failed(process, true);
  }
  const strip = Number(options.value('strip-components') ?? 0);
  const { chosen, missing } = chooseMembers(members, options);
  let hasFailed = false;
  for (const member of chosen) {
    const name = member.name.split('/').slice(strip).join('/').replace(/^\/+/, '');
    // GNU passes over in silence what nothing is left of.
    if (options.has('v') && (name !== '' || isBusybox(process))) process.out(verboseLine(false, member));
    if (name === '') continue;
    if (options.has('O')) process.out(member.content);
    else if (!unpack(process, member, { path: files.resolve(directory, name), keepsTime: !options.has('m'), keepsOld: options.has('k') })) hasFailed = true;
  }
  const status = tellMissing(process, missing);
  return status === 0 && hasFailed ? failed(process, false) : status;
}

/** Writes one member; what a full or read-only disk refuses is told. simplified: a name with `..` in it is taken as it is. */
function unpack(process: Process, member: TarMember, { path, keepsTime, keepsOld }: { readonly path: string; readonly keepsTime: boolean; readonly keepsOld: boolean }): boolean {
  const { files } = process.machine;
  try {
    if (member.type === 'directory') files.makeDirectory(path, { parents: true });
    else {
      files.makeDirectory(path.slice(0, path.lastIndexOf('/')) || '/', { parents: true });
      if (keepsOld && files.exists(path)) throw new FileError('EEXIST', path);
      if (member.type === 'symlink') {
        files.removeAll(path);
        files.makeSymlink(path, member.target);
        return true;
      }
      files.write(path, member.content);
    }
    files.chmod(path, member.mode & 0o7777);
    files.chown(path, member.owner, member.group);
    if (keepsTime) files.touch(path, member.mtimeMs);
    return true;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    process.err(isBusybox(process) ? `tar: can't open '${member.name}': ${error.text}\n` : `tar: ${member.name}: Cannot open: ${error.text}\n`);
    return false;
  }
}

function tellMissing(process: Process, missing: readonly string[]): number {
  if (missing.length === 0) return 0;
  for (const name of missing) process.err(`tar: ${name}: ${isBusybox(process) ? 'not found in archive' : 'Not found in archive'}\n`);
  return failed(process, false);
}
