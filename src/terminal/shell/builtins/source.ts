import { FileError } from '#engine/machine/files.ts';
import { defineBuiltin, wrongUse, type BuiltinCall } from '../builtin.ts';
import { complain, complainAsShell, type Shell } from '../shell.ts';
import { runTrap } from '../evaluate/traps.ts';

const usage = 'source filename [arguments]';

/** Runs a file in this shell: `.` and, in bash and ash, `source`. */
export const source = defineBuiltin({
  name: 'source',
  dialects: ['bash', 'ash'],
  usage,
  summary: 'Execute commands from a file in the current shell.',
  run: sourceFile,
});

export const dot = defineBuiltin({
  name: '.',
  isSpecial: true,
  usage: '. filename [arguments]',
  summary: 'Execute commands from a file in the current shell.',
  run: sourceFile,
});

function* sourceFile(call: BuiltinCall) {
  const { shell, args } = call;
  const [file, ...parameters] = args;
  if (file === undefined) return shell.dialect.name === 'bash' ? wrongUse(call, { usage: call.name === '.' ? '. filename [arguments]' : usage }, 'filename argument required') : 2;
  const text = readText(shell, file);
  if (text === undefined) return shell.dialect.name === 'bash' ? 1 : 2;
  const outer = { parameters: shell.parameters, file: shell.file, line: shell.line, loopDepth: shell.loopDepth, speaker: shell.speaker };
  if (parameters.length > 0) shell.parameters = parameters;
  shell.file = file;
  shell.speaker = undefined;
  shell.sourceDepth += 1;
  try {
    yield* shell.evaluator.text(shell, text, { firstLine: 1 });
    if (shell.traps.has('RETURN')) yield* runTrap(shell, 'RETURN');
  } finally {
    shell.sourceDepth -= 1;
    const kept = parameters.length > 0 ? outer.parameters : shell.parameters;
    Object.assign(shell, outer, { parameters: kept });
  }
  if (shell.flow?.kind === 'return') shell.flow = undefined;
  return shell.status;
}

/** Undefined, with a message, when it cannot be read. */
function readText(shell: Shell, file: string): string | undefined {
  const path = findFile(shell, file);
  try {
    return shell.files.read(path);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    refuse(shell, file, error);
    return undefined;
  }
}

/** A name without a slash is looked for along PATH, and in bash then here. */
function findFile({ files, process, variables }: Shell, file: string): string {
  const here = files.resolve(process.cwd, file);
  if (file.includes('/')) return here;
  for (const directory of (variables.get('PATH') ?? '').split(':')) {
    const path = files.resolve(process.cwd, `${directory === '' ? '.' : directory}/${file}`);
    if (files.exists(path) && !files.isDirectory(path)) return path;
  }
  return here;
}

function refuse(shell: Shell, file: string, error: FileError): void {
  if (shell.dialect.name === 'bash' && error.code === 'EISDIR') complain(shell, `${file}: is a directory`);
  else if (shell.dialect.name === 'bash') complainAsShell(shell, `${file}: ${error.text}`);
  else complain(shell, shell.dialect.name === 'ash' ? `can't open '${file}': ${error.text}` : `cannot open ${file}: ${error.code === 'ENOENT' ? 'No such file' : error.text}`);
  if (shell.dialect.name !== 'bash' && !shell.isInteractive) shell.flow = { kind: 'exit' };
}
