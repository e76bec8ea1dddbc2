import type { Frame, Session } from '#session/session.ts';
import type { StateCreator } from 'zustand';
import type { History } from '../history/history.ts';
import type { KeptSession } from '../past/keptSessions.ts';
import { lastCommand } from '../past/lastCommand.ts';
import { createReplayer } from '../past/replayer.ts';
import type { AppState } from './store.ts';

/** The present, kept while an earlier moment is shown. */
export interface Present {
  readonly session: Session;
  readonly frame: Frame;
  readonly nowMs: number;
  readonly history: History;
}

/** Where a branch left another one. */
export interface Origin {
  /** The number of the branch that it left. */
  readonly from: number;
  readonly atMs: number;
  /** How many intents it shares with that one. */
  readonly shared: number;
  /** The command that was undone, when it began with that. */
  readonly undone?: string;
}

/** One course of things. Acting in the past begins another one; none is lost. */
export interface Branch {
  readonly number: number;
  readonly session: Session;
  /** What a person calls it. */
  readonly name?: string;
  readonly origin?: Origin;
}

export interface PastSlice {
  /** Set while an earlier moment is shown: then the session of the page is a replay up to that moment. */
  readonly present: Present | undefined;
  /** The moment that is being prepared, in milliseconds since the start. */
  readonly seekingMs: number | undefined;
  readonly branches: readonly Branch[];
  /** Branches that undoing left, the newest last: where redoing goes back to. */
  readonly undone: readonly number[];
  /** The branch that is drawn beside the present one. */
  readonly compared: number | undefined;
  /** A session of a closed tab that may be gone on with. */
  readonly offered: KeptSession | undefined;
  /**
   * Shows an earlier moment, everything as it was then: at once what the session recalls of it, and what only a replay
   * knows once the wish has stood for a little while.
   */
  readonly lookAt: (ms: number) => void;
  readonly backToLive: () => void;
  /** Makes the moment that is looked at the present of a new branch. */
  readonly actFromHere: () => void;
  readonly switchTo: (branch: Branch) => void;
  readonly nameBranch: (number: number, name: string) => void;
  readonly compareWith: (number: number | undefined) => void;
  /** A new branch from the moment before the last command. */
  readonly undo: () => void;
  /** Back to the branch in which the command was run. */
  readonly redo: () => void;
  /** After an error of ours: a new branch from a second before it, without what led to it. */
  readonly rewind: () => void;
  readonly offer: (session: KeptSession | undefined) => void;
}

/** Whoever drags through the past wants pictures; a replay begins when they rest for so long, in real milliseconds. */
const REST_MS = 90;
const BEFORE_CRASH_MS = 1000;

export const createPastSlice =
  (first: Session): StateCreator<AppState, [], [], PastSlice> =>
  (set, get) => {
    const replayer = createReplayer({ onSeek: (seekingMs) => set({ seekingMs }), onError: (error) => get().reportCrash(error) });
    /** Stands at an earlier moment of the present, or on the way to one, and can go on from there. */
    let replayed: Session | undefined;

    /** What is true of the page once it shows a present. */
    const leavePast = () => {
      replayer.stop();
      replayed = undefined;
      return { present: undefined, seekingMs: undefined };
    };

    /** Plays the beginning of a branch in a fresh session, which becomes a branch of its own. */
    const forkFrom = (source: Branch, kept: number, ms: number, more: Partial<Pick<Origin, 'undone'>>, then: () => void = () => undefined) => {
      const { profile, seed, lesson } = source.session.options;
      replayer.play({
        find: () => get().openSession(profile, seed, lesson),
        recorded: source.session.history.slice(0, kept),
        untilMs: ms,
        show: (session) => {
          const branch: Branch = { number: nextNumber(get().branches), session, origin: { from: source.number, atMs: ms, shared: session.history.length, ...more } };
          set({ ...leavePast(), branches: [...get().branches, branch] });
          get().adopt(session);
          then();
        },
      });
    };

    return {
      present: undefined,
      seekingMs: undefined,
      branches: [{ number: 1, session: first }],
      undone: [],
      compared: undefined,
      offered: undefined,
      lookAt: (ms) => {
        const { openSession, adopt, present: known } = get();
        const present = known ?? presentOf(get());
        if (ms >= present.nowMs) {
          get().backToLive();
          return;
        }
        const atMs = Math.max(0, ms);
        const { profile, seed, lesson } = present.session.options;
        const show = (session: Session) => {
          set({ present });
          adopt(session);
        };
        set({ isPlaying: false });
        const recalled = present.session.recall(atMs);
        if (recalled !== undefined) show(recalled);
        const find = () => (replayed = replayed !== undefined && replayed.frame().nowMs <= atMs ? replayed : openSession(profile, seed, lesson));
        replayer.play({ find, recorded: present.session.history, untilMs: atMs, show, ...(recalled === undefined ? {} : { waitMs: REST_MS }) });
      },
      backToLive: () => {
        const { present, adopt } = get();
        if (present !== undefined) adopt(present.session);
        set(leavePast());
      },
      actFromHere: () => {
        if (get().present === undefined) return;
        replayer.onceThere(() => {
          const { present, session, nowMs, branches } = get();
          if (present === undefined) return;
          const origin = { from: liveBranch(get()).number, atMs: nowMs, shared: session.history.length };
          set({ ...leavePast(), undone: [], branches: [...branches, { number: nextNumber(branches), session, origin }] });
          get().setPlaying(true);
        });
      },
      switchTo: ({ session, number }) => {
        set({ ...leavePast(), isPlaying: false, ...(get().compared === number ? { compared: undefined } : {}) });
        get().adopt(session);
      },
      nameBranch: (number, name) => {
        const trimmed = name.trim().slice(0, 60);
        set({ branches: get().branches.map((branch) => (branch.number === number ? named(branch, trimmed) : branch)) });
      },
      compareWith: (compared) => set({ compared }),
      offer: (offered) => set({ offered }),
      undo: () => {
        const branch = liveBranch(get());
        const command = lastCommand(branch.session.history, branch.session.frame().marks);
        if (command === undefined) return;
        forkFrom(branch, command.kept, command.atMs, { undone: command.line }, () => set({ undone: [...get().undone, branch.number] }));
      },
      redo: () => {
        const { undone, branches, isPlaying } = get();
        const branch = branches.find(({ number }) => number === undone.at(-1));
        if (branch === undefined) return;
        const left = liveBranch(get());
        get().switchTo(branch);
        // A branch in which nothing was done says nothing.
        set({ undone: undone.slice(0, -1), isPlaying, branches: branches.filter((one) => one !== left || hasOwnCourse(left)) });
      },
      rewind: () => {
        const { crash } = get();
        const branch = liveBranch(get());
        if (crash === undefined) return;
        const ms = Math.max(0, crash.atMs - BEFORE_CRASH_MS);
        set({ isPlaying: false });
        forkFrom(branch, branch.session.history.filter(({ atMs }) => atMs <= ms).length, ms, {});
      },
    };
  };

function presentOf({ session, frame, nowMs, history }: AppState): Present {
  return { session, frame, nowMs, history };
}

/** The branch whose present is shown, or kept while its past is shown. */
export function liveBranch({ present, session, branches }: Pick<AppState, 'present' | 'session' | 'branches'>): Branch {
  const live = present?.session ?? session;
  return branches.find((branch) => branch.session === live) ?? (branches[0] as Branch);
}

function nextNumber(branches: readonly Branch[]): number {
  return Math.max(0, ...branches.map(({ number }) => number)) + 1;
}

/** False while a branch has only what it took over from another one. */
function hasOwnCourse({ session, origin }: Branch): boolean {
  return origin === undefined || session.history.slice(origin.shared).some(({ intent }) => intent.do !== 'resize');
}

function named({ number, session, origin }: Branch, name: string): Branch {
  return { number, session, ...(origin === undefined ? {} : { origin }), ...(name === '' ? {} : { name }) };
}
