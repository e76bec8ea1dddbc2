import { useEffect } from 'react';
import { liveBranch } from '../store/pastSlice.ts';
import { useApp } from '../store/store.ts';
import { rememberSettings } from './settings.ts';

/** Keeps for the next visit how the page looks, and which cluster it has. */
export function useKeptSettings(): void {
  const theme = useApp((state) => state.theme);
  const language = useApp((state) => state.language);
  const speed = useApp((state) => state.speed);
  const verbosity = useApp((state) => state.verbosity);
  const terminalFontPx = useApp((state) => state.terminalFontPx);
  const isTerminalSpoken = useApp((state) => state.isTerminalSpoken);
  const hasLetterKeys = useApp((state) => state.hasLetterKeys);
  const options = useApp((state) => liveBranch(state).session.options);
  useEffect(() => {
    rememberSettings({ theme, language, speed, verbosity, terminalFontPx, isTerminalSpoken, hasLetterKeys });
  }, [theme, language, speed, verbosity, terminalFontPx, isTerminalSpoken, hasLetterKeys]);
  useEffect(() => {
    // The cluster of a lesson is the lesson's choice.
    if (options.lesson !== undefined) return;
    // What a profile is called in a link belongs to the engine's part of the page.
    void import('#session/share/profileCodec.ts').then(({ referTo }) => rememberSettings({ cluster: referTo(options.profile), seed: options.seed }));
  }, [options]);
}
