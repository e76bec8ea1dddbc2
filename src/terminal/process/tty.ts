import type { Simulation, Timer } from '#engine/core/simulation.ts';
import type { Signal } from '#engine/machine/programs.ts';
import { createCondition, subscribeUnless } from './condition.ts';
import { createLineDiscipline, SIGNAL_KEYS, visible } from './lineDiscipline.ts';
import type { Kernel } from './process.ts';
import type { Input, Output } from './stream.ts';
import { createTextQueue } from './textQueue.ts';

/**
 * A terminal device: between a person's keys and the programs. In cooked mode it echoes, edits a line
 * (erase, kill, Ctrl-D) and turns Ctrl-C into a signal; in raw mode it hands over every key.
 */
export interface Tty {
  readonly input: Input;
  readonly output: Output;
  columns: number;
  rows: number;
  /** Set the whole value; what was typed ahead is kept. */
  mode: TtyMode;
  /** The group that gets Ctrl-C and may read. */
  foreground: number;
  /** Keys from the person (or from the other end of an attach). */
  receive(text: string): void;
  /** The line is gone (tab closed, connection cut): SIGHUP to all whose terminal it is. */
  hangUp(): void;
  resize(columns: number, rows: number): void;
  /** True while somebody in the foreground waits for keys and none are there: the clock may stand. */
  isWaitingForPerson(): boolean;
  /** Told of each command line that a shell took from here, before it runs. */
  onCommand: ((line: string) => void) | undefined;
  /** Sends a signal to the foreground group. */
  raise(signal: Signal): void;
  /**
   * While set, {@link isWaitingForPerson} needs its yes too: the far end of a connection (kubectl exec) that the
   * foreground only passes keys to. Give undefined when the connection ends.
   */
  askAlso(farEnd: (() => boolean) | undefined): void;
}

export interface TtyMode {
  readonly echo: boolean;
  /** Line by line, with editing. */
  readonly canonical: boolean;
  /** Ctrl-C, Ctrl-Z and Ctrl-\ become signals. */
  readonly signals: boolean;
}

export const COOKED: TtyMode = { echo: true, canonical: true, signals: true };
export const RAW: TtyMode = { echo: false, canonical: false, signals: false };

export interface TtyOptions {
  readonly columns: number;
  readonly rows: number;
  /** What the screen gets: lines end in CR LF. */
  readonly onOutput: (text: string) => void;
}

/** A program that writes more than this at once rests, so that a screen can follow and Ctrl-C gets through. */
const BURST = 16_384;
const BURST_REST_MS = 20;
/** Ctrl-C in typed-ahead text waits this long for the program that it is meant for. */
const TYPED_AHEAD_MS = 20;

/** A terminal in cooked mode. Its output turns LF into CR LF: the one place where that happens. */
export function createTty(kernel: Kernel, { columns, rows, onOutput }: TtyOptions): Tty {
  const { sim } = kernel.cluster;
  const readable = createCondition('keys');
  const drained = createCondition('the screen');
  /** Keys that no line discipline has seen: read as they are in raw mode. */
  const keys = createTextQueue();
  const readerGroups: number[] = [];
  let mode = COOKED;
  let isHungUp = false;
  let farEnd: (() => boolean) | undefined;
  let written = 0;
  let rest: Timer | undefined;
  let lastWritten = '';
  let foreground = 0;
  /** The group that had the terminal first: its shell. */
  let owner: number | undefined;

  const write = (text: string) => {
    if (text === '' || isHungUp) return;
    onOutput(text.replace(/\r?\n/g, (newline, at) => (at === 0 && newline === '\n' && lastWritten === '\r' ? '\n' : '\r\n')));
    lastWritten = text.at(-1) ?? '';
    written += text.length;
    rest ??= sim.after(BURST_REST_MS, 'screen', () => {
      rest = undefined;
      written = 0;
      drained.notify();
    });
  };

  // Between the end of a job and the shell's taking the terminal back nobody is in the foreground: the key is meant for the shell then.
  const raise = (signal: Signal) => {
    if (!kernel.signalGroup(foreground, signal) && owner !== undefined) kernel.signalGroup(owner, signal);
  };

  const line = createLineDiscipline({
    echo: (text) => {
      if (mode.echo) write(text);
    },
    raise,
    takesSignals: () => mode.signals,
  });

  /** Typed-ahead keys reach the line discipline when a program asks for a line: only then are they echoed. */
  const cook = () => {
    if (mode.canonical && keys.length() > 0) line.receive(keys.take());
  };

  const receive = (text: string) => {
    if (isHungUp) return;
    const isTypedAhead = keys.length() > 0;
    if (mode.canonical && !isTypedAhead) line.receive(text);
    else keys.push(mode.canonical || !mode.signals ? text : taken(text));
    if (mode.canonical && isTypedAhead) cook();
    readable.notify();
  };

  /** Key by key, but not raw: keys that are signals never reach the reader, Enter is a newline, and the rest may be echoed. */
  const taken = (text: string) => {
    const rest = [...text].filter((key) => {
      const signal = SIGNAL_KEYS[key];
      if (signal !== undefined) raise(signal);
      return signal === undefined;
    }).join('').replaceAll('\r', '\n');
    if (mode.echo) write(visible(rest));
    return rest;
  };

  const hasInput = () => isHungUp || line.isReadable() || keys.length() > 0;

  const isBackground = () => {
    const group = kernel.current()?.processGroup;
    return group !== undefined && group !== tty.foreground && kernel.current()?.tty === tty;
  };

  /** A reader in the background is stopped; one that does not care gets an end of input. */
  const refuse = () => {
    const reader = kernel.current();
    if (reader === undefined || reader.disposition('SIGTTIN') === 'ignore') return undefined;
    kernel.signalGroup(reader.processGroup, 'SIGTTIN');
    return '';
  };

  const read = (limit?: number) => {
    if (isHungUp) return undefined;
    if (isBackground()) return refuse();
    if (mode.canonical) {
      cook();
      return line.read(limit);
    }
    keys.pushFront(line.takeRaw());
    return keys.take(limit);
  };

  const subscribeReader = (wake: () => void, onSim: Simulation) => {
    const group = kernel.current()?.processGroup ?? tty.foreground;
    readerGroups.push(group);
    const cancel = subscribeUnless(hasInput(), readable, wake, onSim);
    return () => {
      cancel();
      const index = readerGroups.indexOf(group);
      if (index >= 0) readerGroups.splice(index, 1);
    };
  };

  const setMode = (next: TtyMode) => {
    const isCookedNow = next.canonical && !mode.canonical;
    mode = next;
    if (!isCookedNow || !next.signals) return;
    sim.after(TYPED_AHEAD_MS, 'typed ahead', () => {
      if (mode.canonical && mode.signals && hasSignalKey(keys.peek())) cook();
    });
  };

  const tty: Tty = {
    input: { direction: 'in', read, readable: { why: 'keys', subscribe: subscribeReader }, isReadable: hasInput, isTty: () => true, retain: () => {}, release: () => {} },
    output: {
      direction: 'out',
      write,
      drained: { why: 'the screen', subscribe: (wake, onSim) => subscribeUnless(written < BURST, drained, wake, onSim) },
      isFull: () => written >= BURST,
      isTty: () => true,
      retain: () => {},
      release: () => {},
    },
    columns,
    rows,
    onCommand: undefined,
    get mode() {
      return mode;
    },
    set mode(next) {
      setMode(next);
    },
    get foreground() {
      return foreground;
    },
    set foreground(group) {
      owner ??= group;
      foreground = group;
    },
    receive,
    hangUp: () => {
      if (isHungUp) return;
      for (const process of kernel.onTerminal(tty)) {
        kernel.signal(process, 'SIGHUP');
        kernel.signal(process, 'SIGCONT');
      }
      isHungUp = true;
      readable.notify();
    },
    resize: (newColumns, newRows) => {
      if (newColumns === tty.columns && newRows === tty.rows) return;
      tty.columns = newColumns;
      tty.rows = newRows;
      raise('SIGWINCH');
    },
    isWaitingForPerson: () => !hasInput() && readerGroups.includes(tty.foreground) && (farEnd?.() ?? true),
    raise,
    askAlso: (ask) => {
      farEnd = ask;
    },
  };
  return tty;
}

function hasSignalKey(text: string): boolean {
  return Object.keys(SIGNAL_KEYS).some((key) => text.includes(key));
}
