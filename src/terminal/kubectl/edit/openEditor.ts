import type { Wait } from '../../process/process.ts';
import { waitFor } from '../../process/waits.ts';
import type { KubectlContext } from '../command.ts';
import { KubectlError } from '../errors.ts';
import { editorCommand } from './editorCommand.ts';

/** Runs the person's editor on a file and waits until it is closed. */
export function* openEditor(context: KubectlContext, path: string): Generator<Wait, void, void> {
  const { process } = context;
  const { argv, name } = editorCommand(process, path);
  const executable = process.kernel.lookup(process.machine, argv[0] ?? '', process.env.get('PATH'), process.cwd);
  if (executable?.program === undefined) throw new KubectlError(`unable to launch the editor "${name}"`);
  const child = process.kernel.spawn({
    program: executable.program,
    argv,
    machine: process.machine,
    parent: process,
    env: process.env,
    cwd: process.cwd,
    descriptors: process.descriptors,
    ...(process.tty === undefined ? {} : { tty: process.tty }),
  });
  const status = yield* waitFor(child);
  if (status.code !== 0) throw new KubectlError(`there was a problem with the editor "${name}"`);
}
