import type { ObjectKey } from '#engine/kinds/object.ts';
import type { StateCreator } from 'zustand';
import type { AppState } from './store.ts';

export type Arrangement = 'ordinal' | 'node' | 'storage';
export type Theme = 'dark' | 'light';
export type PhoneTab = 'stage' | 'terminal' | 'timeline' | 'inspector';

/** Sizes of the regions that a person can drag, in CSS pixels. */
export interface RegionSizes {
  readonly inspector: number;
  readonly timeline: number;
  readonly terminal: number;
}

export const REGION_SIZES: RegionSizes = { inspector: 320, timeline: 168, terminal: 196 };

/** Smaller regions in a small window, so that the stage keeps its share. */
export function regionSizesFor(width: number, height: number): RegionSizes {
  const share = Math.min(1, Math.max(0.6, height / 900));
  return {
    inspector: width < 1200 ? 280 : REGION_SIZES.inspector,
    timeline: Math.round(REGION_SIZES.timeline * share),
    terminal: Math.round(REGION_SIZES.terminal * share),
  };
}

export interface Toast {
  readonly id: number;
  readonly tone: 'ready' | 'accent' | 'pending' | 'fail';
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

/** What the page itself decides and no replay needs: what is chosen, open, how large and in which colours. */
export interface ViewSlice {
  readonly selected: ObjectKey | undefined;
  /** The mark on the stage that the Tab key reaches, by its key's text. */
  readonly tabStop: string | undefined;
  readonly inspectorTab: string;
  readonly arrangement: Arrangement;
  readonly isTable: boolean;
  readonly theme: Theme;
  readonly phoneTab: PhoneTab;
  readonly activeTerminal: number | undefined;
  readonly sizes: RegionSizes;
  readonly isHelpOpen: boolean;
  readonly toasts: readonly Toast[];
  readonly select: (key: ObjectKey | undefined) => void;
  readonly setTabStop: (key: string | undefined) => void;
  readonly showInspectorTab: (id: string) => void;
  readonly arrange: (arrangement: Arrangement) => void;
  readonly showTable: (isTable: boolean) => void;
  readonly setTheme: (theme: Theme) => void;
  readonly showPhoneTab: (tab: PhoneTab) => void;
  readonly activateTerminal: (terminal: number) => void;
  readonly resize: (region: keyof RegionSizes, px: number) => void;
  readonly openHelp: (isOpen: boolean) => void;
  readonly showToast: (toast: Omit<Toast, 'id'>) => void;
  readonly dropToast: (id: number) => void;
}

export const createViewSlice =
  (theme: Theme, sizes: RegionSizes): StateCreator<AppState, [], [], ViewSlice> =>
  (set, get) => {
    let toastCount = 0;
    return {
      selected: undefined,
      tabStop: undefined,
      inspectorTab: 'why',
      arrangement: 'ordinal',
      isTable: false,
      theme,
      phoneTab: 'stage',
      activeTerminal: undefined,
      sizes,
      isHelpOpen: false,
      toasts: [],
      select: (selected) => set({ selected }),
      setTabStop: (tabStop) => {
        if (tabStop !== get().tabStop) set({ tabStop });
      },
      showInspectorTab: (inspectorTab) => set({ inspectorTab }),
      arrange: (arrangement) => set({ arrangement, isTable: false }),
      showTable: (isTable) => set({ isTable }),
      setTheme: (next) => set({ theme: next }),
      showPhoneTab: (phoneTab) => set({ phoneTab }),
      activateTerminal: (activeTerminal) => set({ activeTerminal }),
      resize: (region, px) => set({ sizes: { ...get().sizes, [region]: Math.round(px) } }),
      openHelp: (isHelpOpen) => set({ isHelpOpen }),
      showToast: (toast) => {
        toastCount += 1;
        set({ toasts: [...get().toasts.slice(-2), { ...toast, id: toastCount }] });
      },
      dropToast: (id) => set({ toasts: get().toasts.filter((toast) => toast.id !== id) }),
    };
  };
