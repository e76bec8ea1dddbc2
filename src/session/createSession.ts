import { createCluster, type Cluster } from '#engine/cluster.ts';
import { createKernel } from '#terminal/process/kernel.ts';
import type { Kernel } from '#terminal/process/process.ts';
import { createProgramRunner } from '#terminal/runner.ts';
import { programs } from '#terminal/programs.ts';
import { containerLog } from './containerLog.ts';
import { createEditors, type Editors } from './editors.ts';
import { changeLine } from './eventLog.ts';
import { faultLine, isFaultLine } from './faultLine.ts';
import { createFrames } from './frames.ts';
import { createLessonDesk, type LessonDesk } from './lesson/lessonDesk.ts';
import { look } from './look.ts';
import { createTerminals, type Terminals } from './terminals.ts';
import type { Crash, Frame, Intent, LoggedIntent, Mark, Session, SessionOptions } from './session.ts';

/** Steps that a search for the next visible change may take, and how far it may look, in milliseconds. */
const MOST_STEPS = 200_000;
const LOOK_AHEAD_MS = 3_600_000;

const never = () => false;

/** A cluster, its terminals and their history behind one door. Time stands until somebody moves it. */
export function createSession(options: SessionOptions): Session {
  const { profile, seed } = options;
  const cluster = createCluster({ profile, seed });
  const editors = createEditors(() => terminals.current());
  const lesson = options.lesson === undefined ? undefined : createLessonDesk(cluster, options.lesson);
  const kernel = createKernel({ cluster: lesson?.cluster ?? cluster, programs, ...(options.hasEditor ? { editor: editors.port } : {}), ...(lesson === undefined ? {} : { onEnd: lesson.noteEnd }) });
  cluster.useRunner(createProgramRunner(kernel));
  lesson?.setUp(kernel, editors);
  const marks: Mark[] = [];
  const terminals = createTerminals(kernel, {
    columns: options.columns ?? 120,
    rows: options.rows ?? 30,
    onCommand: (text) => marks.push({ atMs: cluster.sim.now(), kind: isFaultLine(text) ? 'fault' : 'command', text }),
  });
  terminals.open();
  return assemble(options, { cluster, kernel, editors, terminals, marks, lesson });
}

interface Parts {
  readonly cluster: Cluster;
  readonly kernel: Kernel;
  readonly editors: Editors;
  readonly terminals: Terminals;
  readonly marks: Mark[];
  readonly lesson: LessonDesk | undefined;
}

function assemble(options: SessionOptions, { cluster, editors, terminals, marks, lesson }: Parts): Session {
  const { sim } = cluster;
  const listeners = new Set<() => void>();
  const history: LoggedIntent[] = [];
  const takeFrame = createFrames(cluster);
  let crash: Crash | undefined;
  let frame: Frame | undefined;

  const revision = () => cluster.revision() + terminals.revision() + editors.revision() + (lesson?.revision() ?? 0) + marks.length + (crash === undefined ? 0 : 1);
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

  const perform = (intent: Intent) => {
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
        marks.push({ atMs: sim.now(), kind: 'fault', text: faultLine(intent.fault) });
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

  lesson?.begin({ terminals, editors, perform });

  return {
    options,
    history,
    dispatch: (intent) => {
      guard(() => {
        history.push({ atMs: sim.now(), intent });
        perform(intent);
        return true;
      });
    },
    advance: (ms, shouldPause) => guard(() => sim.runUntil(sim.now() + ms, shouldPause)),
    step: () =>
      guard(() => {
        const before = revision();
        const until = sim.now() + LOOK_AHEAD_MS;
        for (let steps = 0; steps < MOST_STEPS && (sim.nextAtMs() ?? Number.POSITIVE_INFINITY) <= until; steps += 1) {
          sim.step();
          if (revision() !== before) return true;
        }
        return false;
      }),
    runUntilIdle: (shouldPause = never) => {
      guard(() => {
        for (;;) if ((terminals.areWaitingForPerson() && lesson?.isPerforming() !== true) || shouldPause() || !sim.step()) return true;
      });
    },
    frame: () => {
      if (frame === undefined || frame.nowMs !== sim.now() || frame.revision !== revision()) {
        frame = takeFrame({ terminals: terminals.frames(), editor: editors.frame(), marks: [...marks], crash, lesson: lesson?.progress(), revision: revision() });
      }
      return frame;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    output: terminals.read,
    why: cluster.why,
    recordsFor: cluster.network.recordsFor,
    look: (place, path) => look(cluster, place, path),
    log: (of) => containerLog(cluster, of),
    changes: cluster.changes,
    eventLog: () => [...cluster.changes().map(changeLine), ...terminals.texts()].join('\n'),
  };
}
