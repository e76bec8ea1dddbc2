import type { Profile } from '#engine/profile.ts';
import type { Lesson } from '#lessons/lesson.ts';
import type { Session } from '#session/session.ts';
import { createContext, use } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Messages } from '../i18n/messages.ts';
import type { Language } from '../i18n/translate.ts';
import type { ReasonSentences } from '../why/reasonSentences.ts';
import { createClockSlice } from './clockSlice.ts';
import type { ClockSlice, Speed } from './clockSlice.ts';
import { createClusterSlice } from './clusterSlice.ts';
import type { ClusterSlice } from './clusterSlice.ts';
import { createImportSlice } from '../import/importSlice.ts';
import type { ImportSlice } from '../import/importSlice.ts';
import { createLessonSlice } from '../lesson/lessonSlice.ts';
import type { LessonSlice } from '../lesson/lessonSlice.ts';
import { createLanguageSlice } from './languageSlice.ts';
import type { LanguageSlice } from './languageSlice.ts';
import { createPastSlice } from './pastSlice.ts';
import type { PastSlice } from './pastSlice.ts';
import { createShareSlice } from './shareSlice.ts';
import type { ShareSlice } from './shareSlice.ts';
import { createViewSlice, REGION_SIZES } from './viewSlice.ts';
import type { KeptView, RegionSizes, Theme, ViewSlice } from './viewSlice.ts';

/** Everything the page knows: the session's newest frame, and what the page itself decides. */
export interface AppState extends ClusterSlice, PastSlice, ClockSlice, ViewSlice, LanguageSlice, ShareSlice, ImportSlice, LessonSlice {
  /** Starts a fresh session of a profile, with that seed; of a lesson where one is given. */
  readonly openSession: OpenSession;
}

export type OpenSession = (profile: Profile | string, seed: number, lesson?: Lesson) => Session;

export type AppStore = StoreApi<AppState>;

export interface AppSettings {
  readonly session: Session;
  readonly openSession: OpenSession;
  readonly language: Language;
  readonly messages: Messages;
  readonly sentences: ReasonSentences;
  readonly theme: Theme;
  /** What else of the view was kept from the last visit. */
  readonly view?: KeptView;
  readonly speed?: Speed;
  readonly sizes?: RegionSizes;
}

export function createAppStore({ session, openSession, language, messages, sentences, theme, view = {}, speed = 1, sizes = REGION_SIZES }: AppSettings): AppStore {
  return createStore<AppState>()((...args) => ({
    ...createViewSlice(theme, view, sizes)(...args),
    ...createClockSlice(speed)(...args),
    ...createLanguageSlice(language, messages, sentences)(...args),
    ...createShareSlice(...args),
    ...createImportSlice(...args),
    ...createLessonSlice(...args),
    ...createPastSlice(session)(...args),
    ...createClusterSlice(session)(...args),
    openSession,
  }));
}

export const AppStoreContext = createContext<AppStore | undefined>(undefined);

/** The store itself, for handlers that read it once. */
export function useAppStore(): AppStore {
  const store = use(AppStoreContext);
  if (store === undefined) throw new Error('useApp outside of AppStoreContext');
  return store;
}

/** A part of the app's state; the component is drawn anew when that part has changed. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(useAppStore(), selector);
}

/** Says messages in the language of the page. */
export function useT(): AppState['t'] {
  return useApp(selectT);
}

const selectT = ({ t }: AppState) => t;
