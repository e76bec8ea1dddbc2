import { useEffect } from 'react';
import { SPEEDS } from '../store/clockSlice.ts';
import type { AppStore } from '../store/store.ts';

/** Keys that work anywhere but where text is typed or a control needs them. */
export function useShortcuts(store: AppStore): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const act = SHORTCUTS[event.key];
      if (act === undefined || (event.key === ' ' && isControl(event.target))) return;
      event.preventDefault();
      act(store);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store]);
}

const SHORTCUTS: Readonly<Record<string, (store: AppStore) => void>> = {
  ' ': (store) => store.getState().setPlaying(!store.getState().isPlaying),
  '.': (store) => store.getState().step(),
  '?': (store) => store.getState().openHelp(true),
  '[': (store) => changeSpeed(store, -1),
  ']': (store) => changeSpeed(store, 1),
};

function changeSpeed(store: AppStore, by: number): void {
  const { speed, setSpeed } = store.getState();
  const next = SPEEDS[SPEEDS.indexOf(speed) + by];
  if (next !== undefined) setSpeed(next);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], .xterm, dialog') !== null;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button, a, [role="button"], [role="slider"], [role="tab"], summary') !== null;
}
