import type { Refusal } from '#session/share/sharedSession.ts';
import type { StateCreator } from 'zustand';
import type { AppState } from './store.ts';

/** Why a link was not opened: it is no session, or playing it would never end. */
export type LinkProblem = Refusal | { readonly code: 'endless' } | { readonly code: 'impossible'; readonly text: string };

/** A shared session is being played up to its moment: how far that is, from 0 to 1. */
export interface Opening {
  readonly share: number;
  readonly giveUp: () => void;
}

export interface ShareSlice {
  readonly isShareOpen: boolean;
  readonly openShare: (isOpen: boolean) => void;
  readonly opening: Opening | undefined;
  readonly linkProblem: LinkProblem | undefined;
  readonly setOpening: (opening: Opening | undefined) => void;
  readonly reportLink: (problem: LinkProblem | undefined) => void;
}

export const createShareSlice: StateCreator<AppState, [], [], ShareSlice> = (set) => ({
  isShareOpen: false,
  opening: undefined,
  linkProblem: undefined,
  openShare: (isShareOpen) => set({ isShareOpen }),
  setOpening: (opening) => set({ opening }),
  reportLink: (linkProblem) => set({ linkProblem }),
});
