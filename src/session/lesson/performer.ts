import type { Simulation, Timer } from '#engine/core/simulation.ts';
import type { Check } from '#lessons/check.ts';
import type { Memory } from '#lessons/evaluate.ts';
import type { LessonInput } from '#lessons/lesson.ts';
import type { EditorFrame, Intent } from '../session.ts';

/** Plays inputs for a person, in virtual time: each line once its terminal waits for one. */
export interface Performer {
  /** Begins to play; what was being played is dropped. */
  play(inputs: readonly LessonInput[]): void;
  stop(): void;
  isBusy(): boolean;
  /** Grows when playing begins or ends. */
  revision(): number;
}

export interface PerformerOptions {
  readonly sim: Simulation;
  readonly perform: (intent: Intent) => void;
  /** Does that terminal wait for a person? Undefined where there is no such terminal yet. */
  readonly isWaiting: (terminal: number) => boolean | undefined;
  readonly editor: () => EditorFrame | undefined;
  readonly holds: (check: Check, memory: Memory) => boolean;
}

/** How often it looks whether it can go on, and how long it rests between two inputs, in milliseconds. */
const LOOK_EVERY_MS = 100;
const REST_MS = 400;
/** An editor that has not opened by then will not. */
const EDITOR_WITHIN_MS = 10_000;
const HOLDS_WITHIN_MS = 60_000;

export function createPerformer({ sim, perform, isWaiting, editor, holds }: PerformerOptions): Performer {
  let queue: readonly LessonInput[] = [];
  let timer: Timer | undefined;
  let startedAtMs = 0;
  let memory: Memory = new Map();
  let revision = 0;

  const end = () => {
    sim.cancel(timer);
    if (timer !== undefined) revision += 1;
    timer = undefined;
    queue = [];
  };

  const lookAgain = (afterMs: number) => {
    timer = sim.after(afterMs, 'perform', () => {
      goOn();
    });
  };

  const goOn = () => {
    const [input, ...rest] = queue;
    if (input === undefined) return end();
    if (!attempt(input)) return lookAgain(LOOK_EVERY_MS);
    queue = rest;
    startedAtMs = sim.now() + REST_MS;
    memory = new Map();
    lookAgain(REST_MS);
  };

  /** Does the input if it can be done now. */
  const attempt = (input: LessonInput): boolean => {
    const waitedMs = sim.now() - startedAtMs;
    switch (input.do) {
      case 'run':
        return type(input.terminal ?? 1, `${input.line.replaceAll('\n', '\r')}\r`, true);
      case 'keys':
        return type(input.terminal ?? 1, input.keys, false);
      case 'wait':
        return waitedMs >= input.ms;
      case 'waitFor':
        return holds(input.check, memory) || waitedMs >= (input.mostMs ?? HOLDS_WITHIN_MS);
      case 'fault':
        perform({ do: 'fault', fault: input.fault });
        return true;
      case 'edit':
        return edit(input) || waitedMs >= EDITOR_WITHIN_MS;
    }
  };

  const type = (terminal: number, text: string, isLine: boolean): boolean => {
    const waits = isWaiting(terminal);
    if (waits === undefined) perform({ do: 'openTerminal' });
    if (waits === undefined || (isLine && !waits)) return false;
    perform({ do: 'type', terminal, text });
    return true;
  };

  const edit = ({ content, append }: Extract<LessonInput, { do: 'edit' }>): boolean => {
    const open = editor();
    if (open === undefined) return false;
    perform({ do: 'saveFile', editor: open.id, content: content ?? `${open.content.replace(/\n?$/, '\n')}${append ?? ''}` });
    perform({ do: 'closeEditor', editor: open.id, code: 0 });
    return true;
  };

  return {
    play: (inputs) => {
      end();
      queue = inputs;
      startedAtMs = sim.now();
      memory = new Map();
      revision += 1;
      lookAgain(0);
    },
    stop: end,
    isBusy: () => timer !== undefined,
    revision: () => revision,
  };
}
