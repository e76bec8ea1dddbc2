import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import type { Process } from '../process/process.ts';
import { nameOf } from './options.ts';

/** The page's editor; in a plain terminal it says how to edit instead. */
export const vi = defineUtility({
  name: 'vi',
  aliases: ['vim', 'nano', 'view'],
  flavours: ['centos7', 'alpine', 'busybox'],
  summary: 'edit a file',
  *run(process) {
    const name = nameOf(process);
    const names = process.argv.slice(1).filter((arg) => !arg.startsWith('-') && !arg.startsWith('+'));
    if (process.kernel.editor === undefined) return sayHowElse(process, name, names[0]);
    if (process.tty === undefined) {
      process.err(name === 'vim' ? 'Vim: Warning: Input is not from a terminal\nVim: Error reading input, exiting...\nVim: Finished.\n' : `${name}: standard input is not a terminal\n`);
      return 1;
    }
    let status = 0;
    for (const file of names.length === 0 ? [''] : names) {
      const path = file === '' ? '' : process.machine.files.resolve(process.cwd, file);
      if (path !== '' && process.machine.files.isDirectory(path)) {
        process.err(`${name}: ${file}: Is a directory\n`);
        status = 1;
        continue;
      }
      const isNew = path === '' || !process.machine.files.exists(path);
      const editor = process.kernel.editor.open({
        program: name,
        path,
        content: isNew ? '' : process.machine.files.read(path),
        isNew,
        readOnly: name === 'view' || process.argv.includes('-R'),
        save: (content) => save(process, path, content),
      });
      try {
        while (editor.result() === undefined) yield editor.closed;
        status = editor.result()?.code ?? 0;
      } finally {
        editor.cancel();
      }
    }
    return status;
  },
});

function save(process: Process, path: string, content: string): string | undefined {
  if (path === '') return 'E32: No file name';
  try {
    process.machine.files.write(path, content);
    return undefined;
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    return `E212: Can't open file for writing: ${error.text}`;
  }
}

function sayHowElse(process: Process, name: string, file: string | undefined): number {
  const target = file ?? 'FILE';
  process.err(
    `${name}: this terminal has no full-screen editor; the page has one. Here, write the file with\n` +
      `  cat > ${target} << 'EOF'\nor change it with\n  sed -i 's/OLD/NEW/' ${target}\n  echo 'LINE' >> ${target}\n`,
  );
  return 1;
}
