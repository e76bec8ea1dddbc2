import { advanceRecorded } from '#session/advanceRecorded.ts';
import type { LoggedIntent } from '#session/session.ts';
import { decodeShared } from '#session/share/decodeShared.ts';
import { rememberLessonFile } from '../lesson/lessonFiles.ts';
import { loadLesson } from '../lesson/loadLesson.ts';
import type { AppStore } from '../store/store.ts';
import type { AudienceView, ToAudience, ToPresenter } from './audienceMessages.ts';

/** A slice of an animation frame: the picture stays alive while the room catches up. */
const SLICE_MS = 10;

type Port = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'removeEventListener'>;

export interface Following {
  readonly onView: (view: AudienceView) => void;
  /** False once the presenter's window has said goodbye. */
  readonly onPresence: (isThere: boolean) => void;
}

/** Plays what the presenter's window does in a session of its own. Answers how to stop. */
export function followPresenter(store: AppStore, port: Port, { onView, onPresence }: Following): () => void {
  let run = -1;
  let recorded: LoggedIntent[] = [];
  let untilMs = 0;
  let request = 0;
  let begun = 0;
  let isReady = false;
  const hello = () => port.postMessage({ kind: 'hello' } satisfies ToPresenter);

  const begin = async (encoded: string, ofRun: number) => {
    const decoded = decodeShared(encoded);
    if (!('shared' in decoded)) return;
    const { profile, seed, inputs, atMs, lesson } = decoded.shared;
    // What comes while the lesson is fetched is kept, and played afterwards.
    run = ofRun;
    recorded = [...inputs];
    untilMs = atMs;
    isReady = false;
    begun += 1;
    const mine = begun;
    const about = lesson === undefined ? undefined : typeof lesson === 'string' ? await loadLesson(lesson) : rememberLessonFile(lesson);
    if (mine !== begun) return;
    store.getState().replaceSession(store.getState().openSession(profile, seed, about));
    isReady = true;
  };

  const onMessage = ({ data }: MessageEvent<ToAudience>) => {
    onPresence(data.kind !== 'bye');
    if (data.kind === 'view') onView(data.view);
    if (data.kind === 'session') void begin(data.encoded, data.run);
    if (data.kind !== 'on' || run === -1) return;
    if (data.run !== run || data.from !== recorded.length) {
      run = -1;
      hello();
      return;
    }
    recorded.push(...data.inputs);
    untilMs = Math.max(untilMs, data.nowMs);
  };

  const catchUp = () => {
    const endMs = performance.now() + SLICE_MS;
    const { session } = store.getState();
    // Until the programs have arrived nothing can be played: a session has its terminal then.
    if (run !== -1 && isReady && session.frame().terminals.length > 0) advanceRecorded(session, recorded, untilMs, () => performance.now() >= endMs);
    request = requestAnimationFrame(catchUp);
  };

  port.addEventListener('message', onMessage);
  request = requestAnimationFrame(catchUp);
  hello();
  return () => {
    cancelAnimationFrame(request);
    port.removeEventListener('message', onMessage);
  };
}
