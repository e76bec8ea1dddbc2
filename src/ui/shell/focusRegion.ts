import type { AppStore } from '../store/store.ts';

export type Region = 'stage' | 'timeline' | 'inspector' | 'terminal';

/** What takes the focus in each region: the first of these that is there. */
const PLACES: Readonly<Record<Region, readonly string[]>> = {
  stage: ['.region-stage .mark[tabindex="0"]', '.region-stage button'],
  timeline: ['.scrubber', '.timeline button'],
  inspector: ['.region-inspector [role="tab"][tabindex="0"]', '[role="tab"][aria-selected="true"]'],
  terminal: ['.xterm-helper-textarea', '.touch-input input'],
};

/** Takes the keyboard to a region; on a phone the region is shown first. */
export function focusRegion(store: AppStore, region: Region): void {
  store.getState().showPhoneTab(region);
  requestAnimationFrame(() => {
    for (const place of PLACES[region]) {
      const found = document.querySelector<HTMLElement | SVGElement>(place);
      if (found === null) continue;
      found.focus();
      return;
    }
  });
}
