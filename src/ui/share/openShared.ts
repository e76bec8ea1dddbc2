import type { Lesson } from '#lessons/lesson.ts';
import type { Session } from '#session/session.ts';
import { advanceRecorded } from '#session/advanceRecorded.ts';
import { decodeShared } from '#session/share/decodeShared.ts';
import type { SharedSession } from '#session/share/sharedSession.ts';
import { rememberLessonFile } from '../lesson/lessonFiles.ts';
import { loadLesson } from '../lesson/loadLesson.ts';
import type { AppStore } from '../store/store.ts';
import { showView } from './sharedView.ts';

/** A slice of an animation frame, and all slices together: whoever sends more gets a fresh lab instead. */
const SLICE_MS = 12;
const MOST_WORK_MS = 15_000;

/** Opens what an encoded session holds; says in the store why not when it cannot be. */
export async function openEncoded(store: AppStore, encoded: string): Promise<void> {
  const decoded = decodeShared(encoded);
  if ('shared' in decoded) await openShared(store, decoded.shared);
  else store.getState().reportLink(decoded.refusal);
}

/** Plays a shared session up to its moment, a slice an animation frame, and shows it then. */
export async function openShared(store: AppStore, shared: SharedSession): Promise<void> {
  const lesson = await lessonOf(shared);
  if (shared.lesson !== undefined && lesson === undefined) {
    store.getState().reportLink({ code: 'invalid', path: '.lesson', expected: 'a lesson of the course' });
    return;
  }
  play(store, shared, lesson);
}

/** The lesson of a session: one of the course is fetched, one that was brought along is kept for its texts. */
async function lessonOf({ lesson }: SharedSession): Promise<Lesson | undefined> {
  if (lesson === undefined) return undefined;
  return typeof lesson === 'string' ? loadLesson(lesson) : rememberLessonFile(lesson);
}

function play(store: AppStore, shared: SharedSession, lesson: Lesson | undefined): void {
  const { setOpening, reportLink, openSession, opening } = store.getState();
  opening?.giveUp();
  let isWanted = true;
  let workedMs = 0;
  const giveUp = () => {
    isWanted = false;
    setOpening(undefined);
  };
  let session: Session;
  try {
    session = openSession(shared.profile, shared.seed, lesson);
  } catch (error) {
    reportLink({ code: 'impossible', text: error instanceof Error ? error.message : String(error) });
    return;
  }
  const work = () => {
    if (!isWanted) return;
    const fromMs = performance.now();
    const isThere = advanceRecorded(session, shared.inputs, shared.atMs, () => performance.now() >= fromMs + SLICE_MS);
    workedMs += performance.now() - fromMs;
    if (isThere || session.frame().crash !== undefined) {
      giveUp();
      reportLink(undefined);
      store.getState().replaceSession(session);
      showView(store, shared.view);
      return;
    }
    if (workedMs > MOST_WORK_MS) {
      giveUp();
      reportLink({ code: 'endless' });
      return;
    }
    setOpening({ share: shared.atMs === 0 ? 1 : Math.min(1, session.frame().nowMs / shared.atMs), giveUp });
    requestAnimationFrame(work);
  };
  work();
}
