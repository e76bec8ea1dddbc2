import { useEffect, useRef, useState } from 'react';
import type { LessonContent } from '../lesson/content.ts';
import type { AppStore } from '../store/store.ts';
import { channelName, type AudienceView, type ToAudience } from './audienceMessages.ts';
import { audienceView } from './audienceView.ts';
import { sendToAudience } from './sendToAudience.ts';

/** The room's window, as the presenter's knows it. */
export interface Audience {
  readonly state: 'closed' | 'open' | 'refused';
  readonly open: () => void;
}

/** Opens the room's window and keeps it in step. */
export function useAudience(store: AppStore, content: LessonContent | undefined): Audience {
  const [id] = useState(() => crypto.getRandomValues(new Uint32Array(2)).join('-'));
  const [state, setState] = useState<Audience['state']>('closed');
  const words = useRef(content);
  useEffect(() => {
    words.current = content;
  });
  useEffect(() => {
    const port = new BroadcastChannel(channelName(id));
    let shown = '';
    const sendView = () => {
      const view: AudienceView = audienceView(store.getState(), words.current);
      const text = JSON.stringify(view);
      if (text === shown) return;
      shown = text;
      port.postMessage({ kind: 'view', view } satisfies ToAudience);
    };
    const stop = sendToAudience(store, port, () => {
      shown = '';
      sendView();
      setState('open');
    });
    const unsubscribe = store.subscribe(sendView);
    return () => {
      unsubscribe();
      stop();
      port.close();
    };
  }, [store, id]);
  const open = () => {
    const { pathname } = location;
    const opened = window.open(`${pathname}?audience=${id}`, 'ordinal-audience', 'popup,width=1280,height=800');
    if (opened === null) setState('refused');
  };
  return { state, open };
}
