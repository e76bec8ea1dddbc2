import type { Cluster } from '#engine/cluster.ts';
import { evaluate } from '#lessons/evaluate.ts';
import type { Lesson, LessonInput } from '#lessons/lesson.ts';
import type { LessonIntent, LessonProgress } from '#lessons/progress.ts';
import { createLessonRun, solutionOf, type LessonRun } from '#lessons/run.ts';
import { momentOf } from '#lessons/view.ts';
import type { Kernel, Process } from '#terminal/process/process.ts';
import type { Editors } from '../editors.ts';
import type { Intent } from '../session.ts';
import { createTerminals, type Terminals } from '../terminals.ts';
import { createLessonViews, type LessonViews } from './lessonView.ts';
import { createPerformer, type Performer } from './performer.ts';
import { watchedApi } from './watchedApi.ts';

/** The lesson of a session: prepared, then moved on as virtual time moves, the same on every machine. */
export interface LessonDesk {
  /** The cluster as the terminals have to see it, so that what kubectl reads is known. */
  readonly cluster: Cluster;
  /** To be told of each process that has ended. */
  readonly noteEnd: (process: Process) => void;
  /** Brings the cluster to the lesson's start. Moves the clock. */
  setUp(kernel: Kernel, editors: Editors): void;
  /** From now on it is the person's. */
  begin(parts: DeskParts): void;
  take(intent: LessonIntent): void;
  isPerforming(): boolean;
  progress(): LessonProgress | undefined;
  revision(): number;
}

export interface DeskParts {
  readonly terminals: Terminals;
  readonly editors: Editors;
  readonly perform: (intent: Intent) => void;
}

/** How often the lesson looks at the cluster when something has changed, and at least. */
const LOOK_EVERY_MS = 100;
const LOOK_AT_LEAST_EVERY_MS = 1000;
/** A set-up that takes longer has gone wrong: the lesson begins all the same. */
const LONGEST_SETUP_MS = 3_600_000;

export function createLessonDesk(cluster: Cluster, lesson: Lesson): LessonDesk {
  const { sim } = cluster;
  let parts: DeskParts | undefined;
  let run: LessonRun | undefined;
  let performer: Performer | undefined;

  const views: LessonViews = createLessonViews(cluster, () =>
    (parts?.terminals.frames() ?? []).map(({ id, isOpen, title, directory }) => ({ id, isOpen, directory, pod: title === hostOf(cluster) ? undefined : title })),
  );

  const watch = ({ terminals, editors }: DeskParts, watched: LessonRun) => {
    let seen = -1;
    let lookedAtMs = sim.now();
    const look = () => {
      const revision = cluster.revision() + terminals.revision() + editors.revision();
      if (revision !== seen || sim.now() - lookedAtMs >= LOOK_AT_LEAST_EVERY_MS) {
        seen = revision;
        lookedAtMs = sim.now();
        watched.look(views.read());
      }
      sim.after(LOOK_EVERY_MS, 'lesson', look);
    };
    sim.after(LOOK_EVERY_MS, 'lesson', look);
  };

  const play = (id: string, of: 'solution' | 'repair') => {
    const { current } = run?.progress(false) ?? { current: -1 };
    const step = lesson.steps[current];
    if (step?.id !== id) return;
    performer?.play(of === 'solution' ? solutionOf(step) : (step.repair ?? []));
  };

  return {
    cluster: { ...cluster, api: watchedApi(cluster.api, views.noteRequest) },
    noteEnd: views.noteEnd,
    setUp: (kernel, editors) => {
      writeFiles(cluster, lesson);
      playSetup(kernel, editors, views, lesson.setup ?? []);
      sim.runUntil(sim.now() + (lesson.settleMs ?? 0));
    },
    begin: (given) => {
      parts = given;
      const begun = createLessonRun(lesson, views.read());
      run = begun;
      performer = createPerformer({
        sim,
        perform: given.perform,
        isWaiting: (terminal) => given.terminals.frames().find(({ id }) => id === terminal)?.isWaitingForPerson,
        editor: given.editors.frame,
        holds: (check, memory) => begun.holds(check, views.read(), memory),
      });
      watch(given, begun);
    },
    take: (intent) => {
      run?.take(intent, views.read());
      if (intent.do === 'showStep') play(intent.step, 'solution');
      if (intent.do === 'repair') play(intent.step, 'repair');
      if (intent.do === 'stopPerforming') performer?.stop();
    },
    isPerforming: () => performer?.isBusy() === true,
    progress: () => run?.progress(performer?.isBusy() === true),
    revision: () => (run?.revision() ?? 0) + (performer?.revision() ?? 0),
  };
}

function hostOf({ profile }: Cluster): string {
  return profile.terminalNode;
}

function writeFiles({ runtime, profile }: Cluster, { files = {} }: Lesson): void {
  const machine = runtime.node(profile.terminalNode);
  for (const [name, text] of Object.entries(files)) {
    const path = machine?.files.resolve(profile.terminalDirectory, name) ?? name;
    machine?.files.makeDirectory(path.slice(0, path.lastIndexOf('/')), { parents: true });
    machine?.files.write(path, text);
  }
}

/** Plays the set-up in a terminal that nobody sees. */
function playSetup(kernel: Kernel, editors: Editors, views: LessonViews, inputs: readonly LessonInput[]): void {
  const { sim } = kernel.cluster;
  if (inputs.length === 0) return;
  const terminals = createTerminals(kernel, { columns: 120, rows: 30, onCommand: () => undefined });
  terminals.open();
  const begin = momentOf(views.read());
  const performer = createPerformer({
    sim,
    perform: (intent) => {
      if (intent.do === 'type') terminals.receive(intent.terminal, intent.text);
      if (intent.do === 'openTerminal') terminals.open();
      if (intent.do === 'fault') kernel.cluster.inject(intent.fault);
      if (intent.do === 'saveFile') editors.save(intent.editor, intent.content);
      if (intent.do === 'closeEditor') editors.close(intent.editor, intent.code);
    },
    isWaiting: (terminal) => terminals.frames().find(({ id }) => id === terminal)?.isWaitingForPerson,
    editor: editors.frame,
    holds: (check, memory) => evaluate(check, { view: views.read(), since: () => begin }, memory).isMet,
  });
  performer.play(inputs);
  while ((performer.isBusy() || !terminals.areWaitingForPerson()) && sim.now() < LONGEST_SETUP_MS && sim.step());
  for (const { id } of terminals.frames()) terminals.close(id);
}
