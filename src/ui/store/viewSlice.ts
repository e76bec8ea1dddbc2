import type { ObjectKey } from '#engine/kinds/object.ts';
import type { StateCreator } from 'zustand';
import type { AppState } from './store.ts';

export type Arrangement = 'ordinal' | 'node' | 'storage';
/** `contrast` is dark, with the strongest colours and lines. */
export type Theme = 'dark' | 'light' | 'contrast';
/** How much a screen reader is told by itself. */
export type Verbosity = 'all' | 'important' | 'off';
/** What lies over the page; one at a time. */
export type Sheet = 'help' | 'palette' | 'settings' | 'branches';
export type PhoneTab = 'stage' | 'terminal' | 'timeline' | 'inspector' | 'lesson';

/** Sizes of the regions that a person can drag, in CSS pixels. */
export interface RegionSizes {
  readonly inspector: number;
  readonly timeline: number;
  readonly terminal: number;
  readonly lesson: number;
}

/** A timeline of this height has room for three lanes. */
const THREE_LANES = 158;

export const REGION_SIZES: RegionSizes = { inspector: 358, timeline: THREE_LANES, terminal: 196, lesson: 372 };

/** Smaller regions in a small window, so that the stage keeps its share. */
export function regionSizesFor(width: number, height: number): RegionSizes {
  const share = Math.min(1, Math.max(0.6, height / 900));
  return {
    inspector: width < 1200 ? 280 : width < 1440 ? 320 : REGION_SIZES.inspector,
    timeline: Math.round(Math.max(Math.min(THREE_LANES, height * 0.24), REGION_SIZES.timeline * share)),
    terminal: Math.round(REGION_SIZES.terminal * share ** 1.4),
    lesson: width < 1200 ? 308 : REGION_SIZES.lesson,
  };
}

export interface Toast {
  readonly id: number;
  readonly tone: 'ready' | 'accent' | 'pending' | 'fail';
  readonly title: string;
  readonly text: string;
  /** True for what a program reads or writes, false for a sentence. */
  readonly isMono?: boolean;
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface MarkMenuPlace {
  readonly target: ObjectKey;
  /** In CSS pixels from the window's corner. */
  readonly x: number;
  readonly y: number;
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
  readonly sheet: Sheet | undefined;
  /** How large the stage is drawn; 1 is as it is meant. */
  readonly zoom: number;
  readonly verbosity: Verbosity;
  readonly terminalFontPx: number;
  /** Whether what the terminal prints is there for screen readers as well; it costs time while much is printed. */
  readonly isTerminalSpoken: boolean;
  /** Whether single keys do something: whoever speaks to the page may not want that. */
  readonly hasLetterKeys: boolean;
  /** Grows with each wish to see the whole stage at once. */
  readonly fitCount: number;
  /** What the menu of a mark is about, and where it opens. */
  readonly markMenu: MarkMenuPlace | undefined;
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
  readonly openSheet: (sheet: Sheet | undefined) => void;
  readonly setZoom: (zoom: number) => void;
  readonly setVerbosity: (verbosity: Verbosity) => void;
  readonly setTerminalFont: (px: number) => void;
  readonly setTerminalSpoken: (isTerminalSpoken: boolean) => void;
  readonly setLetterKeys: (hasLetterKeys: boolean) => void;
  readonly fitZoom: () => void;
  readonly openMarkMenu: (place: MarkMenuPlace | undefined) => void;
  readonly showToast: (toast: Omit<Toast, 'id'>) => void;
  readonly dropToast: (id: number) => void;
}

export const LEAST_ZOOM = 0.35;
export const MOST_ZOOM = 3;

/** What of the view is kept from visit to visit. */
export interface KeptView {
  readonly verbosity?: Verbosity;
  readonly terminalFontPx?: number;
  readonly isTerminalSpoken?: boolean;
  readonly hasLetterKeys?: boolean;
}

export const TERMINAL_FONT_PX = 12.5;

export const createViewSlice =
  (theme: Theme, { verbosity = 'important', terminalFontPx = TERMINAL_FONT_PX, isTerminalSpoken = false, hasLetterKeys = true }: KeptView, sizes: RegionSizes): StateCreator<AppState, [], [], ViewSlice> =>
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
      sheet: undefined,
      zoom: 1,
      verbosity,
      terminalFontPx,
      isTerminalSpoken,
      hasLetterKeys,
      fitCount: 0,
      markMenu: undefined,
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
      openSheet: (sheet) => set({ sheet, markMenu: undefined }),
      setZoom: (zoom) => set({ zoom: Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom)) }),
      setVerbosity: (next) => set({ verbosity: next }),
      setTerminalFont: (px) => set({ terminalFontPx: Math.min(28, Math.max(9, px)) }),
      setTerminalSpoken: (next) => set({ isTerminalSpoken: next }),
      setLetterKeys: (next) => set({ hasLetterKeys: next }),
      fitZoom: () => set({ fitCount: get().fitCount + 1 }),
      openMarkMenu: (markMenu) => set({ markMenu }),
      showToast: (toast) => {
        toastCount += 1;
        // The same thing is said once, however often it happens.
        const others = get().toasts.filter(({ title, text }) => title !== toast.title || text !== toast.text);
        set({ toasts: [...others.slice(-2), { ...toast, id: toastCount }] });
      },
      dropToast: (id) => set({ toasts: get().toasts.filter((toast) => toast.id !== id) }),
    };
  };
