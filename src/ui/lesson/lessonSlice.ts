import type { Misfit } from '#lessons/format/shape.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { StateCreator } from 'zustand';
import type { AppState } from '../store/store.ts';
import type { ClassFile } from '../syllabus/classRows.ts';
import { NO_RECORDS, type Records } from './records.ts';

/** What fills the window: the cluster, the list of lessons, or the presenter's desk. */
export type Place = 'lab' | 'lessons' | 'presenter';

/** Why a lesson was not opened. */
export type LessonProblem =
  /** The file's judge found something: where, and what it expected there. */
  | { readonly is: 'misfits'; readonly source: string; readonly misfits: readonly Misfit[] }
  /** There is no lesson of that name, or nothing at that address. */
  | { readonly is: 'missing'; readonly source: string }
  /** The address belongs to another site. */
  | { readonly is: 'foreign'; readonly source: string };

export interface LessonSlice {
  readonly place: Place;
  /** False while the panel is folded to its edge. */
  readonly isLessonOpen: boolean;
  readonly lessonProblem: LessonProblem | undefined;
  /** What this browser knows of its person's lessons. */
  readonly records: Records;
  /** Files of progress that a teacher has brought. */
  readonly classroom: readonly ClassFile[];
  /** Hands for each choice of a prediction, by the step's id. */
  readonly votes: Readonly<Record<string, readonly number[]>>;
  readonly areVotesShown: boolean;
  readonly isBlank: boolean;
  readonly goTo: (place: Place) => void;
  readonly openLesson: (isOpen: boolean) => void;
  readonly reportLesson: (problem: LessonProblem | undefined) => void;
  readonly setRecords: (records: Records) => void;
  readonly addToClass: (files: readonly ClassFile[]) => void;
  readonly clearClass: () => void;
  /** Begins a lesson in a fresh session. */
  readonly startLesson: (lesson: Lesson) => void;
  /** Goes on without a lesson, in a fresh cluster of the same profile. */
  readonly leaveLesson: () => void;
  readonly countHand: (step: string, choice: number, by: 1 | -1) => void;
  readonly showVotes: (areShown: boolean) => void;
  readonly blank: (isBlank: boolean) => void;
}

export const createLessonSlice: StateCreator<AppState, [], [], LessonSlice> = (set, get) => {
  const begin = (session: AppState['session']) => {
    get().replaceSession(session);
    set({ place: 'lab', isLessonOpen: true, lessonProblem: undefined, votes: {}, areVotesShown: false, isBlank: false, arrangement: 'ordinal', isTable: false });
    get().setPlaying(true);
  };
  return {
    place: 'lab',
    isLessonOpen: true,
    lessonProblem: undefined,
    records: NO_RECORDS,
    classroom: [],
    votes: {},
    areVotesShown: false,
    isBlank: false,
    goTo: (place) => set({ place, sheet: undefined, markMenu: undefined }),
    openLesson: (isLessonOpen) => set({ isLessonOpen }),
    reportLesson: (lessonProblem) => set({ lessonProblem }),
    setRecords: (records) => set({ records }),
    addToClass: (files) => set({ classroom: [...get().classroom, ...files] }),
    clearClass: () => set({ classroom: [] }),
    startLesson: (lesson) => {
      begin(get().openSession(lesson.profile, lesson.seed, lesson));
      get().showPhoneTab('lesson');
    },
    leaveLesson: () => {
      const { profile, seed } = get().session.options;
      begin(get().openSession(profile, seed));
      get().showPhoneTab('stage');
    },
    countHand: (step, choice, by) => {
      const counted = [...(get().votes[step] ?? [])];
      for (let index = counted.length; index <= choice; index += 1) counted.push(0);
      counted[choice] = Math.max(0, (counted[choice] ?? 0) + by);
      set({ votes: { ...get().votes, [step]: counted } });
    },
    showVotes: (areVotesShown) => set({ areVotesShown }),
    blank: (isBlank) => set({ isBlank }),
  };
};
