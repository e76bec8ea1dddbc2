import type { Machine } from '#engine/machine/machine.ts';
import type { Eval } from '../evaluator.ts';
import { jobLine } from '../jobLine.ts';
import { restoreDefault, runPendingTraps } from '../evaluate/traps.ts';
import { stateOf } from '../jobs.ts';
import { runScriptText } from '../runScript.ts';
import type { Shell } from '../shell.ts';
import { createHistory, type History } from './history.ts';
import { readCommand } from './readCommand.ts';
import { runStartupFiles, setDefaults } from './startup.ts';

const histories = new WeakMap<Machine, History>();

/** The history of a machine: its shells share one, and it outlives them. */
export function historyOf(machine: Machine): History {
  const known = histories.get(machine);
  if (known !== undefined) return known;
  const made = createHistory();
  histories.set(machine, made);
  return made;
}

/** Reads and runs commands until the person leaves. */
export function* runInteractive(shell: Shell, history: History): Eval<void> {
  takeSignals(shell);
  setDefaults(shell);
  yield* runStartupFiles(shell);
  while (shell.flow?.kind !== 'exit') {
    shell.flow = undefined;
    tellOfJobs(shell);
    yield* runPendingTraps(shell);
    yield* runPromptCommand(shell);
    const result = yield* readCommand(shell, history);
    shell.isInterrupted = false;
    if (result.kind === 'end') leaveAtEnd(shell);
    else if (result.kind === 'command') yield* runCommand(shell, result.text, result.firstLine);
  }
}

function* runCommand(shell: Shell, text: string, firstLine: number): Eval<void> {
  shell.commandNumber += 1;
  if (text.trim() !== '') shell.process.tty?.onCommand?.(text.trim());
  if (!/^\s*(exit|logout|jobs|fg)\b/.test(text)) shell.warnedOfJobs = false;
  yield* runScriptText(shell, text, firstLine);
}

/** What an interactive shell does with signals: Ctrl-C gives up the line, the rest does not touch it. */
function takeSignals(shell: Shell): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU'] as const) restoreDefault(shell, signal);
  // Only to be woken: the line is drawn anew in the new size.
  shell.process.onSignal('SIGWINCH', () => {});
  const { tty, processGroup } = shell.process;
  if (tty !== undefined) tty.foreground = processGroup;
}

function* runPromptCommand(shell: Shell): Eval<void> {
  const command = shell.variables.get('PROMPT_COMMAND');
  if (shell.dialect.name !== 'bash' || command === undefined || command === '') return;
  const { status } = shell;
  yield* shell.evaluator.text(shell, command);
  if (shell.flow?.kind !== 'exit') shell.flow = undefined;
  shell.status = status;
}

/** Says which jobs have ended since the last prompt. */
export function tellOfJobs(shell: Shell): void {
  for (const job of shell.jobs.list()) {
    const state = stateOf(job);
    if (state === job.told) continue;
    const isGone = state === 'Done';
    if (state !== 'Running') shell.process.err(jobLine(shell, job));
    job.told = state;
    if (!isGone) continue;
    for (const process of job.processes) shell.kernel.reap(process);
    shell.endedJobs.set(job.processes.at(-1)?.pid ?? 0, job.processes.at(-1)?.exit?.code ?? 0);
    shell.jobs.remove(job);
  }
}

/** Ctrl-D on an empty line. */
function leaveAtEnd(shell: Shell): void {
  const { process } = shell;
  const isBash = shell.dialect.name === 'bash';
  if (shell.options.has('ignoreeof')) {
    process.err(isBash ? `Use "${shell.isLogin ? 'logout' : 'exit'}" to leave the shell.\n` : '\nUse "exit" to leave shell.\n');
    return;
  }
  if (isBash) process.err(`${shell.marksPastes ? '\n' : ''}${shell.isLogin ? 'logout' : 'exit'}\n`);
  else process.err('\n');
  const isStopped = shell.jobs.list().some((job) => stateOf(job) === 'Stopped');
  if (isStopped && !shell.warnedOfJobs) {
    shell.warnedOfJobs = true;
    process.err(isBash ? 'There are stopped jobs.\n' : 'You have stopped jobs.\n');
    return;
  }
  shell.flow = { kind: 'exit' };
}
