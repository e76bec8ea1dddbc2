import type { Fault } from '#engine/faults.ts';
import type { Check, ObjectRef } from './check.ts';

/** The rows of the syllabus. */
export type LessonGroup = 'identity' | 'storage' | 'order' | 'updates' | 'failure' | 'dns' | 'classroom';

/** What the syllabus shows of a lesson, known before the lesson itself is loaded. */
export interface LessonCard {
  /** The folder and the link: `a-name-that-stays`. */
  readonly name: string;
  readonly group: LessonGroup;
  /** How long it takes a person who reads everything. */
  readonly minutes: number;
  readonly glyph: Glyph;
  /** The number of the experiment in the lab document; absent for all others. */
  readonly lab?: number;
  readonly title: { readonly en: string; readonly zh: string };
}

/** The small drawings on the cards. */
export type Glyph =
  | 'replacedPod' | 'poolOrColumns' | 'fanOut' | 'countFromOther' | 'exposeOne'
  | 'ownDisks' | 'claimStays' | 'keepOrDelete' | 'noVolume' | 'oldData' | 'releasedVolume' | 'pinnedVolume'
  | 'stairs' | 'gate' | 'sideBySide' | 'allAtOnce' | 'ring'
  | 'rightToLeft' | 'partition' | 'onDelete' | 'undo' | 'lockedField' | 'orphans'
  | 'crash' | 'darkNode' | 'cutCable' | 'twoWriters' | 'taint' | 'drain'
  | 'pathToPod' | 'searchList' | 'beforeReady' | 'oldAnswer' | 'noEcho' | 'deadlock'
  | 'replication' | 'incidents';

/**
 * A lesson as data: it can be written to JSON and read back. What a person reads lies apart, in {@link LessonTexts},
 * one value a language. Names of steps, choices and so on are camelCase and are the keys of the texts.
 */
export interface Lesson extends LessonCard {
  /** A profile's name: `lab`, `upstream`. */
  readonly profile: string;
  readonly seed: number;
  /** Files on the terminal's node before anything else happens: path (relative to the terminal's directory, or absolute) to text. */
  readonly files?: Readonly<Record<string, string>>;
  /** Played before the person sees the cluster; when it has been played, the lesson's time begins. */
  readonly setup?: readonly LessonInput[];
  /** Virtual time that passes after the set-up, before the person sees the cluster. */
  readonly settleMs?: number;
  /** Five to ten. */
  readonly steps: readonly Step[];
  readonly closing: Question;
  /** Pages of kubernetes.io: `docs/concepts/workloads/controllers/statefulset/#stable-network-id`. */
  readonly reading: readonly string[];
  /** Ways that people go wrong: each is played instead of the solution and must leave the lesson unfinished. At least two. */
  readonly wrongAnswers: readonly WrongAnswer[];
}

export interface Step {
  readonly id: string;
  /** Click-to-run; the person may type something else that does the same. */
  readonly commands: readonly StepCommand[];
  /** Absent where there is only something to read: the person then goes on with a button. */
  readonly check?: Check;
  /**
   * What the step is built on. Was it there when the step began and is no longer, the lesson says so and offers the way back.
   * What the step itself makes or takes away does not belong here.
   */
  readonly needs?: Check;
  /** Played to put `needs` right again; without it the way back is the replay up to the step's start. */
  readonly repair?: readonly LessonInput[];
  readonly prediction?: Prediction;
  /** Explanations that appear beside the output of the terminal. */
  readonly outputNotes?: readonly OutputNote[];
  /** What the stage should show while the step is the current one. */
  readonly focus?: StageFocus;
  /** True where the texts bring notes for a teacher. */
  readonly hasNotes?: boolean;
  /** What "show me" plays; absent where the commands one after another are the solution. */
  readonly solution?: readonly LessonInput[];
}

/** A command that a click runs. */
export interface StepCommand {
  readonly id: string;
  /** What is typed; several lines for a here-document. */
  readonly line: string;
  /** The terminal that it belongs in, 1 when absent; opened when it is not there yet. */
  readonly terminal?: number;
  /** `keys`: typed without Enter (`cd /opt/…<TAB><TAB>`, Ctrl-C); `line` when absent. */
  readonly as?: 'line' | 'keys';
  /** Shown beside the command: runs until Ctrl-C, opens the editor, asks for a password. */
  readonly runsOn?: 'untilInterrupted' | 'editor' | 'shell';
}

/** Something a player or the set-up does. Lines wait until their terminal waits for a person; all others happen at once. */
export type LessonInput =
  /** A line, with Enter. */
  | { readonly do: 'run'; readonly line: string; readonly terminal?: number }
  /** Keys as they are: `\u0003` is Ctrl-C, `\t` TAB, `\u0004` Ctrl-D. */
  | { readonly do: 'keys'; readonly keys: string; readonly terminal?: number }
  /** Virtual time passes. */
  | { readonly do: 'wait'; readonly ms: number }
  /** Virtual time passes until this holds, for so long at most (60000 when absent). */
  | { readonly do: 'waitFor'; readonly check: Check; readonly mostMs?: number }
  | { readonly do: 'fault'; readonly fault: Fault }
  /** Saves the open editor's file with this text, or with `append` behind what is there, and leaves the editor. */
  | { readonly do: 'edit'; readonly content?: string; readonly append?: string };

/** A question with one right choice. */
export interface Question {
  readonly choices: readonly string[];
  readonly right: string;
}

/** Asked before the step's commands run; revealed by the cluster. */
export interface Prediction {
  readonly choices: readonly PredictionChoice[];
  /** The right choice where it is known beforehand; otherwise the first choice whose `rightWhen` holds at the reveal. */
  readonly right?: string;
  /** When it is revealed: once this holds, the end of the step when absent. */
  readonly revealWhen?: Check;
}

export interface PredictionChoice {
  readonly id: string;
  /** Chosen by clicking this on the stage; the page lists the choices too. */
  readonly mark?: StageMark;
  readonly rightWhen?: Check;
}

/** A thing on the stage. */
export interface StageMark {
  readonly object: ObjectRef;
  /** Which part of it: the name above the pod, the address it answers, the big number, the claim, the volume. The whole when absent. */
  readonly part?: 'name' | 'address' | 'ordinal' | 'image' | 'node' | 'claim' | 'volume';
}

export interface StageFocus {
  /** `ordinals` when absent. */
  readonly arrangement?: 'ordinals' | 'nodes' | 'storage';
  readonly marks?: readonly StageMark[];
}

/** A line of output that is explained: the note stands beside the first line since the step began that the pattern is found in. */
export interface OutputNote {
  readonly id: string;
  /** Plain text that occurs in the line. */
  readonly find: string;
}

export interface WrongAnswer {
  readonly id: string;
  /** The step up to which the solution is played first; the wrong inputs follow in its place. The first step when absent. */
  readonly at?: string;
  readonly inputs: readonly LessonInput[];
}

/** Keeps the names of steps and choices as types, so that {@link TextsFor} can ask for a text for each. */
export function defineLesson<const L extends Lesson>(lesson: L): L {
  return lesson;
}
