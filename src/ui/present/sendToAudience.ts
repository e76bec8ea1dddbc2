import { encodeShared } from '#session/share/encodeShared.ts';
import { sharedOf } from '../share/sessionLink.ts';
import type { AppState, AppStore } from '../store/store.ts';
import type { ToAudience, ToPresenter } from './audienceMessages.ts';

/** So often at most, in real milliseconds. */
const SEND_EVERY_MS = 40;

type Port = Pick<BroadcastChannel, 'postMessage' | 'addEventListener' | 'removeEventListener'>;

/** Keeps the room's window in step with this one. Answers how to stop; `onHello` is told when a window asks. */
export function sendToAudience(store: AppStore, port: Port, onHello: () => void): () => void {
  let sentRun = -1;
  let sent = 0;
  let sentMs = -1;
  let timer: number | undefined;
  const post = (message: ToAudience) => port.postMessage(message);

  const sendSession = (state: AppState) => {
    sentRun = state.generation;
    sent = state.session.history.length;
    sentMs = state.session.frame().nowMs;
    post({ kind: 'session', run: sentRun, encoded: encodeShared({ ...sharedOf(state, 'moment'), inputs: [...state.session.history], atMs: sentMs }) });
  };

  const sendNews = () => {
    timer = undefined;
    const state = store.getState();
    if (state.generation !== sentRun) {
      sendSession(state);
      return;
    }
    const { history } = state.session;
    const { nowMs } = state.session.frame();
    if (history.length === sent && nowMs === sentMs) return;
    post({ kind: 'on', run: sentRun, from: sent, inputs: history.slice(sent), nowMs });
    sent = history.length;
    sentMs = nowMs;
  };

  const onMessage = ({ data }: MessageEvent<ToPresenter>) => {
    if (data.kind !== 'hello') return;
    sendSession(store.getState());
    onHello();
  };
  const unsubscribe = store.subscribe(() => {
    timer ??= window.setTimeout(sendNews, SEND_EVERY_MS);
  });
  port.addEventListener('message', onMessage);
  return () => {
    window.clearTimeout(timer);
    unsubscribe();
    port.removeEventListener('message', onMessage);
    post({ kind: 'bye' });
  };
}
