import { FileError } from '#engine/machine/files.ts';
import type { Process } from '../../process/process.ts';
import { isBusybox, type ParsedOptions } from '../options.ts';
import { linesOf } from '../sources.ts';
import { patternOf, verboseLine } from './memberNames.ts';
import type { TarMember } from './tarFormat.ts';

/** The members that the operands name, in their order; `-C` between them changes where the next are looked for. */
export function createArchive(process: Process, options: ParsedOptions, archivePath: string | undefined): { readonly members: readonly TarMember[]; readonly hasFailed: boolean } {
  const { files } = process.machine;
  const members: TarMember[] = [];
  const excluded = options.values('exclude').map(patternOf);
  let hasFailed = false;
  let hasToldSlash = false;
  const directory = files.resolve(process.cwd, options.value('C') ?? '.');

  const bareName = (name: string) => {
    if (!name.startsWith('/') || options.has('P')) return name;
    if (!hasToldSlash) process.err(isBusybox(process) ? "tar: removing leading '/' from member names\n" : "tar: Removing leading `/' from member names\n");
    hasToldSlash = true;
    return name.replace(/^\/+/, '');
  };

  const add = (name: string) => {
    const path = files.resolve(directory, name);
    if (path === archivePath) {
      process.err(`tar: ${name}: ${isBusybox(process) ? 'file is the archive; skipping' : 'file is the archive; not dumped'}\n`);
      return;
    }
    if (excluded.some((pattern) => pattern.test(name))) return;
    try {
      const stat = options.has('h') ? files.stat(path) : files.lstat(path);
      const shown = stat.type === 'directory' ? `${name.replace(/\/+$/, '')}/` : name;
      const member: TarMember = {
        name: bareName(shown) || './', type: stat.type, mode: stat.mode, owner: stat.owner, group: stat.group, mtimeMs: stat.mtimeMs,
        content: stat.type === 'file' ? files.read(path) : '',
        target: stat.type === 'symlink' ? files.readLink(path) : '',
      };
      members.push(member);
      // The names go where the archive does not.
      if (options.has('v')) (archivePath === undefined ? process.err : process.out)(verboseLine(options.given.filter(([letter]) => letter === 'v').length > 1, isBusybox(process) ? member : { ...member, name: shown }));
      if (stat.type === 'directory' && !options.has('no-recursion')) for (const entry of files.list(path)) add(`${name.replace(/\/+$/, '')}/${entry}`);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      hasFailed = true;
      process.err(isBusybox(process) ? `tar: ${name}: ${error.text}\n` : `tar: ${name}: Cannot stat: ${error.text}\n`);
    }
  };

  const listed = options.values('T').flatMap((name) => (files.exists(files.resolve(process.cwd, name)) ? linesOf(files.read(files.resolve(process.cwd, name))) : []));
  for (const name of [...listed, ...options.operands]) add(name);
  return { members, hasFailed };
}
