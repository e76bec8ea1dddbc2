import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { attempt, missingOperand } from './failure.ts';
import { isBusybox, parseOptions } from './options.ts';

export const mkdir = defineUtility({
  name: 'mkdir',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'make directories',
  run: (process) => {
    const options = parseOptions(process, { short: 'pvm:Z', long: { parents: 'p', verbose: 'v', mode: 'm:' } });
    if (options === undefined) return 1;
    if (options.operands.length === 0) return missingOperand(process);
    const mode = options.value('m');
    let status = 0;
    for (const name of options.operands) {
      const made = options.has('p') ? makeAll(process, name, options.has('v')) : makeOne(process, name, options.has('v'));
      if (!made) status = 1;
      else if (mode !== undefined && /^[0-7]+$/.test(mode)) {
        process.machine.files.chmod(process.machine.files.resolve(process.cwd, name), Number.parseInt(mode, 8));
      }
    }
    return status;
  },
});

function makeOne(process: Process, name: string, verbose: boolean): boolean {
  const { files } = process.machine;
  const made = attempt(process, () => files.makeDirectory(files.resolve(process.cwd, name)), (text) => cannot(process, name, text));
  if (made && verbose) process.out(isBusybox(process) ? `created directory: '${name}'\n` : `mkdir: created directory ${quoted(process, name)}\n`);
  return made;
}

function makeAll(process: Process, name: string, verbose: boolean): boolean {
  const parts = name.split('/');
  let ok = true;
  for (let count = 1; count <= parts.length && ok; count += 1) {
    const path = parts.slice(0, count).join('/');
    if (path === '' || parts[count - 1] === '') continue;
    if (!process.machine.files.isDirectory(process.machine.files.resolve(process.cwd, path))) ok = makeOne(process, path, verbose);
  }
  return ok;
}

function cannot(process: Process, name: string, text: string): string {
  return isBusybox(process) ? `can't create directory '${name}': ${text}` : `cannot create directory ${quoted(process, name)}: ${text}`;
}

/** GNU quotes names with typographic quotes in a UTF-8 locale. */
function quoted(process: Process, name: string): string {
  return process.machine.flavour === 'centos7' ? `‘${name}’` : `'${name}'`;
}
