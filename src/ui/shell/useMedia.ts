import { useSyncExternalStore } from 'react';

/** True while a media query matches. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}

/** One region at a time, chosen by tabs at the bottom. */
export const useIsPhone = () => useMedia('(max-width: 719px)');

/** Fingers instead of a mouse: a soft keyboard, and no keys like Tab or Ctrl. */
export const useIsTouch = () => useMedia('(pointer: coarse)');
