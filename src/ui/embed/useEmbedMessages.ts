import { useEffect } from 'react';
import { isReady } from '#engine/kinds/pod.ts';
import type { AppState, AppStore } from '../store/store.ts';
import { readRequest, type EmbedReport, type EmbedRequest } from './embedMessages.ts';

/** At most one report in this many real milliseconds. */
const REPORT_EVERY_MS = 250;

/** Does what the page around the iframe asks, and tells it the moment that is shown. Others are not listened to. */
export function useEmbedMessages(store: AppStore): void {
  useEffect(() => {
    const onMessage = ({ source, data }: MessageEvent<unknown>) => {
      const request = source === window.parent ? readRequest(data) : undefined;
      if (request !== undefined) perform(store.getState(), request);
    };
    window.addEventListener('message', onMessage);
    tell({ ordinal: 'ready' });
    let last = '';
    const timer = window.setInterval(() => {
      const report = reportOf(store.getState());
      const text = JSON.stringify(report);
      if (text !== last) tell(report);
      last = text;
    }, REPORT_EVERY_MS);
    return () => {
      window.removeEventListener('message', onMessage);
      window.clearInterval(timer);
    };
  }, [store]);
}

function perform({ setPlaying, step, lookAt, dispatch }: AppState, request: EmbedRequest): void {
  switch (request.ordinal) {
    case 'play':
      return setPlaying(true);
    case 'pause':
      return setPlaying(false);
    case 'step':
      return step();
    case 'seek':
      return lookAt(request.ms);
    case 'run':
      return dispatch({ do: 'run', terminal: 1, line: request.line });
  }
}

function reportOf({ nowMs, isPlaying, frame }: AppState): EmbedReport {
  const pods = frame.list('Pod');
  return { ordinal: 'moment', nowMs, isPlaying, ready: pods.filter(isReady).length, pods: pods.length };
}

/** Whoever shows the iframe may know this: it holds nothing but numbers. */
function tell(report: EmbedReport): void {
  if (window.parent !== window) window.parent.postMessage(report, '*');
}
