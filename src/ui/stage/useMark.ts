import type { ObjectKey } from '#engine/kinds/object.ts';
import { useApp, useAppStore } from '../store/store.ts';
import { isSameKey, keyText } from './model/objectKeys.ts';

/** What a mark knows of the person's attention. The stage is one Tab stop; arrow keys go from mark to mark. */
export function useMark(target: ObjectKey) {
  const store = useAppStore();
  const text = keyText(target);
  const isSelected = useApp(({ selected }) => isSameKey(selected, target));
  const isTabStop = useApp(({ tabStop }) => tabStop === text);
  return {
    isSelected,
    isTabStop,
    select: () => store.getState().select(isSameKey(store.getState().selected, target) ? undefined : target),
    focus: () => store.getState().setTabStop(text),
    openMenu: (x: number, y: number) => store.getState().openMarkMenu({ target, x, y }),
  };
}
