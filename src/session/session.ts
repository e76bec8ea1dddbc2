import type { ActiveFault, Fault } from '#engine/faults.ts';
import type { ObjectKey, KubeObject } from '#engine/kinds/object.ts';
import type { ObjectOf } from '#engine/kinds/kindMap.ts';
import type { Traffic } from '#engine/network/network.ts';
import type { DnsRecord } from '#engine/network/network.ts';
import type { Explanation } from '#engine/why.ts';
import type { Profile } from '#engine/profile.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { LessonIntent, LessonProgress } from '#lessons/progress.ts';
import type { LogAnswer, LogOf } from './containerLog.ts';
import type { Look, Place } from './look.ts';

/** What a person does. Intents with the moments they came at are the whole truth of a session. */
export type Intent =
  /** Keys or pasted text for a terminal, as xterm sends them. */
  | { readonly do: 'type'; readonly terminal: number; readonly text: string }
  /** A command that something on the page stands for: typed into the terminal for the person, Enter included. */
  | { readonly do: 'run'; readonly terminal: number; readonly line: string }
  | { readonly do: 'resize'; readonly terminal: number; readonly columns: number; readonly rows: number }
  | { readonly do: 'openTerminal' }
  | { readonly do: 'closeTerminal'; readonly terminal: number }
  | { readonly do: 'fault'; readonly fault: Fault }
  /** A file that the person brings along is put on the host; a relative path begins where the terminal's shell stands. */
  | { readonly do: 'writeFile'; readonly terminal: number; readonly path: string; readonly content: string }
  /** The editor's file is written (`:w`). */
  | { readonly do: 'saveFile'; readonly editor: number; readonly content: string }
  /** The editor is left, with its exit code. */
  | { readonly do: 'closeEditor'; readonly editor: number; readonly code: number }
  | LessonIntent;

export interface LoggedIntent {
  readonly atMs: number;
  readonly intent: Intent;
}

export interface TerminalFrame {
  readonly id: number;
  /** What the tab says: `centos7k8s1`, `dns-test`. */
  readonly title: string;
  /** Characters written so far; the text itself comes from {@link Session.output}. */
  readonly outputLength: number;
  /** Waiting at a prompt, or for input: nothing runs in the foreground. */
  readonly isWaitingForPerson: boolean;
  readonly isOpen: boolean;
  /** What its shell ended with, once it has. */
  readonly exitCode?: number;
  /** Where its shell stands. */
  readonly directory: string;
}

export interface EditorFrame {
  readonly id: number;
  readonly terminal: number;
  readonly program: string;
  readonly path: string;
  readonly content: string;
  readonly isNew: boolean;
  readonly readOnly: boolean;
  /** The answer to the last `:w`: an error text, or undefined. */
  readonly saveError: string | undefined;
}

export interface VolumeFrame {
  readonly name: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

/** A mark on the timeline that is not an object's change. */
export interface Mark {
  readonly atMs: number;
  readonly kind: 'command' | 'fault';
  /** The line that was typed, or the line that does what was done: a fault reads `fault …`. */
  readonly text: string;
}

/** The cluster and the terminals at one moment. Immutable; objects that did not change are the same references. */
export interface Frame {
  /** Milliseconds since the session's start. */
  readonly nowMs: number;
  /** Grows when anything in the frame but the time has changed. */
  readonly revision: number;
  readonly unixNowMs: number;
  /** The objects of a kind, sorted by namespace and name. */
  list<K extends string>(kind: K): readonly ObjectOf<K>[];
  get<K extends string>(kind: K, namespace: string | undefined, name: string): ObjectOf<K> | undefined;
  /** All reasons so far, oldest first; bounded. */
  readonly explanations: readonly Explanation[];
  /** Exchanges of the last seconds, oldest first. */
  readonly traffic: readonly Traffic[];
  readonly requestCounts: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly volumes: readonly VolumeFrame[];
  readonly faults: readonly ActiveFault[];
  readonly terminals: readonly TerminalFrame[];
  readonly editor: EditorFrame | undefined;
  readonly marks: readonly Mark[];
  /** Set when our own code failed: the clock stands, and this says what to report. */
  readonly crash: Crash | undefined;
  /** How far the person is in the session's lesson. */
  readonly lesson?: LessonProgress | undefined;
}

/** A fault of ours, never of the person's: with profile, seed and history it can be played again. */
export interface Crash {
  readonly message: string;
  readonly atMs: number;
}

/** A stored change as the timeline reads it. */
export interface HistoryEntry {
  readonly atMs: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
  readonly previous?: KubeObject;
}

export interface SessionOptions {
  readonly profile: Profile;
  readonly seed: number;
  /** False where no page can open one: `vi` then says how to edit instead. */
  readonly hasEditor: boolean;
  readonly columns?: number;
  readonly rows?: number;
  /** The lesson that this session is about. Its set-up is played before the session is handed out: the clock then stands behind it. */
  readonly lesson?: Lesson;
}

/** The product without pixels: the only door for `ui/` and `cli/`. */
export interface Session {
  readonly options: SessionOptions;
  /** Another cluster at one moment, read from a file: nothing moves in it or can be changed. */
  readonly isPicture?: true;
  /**
   * An earlier moment of another session, told from what that has kept: nothing moves in it or can be changed. Nothing is
   * kept of files, logs and DNS records: `look`, `log` and `recordsFor` know nothing.
   */
  readonly isRecalled?: true;
  dispatch(intent: Intent): void;
  /**
   * Whether time stands until something has been fetched: the programs, or a part of them or of their texts. What is done
   * meanwhile waits too, so that a session runs the same course whenever that comes. `advance`, `step` and `runUntilIdle`
   * then move nothing.
   */
  isHeld(): boolean;
  /** Whether time was paused between two events of one moment. What is done then comes after the rest of that moment. */
  isMidMoment(): boolean;
  /** Moves virtual time; stops early (returning false) when `shouldPause` says so between two events, or where time is held. */
  advance(ms: number, shouldPause?: () => boolean): boolean;
  /** Runs events until something that the picture shows has changed. False when nothing will. */
  step(): boolean;
  /** Jumps from event to event while a terminal is busy; stops when all wait for a person, or when `shouldPause` says so. */
  runUntilIdle(shouldPause?: () => boolean): void;
  frame(): Frame;
  /** Told when a frame may have changed; at most once an `advance`, `step` or `dispatch`. */
  subscribe(listener: () => void): () => void;
  /** What a terminal has written from that character on. The oldest may be gone: the answer says where it starts. */
  output(terminal: number, from: number): { readonly from: number; readonly text: string };
  /** The reasons that hold now for an object and what it waits for, nearest first. */
  why(about: ObjectKey): readonly Explanation[];
  /** What CoreDNS would answer now. */
  recordsFor(name: string): readonly DnsRecord[];
  /** What `ls` and `cat` would show of a path in a container, on a volume or on a node. Leaves no trace. */
  look(place: Place, path: string): Look;
  /** What `kubectl logs` would print of a container. Leaves no trace. */
  log(of: LogOf): LogAnswer;
  /**
   * The session as it was at an earlier moment, at once and without playing anything again. Exact at each tenth of a
   * second, elsewhere at most that old; what lies in more than ten volumes can be older. Undefined where nothing was kept.
   */
  recall(ms: number): Session | undefined;
  readonly history: readonly LoggedIntent[];
  changes(): readonly HistoryEntry[];
  /** One line a stored change and the terminals' text: equal inputs give equal bytes on every machine. */
  eventLog(): string;
}
