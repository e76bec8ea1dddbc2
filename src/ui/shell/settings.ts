import { chooseLanguage } from '../i18n/language.ts';
import type { Language } from '../i18n/translate.ts';
import type { Theme } from '../store/viewSlice.ts';

export interface Settings {
  readonly theme: Theme;
  readonly language: Language;
}

const STORAGE_KEY = 'ordinal.settings';

/** Language and theme: what the address says, then what was chosen last, then what the system prefers. */
export function readSettings(address: URLSearchParams): Settings {
  const kept = remembered();
  const prefersLight = matchMedia('(prefers-color-scheme: light)').matches;
  const theme = [address.get('theme'), kept.theme].find((value) => value === 'dark' || value === 'light');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : prefersLight ? 'light' : 'dark',
    language: chooseLanguage(address.get('lang'), kept.language ?? null, navigator.languages),
  };
}

/** Keeps the settings for the next visit, where the browser lets us. */
export function rememberSettings(settings: Settings): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(settings));
  } catch {
    // A page in a private window or an iframe may have no storage: then nothing is kept.
  }
}

function remembered(): { readonly theme?: string; readonly language?: string } {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}
