import { findProfile } from '../../src/engine/profiles/index.ts';
import { createSession } from '../../src/session/createSession.ts';
import type { Step, Tutorial } from './tutorial.ts';

/** The longest that a command may take, in virtual seconds. */
const LONGEST_S = 900;
/** The grain of the waiting: finer at first. */
const GRAIN_MS = 200;
const COARSE_GRAIN_MS = 1000;
const FINE_FOR_MS = 4000;
/** How long a key takes to be seen. */
const KEY_MS = 300;

/** Somebody who reads a tutorial at the terminals of a cluster and types what it says. */
export interface Reader {
  /** Does one step and answers what the screen of its terminal showed for it. */
  follow(step: Step): string;
}

const KEYS: Readonly<Record<string, string>> = { '^C': '\u0003', '^D': '\u0004', 'TAB': '\t', 'ENTER': '\r' };

export function createReader({ profile, files = {} }: Tutorial): Reader {
  const world = findProfile(profile);
  if (world === undefined) throw new Error(`no profile ${profile}`);
  const directory = world.terminalDirectory;
  const hostFiles = { ...world.hostFiles, ...Object.fromEntries(Object.entries(files).map(([name, text]) => [name.startsWith('/') ? name : `${directory}/${name}`, text])) };
  const session = createSession({ profile: { ...world, hostFiles }, seed: 1, hasEditor: true, columns: 120, rows: 40 });
  session.advance(2000);
  let terminals = 1;
  /** Where the output of a command begins that still goes on, by terminal. */
  const goingOn = new Map<number, number>();

  const outputOf = (terminal: number, from: number) => session.output(terminal, from).text;
  const lengthOf = (terminal: number) => session.frame().terminals.find(({ id }) => id === terminal)?.outputLength ?? 0;
  const press = (terminal: number, text: string) => {
    session.dispatch({ do: 'type', terminal, text });
    session.advance(KEY_MS);
  };
  const isWaiting = (terminal: number) => session.frame().terminals.find(({ id }) => id === terminal)?.isWaitingForPerson ?? true;

  const untilPrompt = (terminal: number) => {
    for (let waitedMs = 0; waitedMs < LONGEST_S * 1000 && !isWaiting(terminal);) {
      if (session.frame().editor !== undefined) return;
      const grainMs = waitedMs < FINE_FOR_MS ? GRAIN_MS : COARSE_GRAIN_MS;
      session.advance(grainMs);
      waitedMs += grainMs;
    }
  };

  const leaveEditor = (edit: Step['edit']) => {
    const { editor } = session.frame();
    if (editor === undefined) return;
    if (edit !== undefined) session.dispatch({ do: 'saveFile', editor: editor.id, content: edit(editor.content) });
    session.dispatch({ do: 'closeEditor', editor: editor.id, code: 0 });
    session.advance(KEY_MS);
  };

  return {
    follow: (step) => {
      const terminal = step.terminal ?? 1;
      for (; terminals < terminal; terminals += 1) session.dispatch({ do: 'openTerminal' });
      const from = goingOn.get(terminal) ?? lengthOf(terminal);
      if (step.goesOn === true) goingOn.set(terminal, from);
      else goingOn.delete(terminal);
      for (const line of step.type === undefined ? [] : step.type.split('\n')) press(terminal, `${line}\r`);
      for (const key of step.keys ?? []) press(terminal, KEYS[key] ?? key);
      if (step.interruptAfter !== undefined) {
        session.advance(step.interruptAfter * 1000);
        press(terminal, '\u0003');
      }
      if (step.goesOn !== true) untilPrompt(terminal);
      if (session.frame().editor !== undefined) {
        leaveEditor(step.edit);
        untilPrompt(terminal);
      }
      session.advance((step.wait ?? 0) * 1000);
      const { crash } = session.frame();
      if (crash !== undefined) throw new Error(`the simulation failed: ${crash.message}`);
      return screenText(outputOf(terminal, from));
    },
  };
}

// The escape character begins every colour and cursor sequence of a terminal.
const SEQUENCES = new RegExp(`${String.fromCodePoint(27)}(?:\\[[0-9;?]*[ -/]*[@-~]|\\][^\\u0007]*\\u0007|[=>])`, 'g');

/** What a person reads: without colours and cursor movements. */
function screenText(text: string): string {
  return text.replaceAll(SEQUENCES, '').replaceAll('\r\n', '\n').replaceAll('\r', '');
}
