import type { Cluster } from '#engine/cluster.ts';
import { createStillCluster, type StillCluster } from '#engine/stillCluster.ts';
import type { Editors } from './editors.ts';
import { changeLine } from './eventLog.ts';
import { faultLine, isFaultLine } from './faultLine.ts';
import { createStillFrames, type Frames } from './frames.ts';
import type { LessonDesk } from './lesson/lessonDesk.ts';
import { createRecall } from './recall/recall.ts';
import type { Terminals } from './terminals.ts';
import type { Crash, Frame, Intent, LoggedIntent, Mark, Session, SessionOptions } from './session.ts';

/** Steps that a search for the next visible change may take, and how far it may look, in milliseconds. */
const MOST_STEPS = 200_000;
const LOOK_AHEAD_MS = 3_600_000;

/**
 * What is done while time is held, or was paused in the middle of a moment, counts as done so many milliseconds after that
 * moment: a replay, which stands nowhere, then meets the same order.
 */
const AFTER_MOMENT_MS = 1;
/** A moment with more events than this is finished when time goes on, not while a person waits for a key. */
const MOST_EVENTS_AT_ONCE = 50;

const never = () => false;

/** What makes a cluster move and lets a person act on it. It may come later than the cluster: a page draws that first. */
export interface Desk {
  readonly cluster: Cluster;
  readonly terminals: Terminals;
  readonly editors: Editors;
  readonly lesson: LessonDesk | undefined;
  readonly frames: Frames;
  readonly look: Session['look'];
  readonly log: Session['log'];
}

export type OpenDesk = (still: StillCluster, options: SessionOptions, onCommand: (text: string) => void) => Desk;

/** A session that can be looked at. Until it is complete time stands, and what a person does waits. */
export interface BegunSession {
  readonly session: Session;
  complete(openDesk: OpenDesk): void;
}

/** A cluster that stands still and its history, without anything that moves it yet. */
export function beginSession(options: SessionOptions): BegunSession {
  const still = createStillCluster({ profile: options.profile, seed: options.seed });
  const { sim } = still;
  const listeners = new Set<() => void>();
  const history: LoggedIntent[] = [];
  let marks: readonly Mark[] = [];
  const early: Intent[] = [];
  const heldBack: Intent[] = [];
  const stillFrames = createStillFrames(still);
  let desk: Desk | undefined;
  let crash: Crash | undefined;
  let frame: Frame | undefined;

  const revision = () => (desk === undefined ? still.visibleChanges() : desk.cluster.revision() + deskRevision(desk)) + marks.length + (crash === undefined ? 0 : 1);
  const tell = () => {
    for (const listener of listeners) listener();
  };

  /** A fault of ours stops the clock for good and is shown; nothing of the session is lost. */
  const guard = (run: () => boolean): boolean => {
    if (crash !== undefined) return false;
    try {
      return run();
    } catch (error) {
      crash = { message: error instanceof Error ? `${error.name}: ${error.message}` : String(error), atMs: sim.now() };
      return false;
    } finally {
      tell();
    }
  };

  const mark = (kind: Mark['kind'], text: string) => {
    marks = [...marks, { atMs: sim.now(), kind, text }];
  };
  const parts = () => ({ terminals: desk?.terminals.frames() ?? [], editor: desk?.editors.frame(), marks, crash, lesson: desk?.lesson?.progress(), revision: revision() });
  const recall = createRecall({
    still, options, history,
    revision: () => revision() + still.api.resourceVersion(),
    passing: () => (desk?.frames ?? stillFrames).passing(parts()),
    output: (terminal, from) => session.output(terminal, from),
  });
  /** Keeps what stands before the next event. */
  const noteStand = () => recall.note(sim.nextAtMs() ?? sim.now());
  const between = (shouldPause: () => boolean = never) => () => {
    noteStand();
    return shouldPause();
  };

  const performAt = ({ cluster, terminals, editors, lesson }: Desk, intent: Intent) => {
    switch (intent.do) {
      case 'type':
        return terminals.receive(intent.terminal, intent.text);
      case 'run':
        return terminals.receive(intent.terminal, `${intent.line}\r`);
      case 'resize':
        return terminals.resize(intent.terminal, intent.columns, intent.rows);
      case 'openTerminal':
        return terminals.open();
      case 'closeTerminal':
        return terminals.close(intent.terminal);
      case 'fault':
        mark('fault', faultLine(intent.fault));
        return cluster.inject(intent.fault);
      case 'writeFile':
        return terminals.writeFile(intent.terminal, intent.path, intent.content);
      case 'saveFile':
        return editors.save(intent.editor, intent.content);
      case 'closeEditor':
        return editors.close(intent.editor, intent.code);
      default:
        return lesson?.take(intent);
    }
  };

  const take = (intent: Intent) => {
    recall.note(sim.now());
    history.push({ atMs: sim.now(), intent });
    if (desk === undefined) early.push(intent);
    else performAt(desk, intent);
  };

  const dispatch = (intent: Intent) => {
    guard(() => {
      if (!sim.isHeld() && !sim.isMidMoment() && heldBack.length === 0) {
        take(intent);
        return true;
      }
      heldBack.push(intent);
      let left = MOST_EVENTS_AT_ONCE;
      catchUp(() => (left -= 1) < 0);
      return true;
    });
  };

  /** Lets come to pass what was done while time stood in the middle of a moment. False when it has to stand still longer. */
  const catchUp = (shouldPause?: () => boolean): boolean => {
    if (heldBack.length === 0) return true;
    if (!sim.runUntil(sim.now() + AFTER_MOMENT_MS, between(shouldPause))) return false;
    for (const intent of heldBack.splice(0)) take(intent);
    return true;
  };

  const complete = (openDesk: OpenDesk) => {
    guard(() => {
      const opened = openDesk(still, options, (text) => mark(isFaultLine(text) ? 'fault' : 'command', text));
      desk = opened;
      opened.lesson?.begin({ ...opened, perform: (intent) => performAt(opened, intent) });
      recall.begin();
      for (const intent of early.splice(0)) performAt(opened, intent);
      return true;
    });
  };

  const isIdle = ({ terminals, lesson }: Desk) => terminals.areWaitingForPerson() && lesson?.isPerforming() !== true;

  const session: Session = {
    options,
    history,
    dispatch,
    isHeld: () => desk === undefined || sim.isHeld(),
    isMidMoment: () => sim.isMidMoment(),
    advance: (ms, shouldPause) => desk !== undefined && guard(() => catchUp(shouldPause) && sim.runUntil(sim.now() + ms, between(shouldPause))),
    step: () =>
      desk !== undefined &&
      guard(() => {
        if (!catchUp()) return false;
        const before = revision();
        const until = sim.now() + LOOK_AHEAD_MS;
        for (let steps = 0; steps < MOST_STEPS && (sim.nextAtMs() ?? Number.POSITIVE_INFINITY) <= until; steps += 1) {
          noteStand();
          if (!sim.step()) return false;
          if (revision() !== before) return true;
        }
        return false;
      }),
    runUntilIdle: (shouldPause = never) => {
      guard(() => {
        if (!catchUp(shouldPause)) return false;
        const shouldStop = between(shouldPause);
        for (;;) if (desk === undefined || isIdle(desk) || shouldStop() || !sim.step()) return true;
      });
    },
    frame: () => {
      if (frame === undefined || frame.nowMs !== sim.now() || frame.revision !== revision()) {
        frame = (desk?.frames ?? stillFrames).take(parts());
      }
      return frame;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    output: (terminal, from) => desk?.terminals.read(terminal, from) ?? { from, text: '' },
    why: still.reasons.why,
    recordsFor: (name) => desk?.cluster.network.recordsFor(name) ?? [],
    look: (place, path) => desk?.look(place, path) ?? { is: 'nothing', text: '' },
    log: (of) => desk?.log(of) ?? { lines: [], isRunning: false },
    recall: recall.at,
    changes: still.changes,
    eventLog: () => [...still.changes().map(changeLine), ...(desk?.terminals.texts() ?? [])].join('\n'),
  };
  return { session, complete };
}

function deskRevision({ terminals, editors, lesson }: Desk): number {
  return terminals.revision() + editors.revision() + (lesson?.revision() ?? 0);
}
