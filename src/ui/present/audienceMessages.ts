import type { LoggedIntent } from '#session/session.ts';
import type { Language } from '../i18n/translate.ts';
import type { Arrangement, Theme } from '../store/viewSlice.ts';

/** What the room sees besides the cluster itself. */
export interface AudienceView {
  /** One sentence: the question that is open, what was revealed, or what was decided last. */
  readonly caption: string;
  readonly poll: Poll | undefined;
  readonly isBlank: boolean;
  readonly language: Language;
  readonly theme: Theme;
  readonly arrangement: Arrangement;
  readonly terminal: number | undefined;
}

/** A guess of the class; hands are shown when the presenter wants it. */
export interface Poll {
  readonly choices: readonly { readonly text: string; readonly hands: number; readonly isRight: boolean }[];
  readonly areHandsShown: boolean;
}

/**
 * From the presenter's window to the room's. The session is the same on both sides because its history is: sent are
 * what the person did, when, and how far the clock is.
 */
export type ToAudience =
  /** Another session is shown: as a link has it. */
  | { readonly kind: 'session'; readonly run: number; readonly encoded: string }
  | { readonly kind: 'on'; readonly run: number; readonly from: number; readonly inputs: readonly LoggedIntent[]; readonly nowMs: number }
  | { readonly kind: 'view'; readonly view: AudienceView }
  | { readonly kind: 'bye' };

/** The room's window is there, or has missed something. */
export interface ToPresenter {
  readonly kind: 'hello';
}

export function channelName(id: string): string {
  return `ordinal.audience.${id}`;
}
