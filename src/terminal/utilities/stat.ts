import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import { missingOperand } from './failure.ts';
import { permissionsText } from '#engine/machine/permissions.ts';
import { isBusybox, parseOptions, quoted } from './options.ts';
import { strftime } from './strftime.ts';

export const stat = defineUtility({
  name: 'stat',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'display file status',
  run: (process) => {
    const options = parseOptions(process, { short: 'c:Lft', long: { format: 'c:', printf: 'printf:' } });
    if (options === undefined) return 1;
    if (options.operands.length === 0) return missingOperand(process);
    const { files } = process.machine;
    let status = 0;
    for (const name of options.operands) {
      try {
        const path = files.resolve(process.cwd, name);
        const found = options.has('L') ? files.stat(path) : files.lstat(path);
        const words = found.type === 'directory' ? 'directory' : found.type === 'symlink' ? 'symbolic link' : found.size === 0 ? 'regular empty file' : 'regular file';
        const octal = (found.mode & 0o7777).toString(8);
        const time = `${strftime('%F %T', found.mtimeMs)}.000000000${isBusybox(process) ? '' : ' +0000'}`;
        const fields: Readonly<Record<string, string>> = {
          n: name, s: String(found.size), a: octal, A: permissionsText(found), U: found.owner, G: found.group, u: '0', g: '0', F: words, i: String(found.inode), h: String(found.type === 'directory' ? found.links : 1),
          Y: String(Math.floor(found.mtimeMs / 1000)), y: time, X: String(Math.floor(found.mtimeMs / 1000)), x: time, Z: String(Math.floor(found.mtimeMs / 1000)), z: time, b: String(Math.ceil(found.size / 4096) * 8), B: '512', N: found.type === 'symlink' ? `'${name}' -> '${files.readLink(path)}'` : isBusybox(process) ? name : `'${name}'`, f: ((found.type === 'directory' ? 0x4000 : found.type === 'symlink' ? 0xa000 : 0x8000) | (found.mode & 0o7777)).toString(16), t: '0', T: '0', o: '4096', d: '66306', D: '10302', m: '/', w: '-', W: '0', C: '?',
        };
        const format = options.value('c') ?? options.value('printf');
        if (format !== undefined) {
          const text = format.replaceAll(/%([-#+ 0]*\d*)([a-zA-Z%])/g, (_, layout: string, letter: string) => (letter === '%' ? '%' : laidOut(fields[letter] ?? '?', layout)));
          process.out(options.has('printf') ? text.replaceAll(/\\([nt\\])/g, (_, code: string) => ({ n: '\n', t: '\t' }[code] ?? code)) : `${text}\n`);
          continue;
        }
        process.out(
          `  File: ${name}\n  Size: ${String(found.size).padEnd(10)}\tBlocks: ${String(Math.ceil(found.size / 4096) * 8).padEnd(10)} IO Block: 4096   ${words}\n` +
            `Device: 10302h/66306d\tInode: ${String(found.inode).padEnd(10)}  Links: ${found.type === 'directory' ? found.links : 1}\n` +
            `Access: (${octal.padStart(4, '0')}/${permissionsText(found)})  Uid: (    0/${found.owner.padStart(8)})   Gid: (    0/${found.group.padStart(8)})\n` +
            `Access: ${time}\nModify: ${time}\nChange: ${time}\n${isBusybox(process) ? '' : ' Birth: -\n'}`,
        );
      } catch (error) {
        if (!(error instanceof FileError)) throw error;
        process.err(isBusybox(process) ? `stat: can't stat '${name}': ${error.text}\n` : process.machine.flavour === 'centos7' ? `stat: cannot stat ${quoted(process, name)}: ${error.text}\n` : `stat: cannot statx '${name}': ${error.text}\n`);
        status = 1;
      }
    }
    return status;
  },
});

/** A field as wide as its format asks for: `%-10n`. */
function laidOut(text: string, layout: string): string {
  const width = Math.min(Number(/\d+$/.exec(layout)?.[0] ?? 0), 1000);
  return layout.includes('-') ? text.padEnd(width) : text.padStart(width);
}
