import { now } from '../process/waits.ts';
import type { Process, Running, Wait } from '../process/process.ts';
import type { CommandRun, KubectlCommand } from './command.ts';
import { createContext } from './context.ts';
import { KubectlError, PrintFailure, reportError } from './errors.ts';
import { HelpWanted, parseFlags, type FlagSpecs } from './flags.ts';
import { GLOBAL_FLAGS } from './globalFlags.ts';
import { helpFor } from './help/help.ts';
import { createCommandTree, type Found } from './commandTree.ts';
import { COMMANDS } from './commands/index.ts';
import { GROUPS } from './groups.ts';
import { suggestionsFor } from './suggestions.ts';

/** What kubectl can do. */
export const commandTree = createCommandTree(COMMANDS, GROUPS);

/** The program: finds the subcommand, reads its flags, runs it, and says what went wrong. */
export function* kubectl(process: Process): Running {
  const found = commandTree.find(process.argv.slice(1));
  try {
    return (yield* start(process, found)) ?? 0;
  } catch (error) {
    const report = reportError(error);
    if (report === undefined) throw error;
    if (error instanceof PrintFailure) process.out(error.stdout);
    process.err(report.text);
    return report.code;
  }
}

function* start(process: Process, found: Found): Generator<Wait, number | void, void> {
  if (found.command === undefined) return yield* startGroup(process, found);
  const { command } = found;
  const path = ['kubectl', ...command.path].join(' ');
  let parsed;
  try {
    parsed = parseFlags({ ...GLOBAL_FLAGS, ...command.flags }, found.args, path);
  } catch (error) {
    if (!(error instanceof HelpWanted)) throw error;
    process.out((yield* helpFor(process, commandTree, command.path)) ?? '');
    return 0;
  }
  for (const note of parsed.notes) process.err(`${note}\n`);
  checkRequired(command, parsed.given);
  const context = createContext(process, commandTree, command, parsed);
  return yield* drive(process, command, command.run(context.context), () => context.warningCount());
}

/** k8s: cobra ValidateRequiredFlags. */
function checkRequired(command: KubectlCommand, given: ReadonlySet<string>): void {
  const missing = (command.required ?? []).filter((name) => !given.has(name));
  if (missing.length > 0) throw new KubectlError(`required flag(s) ${missing.map((name) => `"${name}"`).join(', ')} not set`);
}

/** Runs the subcommand; where it asks for it, Ctrl-C ends it with a code instead of a signal. */
function* drive(process: Process, command: KubectlCommand, run: CommandRun, warnings: () => number): Generator<Wait, number | void, void> {
  let isInterrupted = false;
  if (command.interrupt !== undefined) process.onSignal('SIGINT', () => { isInterrupted = true; });
  let code: number | void = undefined;
  if (typeof run === 'object') {
    try {
      for (let step = run.next(); ; step = run.next()) {
        if (step.done === true) {
          code = step.value;
          break;
        }
        yield step.value;
        if (isInterrupted) return command.interrupt === 'succeed' ? 0 : 1;
      }
    } finally {
      // Does nothing to a run that is over; one that is cut short closes its watches and ports.
      run.return(undefined);
    }
  } else {
    code = run;
  }
  // Nothing was waited for, so nobody has looked at the Ctrl-C: it ends the program as it would any other.
  if (isInterrupted) {
    process.onSignal('SIGINT', 'default');
    process.kernel.signal(process, 'SIGINT');
    yield now;
  }
  const count = warnings();
  if (count > 0) throw new KubectlError(`${count} ${count === 1 ? 'warning' : 'warnings'} received`);
  return code;
}

/** `kubectl`, `kubectl rollout`, `kubectl foo`: what is said where no subcommand was met. */
function* startGroup(process: Process, found: Found): Generator<Wait, number, void> {
  const { group } = found;
  const path = ['kubectl', ...(group?.path ?? [])].join(' ');
  const args = parseGroupFlags(found, path);
  const [word] = args ?? [];
  if (word !== undefined && group === undefined) throw new KubectlError(`unknown command "${word}" for "kubectl"${suggestionsFor(word)}`);
  const isRefused = word !== undefined && group?.path[0] !== 'certificate';
  if (args !== undefined && isRefused) throw new KubectlError(`unknown command "${args.join(' ')}"\nSee '${path} -h' for help and examples`);
  const help = (yield* helpFor(process, commandTree, group?.path ?? [])) ?? '';
  const isWanted = args === undefined || group === undefined;
  if (isWanted || group.alone.stream === 'stdout') process.out(help);
  else process.err(help);
  return isWanted ? 0 : group.alone.code;
}

/** The words that are no flags; undefined where help is wanted. */
function parseGroupFlags(found: Found, path: string): readonly string[] | undefined {
  try {
    return parseFlags(GLOBAL_FLAGS as unknown as FlagSpecs, found.args, path).args;
  } catch (error) {
    if (!(error instanceof HelpWanted)) throw error;
    return undefined;
  }
}
