import { useSyncExternalStore } from 'react';

/** True while a media query matches. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = mediaList(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => mediaList(query).matches,
  );
}

const lists = new Map<string, MediaQueryList>();

/** The browser's list for a query, made once: asking it is cheap, making it is not. */
function mediaList(query: string): MediaQueryList {
  let list = lists.get(query);
  if (list === undefined) {
    list = matchMedia(query);
    lists.set(query, list);
  }
  return list;
}

/** One region at a time, chosen by tabs at the bottom: on small screens, and where everything is magnified. */
export const useIsPhone = () => useMedia('(max-width: 759px), (max-height: 479px)');

/** Fingers instead of a mouse: a soft keyboard, and no keys like Tab or Ctrl. */
export const useIsTouch = () => useMedia('(pointer: coarse)');
