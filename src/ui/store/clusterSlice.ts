import type { Crash, Frame, Intent, Session } from '#session/session.ts';
import type { StateCreator } from 'zustand';
import { createHistory } from '../history/history.ts';
import { isCommand } from '../past/lastCommand.ts';
import type { History } from '../history/history.ts';
import { keepAnswers, NO_ANSWERS } from './keptAnswers.ts';
import type { KeptAnswers } from './keptAnswers.ts';
import type { AppState } from './store.ts';

/**
 * The screen's copy of the session. A frame is kept until something other than the time has changed in it;
 * the time is apart, so that only what shows time is drawn anew as it passes.
 */
export interface ClusterSlice {
  readonly session: Session;
  /**
   * Who is asked about files, logs and DNS records: the session, and while a moment is only recalled, for which those are
   * not kept, the session that was shown before.
   */
  readonly witness: Session;
  readonly frame: Frame;
  readonly nowMs: number;
  readonly history: History;
  /** Grows with `history`, which is one growing object. */
  readonly historyCount: number;
  /** The answers that clients of DNS may still keep, by name. */
  readonly kept: KeptAnswers;
  /** An error of the simulation itself: the clock has stopped. */
  readonly crash: Crash | undefined;
  readonly dispatch: (intent: Intent) => void;
  /** Lets the session move without showing it: {@link show} does that once, whatever happened in between. */
  readonly unseen: (move: () => void) => void;
  /** Shows the session as it is now. */
  readonly show: () => void;
  /** Grows when another session is shown: what was drawn of the one before is void. */
  readonly generation: number;
  /** Shows another session in place of this one. */
  readonly adopt: (session: Session) => void;
  /** Leaves this session and all its branches for a new one. */
  readonly replaceSession: (session: Session) => void;
  readonly reportCrash: (error: unknown) => void;
}

export const createClusterSlice =
  (session: Session): StateCreator<AppState, [], [], ClusterSlice> =>
  (set, get) => {
    let unsubscribe = follow(session);
    let isUnseen = false;

    return {
      ...stateOf(session, session),
      generation: 0,
      dispatch: (intent) => {
        const { present, session: current, t, actFromHere, showToast } = get();
        if (present !== undefined) {
          // What was cannot be changed; the size of a terminal is no change that a person makes.
          if (intent.do !== 'resize') showToast({ tone: 'pending', title: t('past.readOnly'), text: t('past.readOnlyText'), action: { label: t('past.act'), run: actFromHere } });
          return;
        }
        if (isCommand(intent)) set({ undone: [] });
        try {
          current.dispatch(intent);
        } catch (error) {
          get().reportCrash(error);
        }
      },
      unseen: (move) => {
        isUnseen = true;
        try {
          move();
        } finally {
          isUnseen = false;
        }
      },
      show: () => showNow(get().session),
      adopt: (next) => {
        unsubscribe();
        unsubscribe = follow(next);
        set({ ...stateOf(next, next.isRecalled === true ? get().witness : next), generation: get().generation + 1 });
      },
      replaceSession: (next) => {
        const only = { number: 1, session: next };
        get().backToLive();
        set({ branches: [only], undone: [], compared: undefined, found: undefined, selected: undefined, activeTerminal: undefined, toasts: [] });
        get().switchTo(only);
      },
      reportCrash: (error) => {
        set({ crash: { message: error instanceof Error ? error.message : String(error), atMs: get().nowMs }, isPlaying: false });
      },
    };

    function follow(source: Session): () => void {
      return source.subscribe(() => {
        if (!isUnseen) showNow(source);
      });
    }

    function showNow(source: Session): void {
      const { frame: shown, nowMs, history: read, kept } = get();
      const next = source.frame();
      if (next.revision === shown.revision) {
        if (next.nowMs !== nowMs) set({ nowMs: next.nowMs });
        return;
      }
      read.read(source.changes());
      const stopped = next.crash === undefined ? {} : { crash: next.crash, isPlaying: false };
      set({ frame: next, nowMs: next.nowMs, historyCount: read.count(), kept: keepAnswers(kept, next, source), ...stopped });
    }
  };

/** All that the page reads of a session, read anew. */
function stateOf(session: Session, witness: Session) {
  const frame = session.frame();
  const history = createHistory();
  history.read(session.changes());
  return { session, witness, frame, nowMs: frame.nowMs, history, historyCount: history.count(), kept: keepAnswers(NO_ANSWERS, frame, witness), crash: frame.crash };
}
