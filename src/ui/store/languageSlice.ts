import type { Why } from '#engine/why.ts';
import type { StateCreator } from 'zustand';
import { loadMessages } from '../i18n/language.ts';
import type { Messages } from '../i18n/messages.ts';
import { translatorOf } from '../i18n/translate.ts';
import type { Language, Translate } from '../i18n/translate.ts';
import { sayReason } from '../why/reasonSentences.ts';
import type { ReasonSentences } from '../why/reasonSentences.ts';
import type { AppState } from './store.ts';

export interface LanguageSlice {
  readonly language: Language;
  readonly t: Translate;
  /** Says a reason of the cluster in the language of the page. */
  readonly say: (why: Why) => string;
  /** Takes over the sentences for reasons, which come later than the first picture. */
  readonly learnReasons: (sentences: ReasonSentences) => void;
  /** Fetches the messages first, then changes the page at once. */
  readonly setLanguage: (language: Language) => Promise<void>;
}

export const createLanguageSlice =
  (language: Language, messages: Messages, sentences: ReasonSentences): StateCreator<AppState, [], [], LanguageSlice> =>
  (set, get) => {
    let known = sentences;
    const sayIn = (next: Language) => (why: Why) => sayReason(known, next, why);
    const speak = (next: Language, words: Messages) => ({ language: next, t: translatorOf(words), say: sayIn(next) });
    return {
      ...speak(language, messages),
      learnReasons: (more) => {
        known = more;
        set({ say: sayIn(get().language) });
      },
      setLanguage: async (next) => set(speak(next, await loadMessages(next))),
    };
  };
