import { FileError } from '#engine/machine/files.ts';
import { defineUtility } from '../command.ts';
import { nullInput, openForWriting } from '../process/fileStream.ts';
import type { Process } from '../process/process.ts';
import { become } from './execute.ts';
import { missingOperand } from './failure.ts';
import { isBusybox } from './options.ts';

/** Runs a command that a closed terminal does not end; what would go to the terminal goes to nohup.out. */
export const nohup = defineUtility({
  name: 'nohup',
  flavours: ['centos7', 'debian', 'alpine', 'busybox'],
  summary: 'run a command immune to hangups',
  *run(process) {
    const argv = process.argv.slice(process.argv[1] === '--' ? 2 : 1);
    if (argv.length === 0) {
      missingOperand(process);
      return isBusybox(process) ? 127 : 125;
    }
    if (!leaveTerminal(process)) return isBusybox(process) ? 127 : 125;
    process.onSignal('SIGHUP', 'ignore');
    return yield* become(process, argv);
  },
});

function leaveTerminal(process: Process): boolean {
  const [ignoresInput, redirectsOutput, redirectsErrors] = [process.stdin.isTty(), process.stdout.isTty(), process.stderr.isTty()];
  const notes: string[] = [];
  if (ignoresInput) process.descriptors.set(0, nullInput());
  if (ignoresInput && !isBusybox(process)) notes.push('ignoring input');
  if (redirectsOutput) {
    const opened = openOutput(process);
    if (opened === undefined) return false;
    process.descriptors.set(1, opened.output);
    notes.push(isBusybox(process) ? `appending output to ${opened.name}` : `appending output to '${opened.name}'`);
  } else if (redirectsErrors && !isBusybox(process)) notes.push('redirecting stderr to stdout');
  if (notes.length > 0) process.err(`nohup: ${notes.join(' and ')}\n`);
  const output = process.descriptors.get(1);
  if (redirectsErrors && output !== undefined) process.descriptors.set(2, output);
  return true;
}

/** nohup.out here, or in the home directory when this one is not writable. */
function openOutput(process: Process) {
  const { files } = process.machine;
  for (const name of ['nohup.out', `${process.env.get('HOME') ?? ''}/nohup.out`]) {
    try {
      return { name, output: openForWriting(files, files.resolve(process.cwd, name), 'append') };
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      process.err(isBusybox(process) ? `nohup: can't open '${name}': ${error.text}\n` : `nohup: failed to open '${name}': ${error.text}\n`);
    }
  }
  return undefined;
}
