import { CornerDownLeft, Loader } from 'lucide-react';
import type { Step, StepCommand } from '#lessons/lesson.ts';
import { useApp, useAppStore } from '../store/store.ts';
import { commandState, isBusy, runCommand } from './runCommand.ts';
import { keyCaps } from './keyCaps.ts';
import { useWords } from './words/useWords.ts';

interface CommandListProps {
  readonly step: Step;
  readonly startedAtMs: number;
  readonly isPerforming: boolean;
}

/** The step's commands; a press runs one. */
export function CommandList({ step, startedAtMs, isPerforming }: CommandListProps) {
  const say = useWords();
  if (step.commands.length === 0) return null;
  return (
    <>
      <ol className="lesson-commands" aria-label={say('command.list')}>
        {step.commands.map((command) => (
          <li key={command.id}>
            <CommandBox command={command} startedAtMs={startedAtMs} isPerforming={isPerforming} />
          </li>
        ))}
      </ol>
      <BusyNote step={step} isPerforming={isPerforming} startedAtMs={startedAtMs} />
    </>
  );
}

const RUNS_ON = { untilInterrupted: 'command.untilInterrupted', editor: 'command.editor', shell: 'command.shell' } as const;

function CommandBox({ command, startedAtMs, isPerforming }: { readonly command: StepCommand; readonly startedAtMs: number; readonly isPerforming: boolean }) {
  const say = useWords();
  const store = useAppStore();
  const state = useApp((app) => (command.as === 'keys' ? 'fresh' : commandState(app, command, startedAtMs)));
  const isKeys = command.as === 'keys';
  const note = [command.terminal === undefined || command.terminal === 1 ? undefined : say('command.terminal', { terminal: command.terminal }), command.runsOn === undefined ? undefined : say(RUNS_ON[command.runsOn])];
  const notes = note.filter((part) => part !== undefined).join(' · ');
  const word = state === 'running' ? 'command.running' : isKeys ? 'command.press' : state === 'ran' ? 'command.again' : 'command.run';
  return (
    <div className={`command lesson-command is-${state}`}>
      {/* A long text can be scrolled with the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="lesson-command-text" tabIndex={command.line.includes('\n') ? 0 : undefined}>
        <code>{isKeys ? <KeyCaps line={command.line} /> : command.line}</code>
        {notes !== '' && <small>{notes}</small>}
      </div>
      <button type="button" aria-label={say('command.runThis', { line: spoken(command) })} disabled={isPerforming || state === 'running'} onClick={() => runCommand(store, command)}>
        {say(word)}
        {state === 'running' ? <Loader className="lesson-spin" size={13} aria-hidden="true" /> : <CornerDownLeft size={13} aria-hidden="true" />}
      </button>
      {state === 'ran' && <span className="visually-hidden">{say('command.hasRun')}</span>}
    </div>
  );
}

function KeyCaps({ line }: { readonly line: string }) {
  return keyCaps(line).map((piece, index) => (piece.isKey ? <kbd key={index}>{piece.text}</kbd> : <span key={index}>{piece.text}</span>));
}

/** A long command is named by its first line. */
function spoken({ line, as }: StepCommand): string {
  if (as === 'keys') return keyCaps(line).map(({ text }) => text).join(' ');
  const [first = '', ...rest] = line.split('\n');
  return rest.length === 0 ? first : `${first} …`;
}

/** A line typed now would go to the program that runs: said before it is done. */
function BusyNote({ step, isPerforming, startedAtMs }: CommandListProps) {
  const say = useWords();
  const store = useAppStore();
  const terminal = useApp(({ frame, nowMs }) => {
    const lines = step.commands.filter(({ as }) => as !== 'keys');
    const busy = lines.find((command) => isBusy(frame.terminals, command.terminal ?? 1));
    const newest = frame.marks.at(-1)?.atMs ?? 0;
    // A command that has just been run is no news.
    return busy === undefined || nowMs - newest < BUSY_AFTER_MS ? undefined : (busy.terminal ?? 1);
  });
  const hasEditor = useApp(({ frame }) => frame.editor !== undefined);
  const hasStop = step.commands.some(({ as, line }) => as === 'keys' && line.includes('\u0003'));
  if (terminal === undefined || isPerforming || hasEditor || hasStop || startedAtMs < 0) return null;
  return (
    <p className="lesson-busy">
      {say('command.busy', { terminal })}{' '}
      <button type="button" className="button" onClick={() => store.getState().dispatch({ do: 'type', terminal, text: '\u0003' })}>
        {say('command.interrupt')}
      </button>
    </p>
  );
}

const BUSY_AFTER_MS = 8000;
