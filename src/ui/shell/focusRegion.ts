import { stuckObject } from '../past/stuckObject.ts';
import { keyOf } from '../stage/model/objectKeys.ts';
import type { AppStore } from '../store/store.ts';

export type Region = 'stage' | 'timeline' | 'inspector' | 'terminal';

/** What takes the focus in each region: the first of these that is there. */
const PLACES: Readonly<Record<Region, readonly string[]>> = {
  stage: ['.region-stage .mark[tabindex="0"]', '.region-stage button'],
  timeline: ['.scrubber', '.timeline button'],
  inspector: ['.region-inspector [role="tab"][tabindex="0"]', '.panel-tabs [role="tab"][aria-selected="true"]'],
  terminal: ['.xterm-helper-textarea', '.touch-input input'],
};

/** Takes the keyboard to a region: at once, or when it is there, since on a phone it is shown first. */
export function focusRegion(store: AppStore, region: Region): void {
  store.getState().showPhoneTab(region);
  if (region === 'inspector') chooseSomething(store);
  if (!focusPlace(region)) requestAnimationFrame(() => focusPlace(region));
}

function focusPlace(region: Region): boolean {
  const found = PLACES[region].map((place) => document.querySelector<HTMLElement | SVGElement>(place)).find((place) => place !== null);
  found?.focus();
  return found !== undefined;
}

/** Beside a lesson the inspector is there for what is chosen: where nothing is, what waits or what comes first is. */
function chooseSomething(store: AppStore): void {
  const { frame, session, selected, select } = store.getState();
  if (selected !== undefined || session.options.lesson === undefined) return;
  const [first] = [...frame.list('StatefulSet'), ...frame.list('Pod'), ...frame.list('Node')];
  const target = stuckObject(frame, session.why, undefined) ?? (first === undefined ? undefined : keyOf(first));
  if (target !== undefined) select(target);
}
