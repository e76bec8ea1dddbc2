import { useEffect } from 'react';
import type { AppStore } from '../store/store.ts';
import { PAGE_ACTIONS } from './pageActions.ts';
import type { PageAction } from './pageActions.ts';

/** Keys that work anywhere but where text is typed or a control needs them. With Ctrl or Cmd, K works everywhere. */
export function useShortcuts(store: AppStore): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey) return;
      // What is typed while a sheet is on its way is meant for the sheet.
      if (store.getState().sheet !== undefined) return;
      const action = BY_KEY.get(pressOf(event));
      if (action === undefined || !isAllowed(event, action, store)) return;
      event.preventDefault();
      if (action.isPossible?.(store.getState()) !== false) action.run(store);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store]);
}

const BY_KEY: ReadonlyMap<string, PageAction> = new Map(PAGE_ACTIONS.flatMap((action) => (action.keys ?? []).map((key) => [key, action] as const)));

/** A press as the list of actions writes it: `k`, `?`, `Ctrl+k`, `Ctrl+Shift+z`. */
export function pressOf({ key, ctrlKey, metaKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>): string {
  if (!ctrlKey && !metaKey) return key;
  return `Ctrl+${shiftKey ? 'Shift+' : ''}${key.toLowerCase()}`;
}

function isAllowed(event: KeyboardEvent, { id }: PageAction, store: AppStore): boolean {
  if (id === 'palette') return !isInside(event.target, '.xterm');
  if (isInside(event.target, 'input, textarea, select, [contenteditable], .xterm, dialog')) return false;
  if (event.key === ' ' && isInside(event.target, 'button, a, [role="button"], [role="slider"], [role="tab"], summary')) return false;
  return event.ctrlKey || event.metaKey || store.getState().hasLetterKeys || !/^[a-z0-9,.[\]]$/i.test(event.key);
}

function isInside(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
