import type { KubeObject } from '#engine/kinds/object.ts';
import type { StateCreator } from 'zustand';
import type { AppState } from '../store/store.ts';
import type { Source } from './readSource.ts';

/** A cluster that was read from a file and is shown in place of the page. */
export interface ShownPicture {
  readonly name: string;
  readonly objects: readonly KubeObject[];
  readonly unknown: ReadonlyMap<string, number>;
  readonly broken: readonly { readonly name: string; readonly text: string }[];
}

export interface ImportSlice {
  /** The dialog in which something is brought; with what was brought already and needs an answer. */
  readonly bringing: { readonly sources: readonly Source[] } | undefined;
  /** Something long is being read. */
  readonly isReading: boolean;
  readonly picture: ShownPicture | undefined;
  readonly openImport: (sources?: readonly Source[]) => void;
  readonly closeImport: () => void;
  readonly showPicture: (picture: ShownPicture) => void;
  readonly leavePicture: () => void;
  readonly setReading: (isReading: boolean) => void;
}

export const createImportSlice: StateCreator<AppState, [], [], ImportSlice> = (set) => ({
  bringing: undefined,
  isReading: false,
  picture: undefined,
  openImport: (sources = []) => set({ bringing: { sources } }),
  closeImport: () => set({ bringing: undefined }),
  showPicture: (picture) => set({ picture, bringing: undefined }),
  leavePicture: () => set({ picture: undefined }),
  setReading: (isReading) => set({ isReading }),
});
