import { chooseLanguage } from '../i18n/language.ts';
import type { Language } from '../i18n/translate.ts';
import { SPEEDS } from '../store/clockSlice.ts';
import type { Speed } from '../store/clockSlice.ts';
import type { KeptView, Theme } from '../store/viewSlice.ts';

export interface Settings extends KeptView {
  readonly theme: Theme;
  readonly language: Language;
  readonly speed?: Speed;
  /** How a link would refer to the cluster; judged by those who open it. */
  readonly cluster?: unknown;
  readonly seed?: number;
}

const STORAGE_KEY = 'ordinal.settings';

/** How the page looks: what the address says, then what was chosen last, then what the system prefers. The cluster is the one that was chosen last. */
export function readSettings(address: URLSearchParams): Settings {
  const kept = remembered();
  const { speed, seed } = kept;
  return {
    theme: themeOf(address.get('theme')) ?? themeOf(kept['theme']) ?? preferredTheme(),
    language: chooseLanguage(address.get('lang'), textOf(kept['language']), navigator.languages),
    ...viewOf(kept),
    ...(isSpeed(speed) ? { speed } : {}),
    ...(typeof seed === 'number' ? { seed } : {}),
    ...(kept['cluster'] === undefined ? {} : { cluster: kept['cluster'] }),
  };
}

function preferredTheme(): Theme {
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

function themeOf(value: unknown): Theme | undefined {
  return value === 'dark' || value === 'light' || value === 'contrast' ? value : undefined;
}

function viewOf({ verbosity, terminalFontPx, isTerminalSpoken, hasLetterKeys }: Kept): KeptView {
  return {
    ...(verbosity === 'all' || verbosity === 'important' || verbosity === 'off' ? { verbosity } : {}),
    ...(typeof terminalFontPx === 'number' ? { terminalFontPx: Math.min(28, Math.max(9, terminalFontPx)) } : {}),
    ...(typeof isTerminalSpoken === 'boolean' ? { isTerminalSpoken } : {}),
    ...(typeof hasLetterKeys === 'boolean' ? { hasLetterKeys } : {}),
  };
}

function isSpeed(value: unknown): value is Speed {
  return SPEEDS.some((speed) => speed === value);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Keeps these settings for the next visit beside those that are kept already, where the browser lets us. */
export function rememberSettings(settings: Partial<Settings>): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify({ ...remembered(), ...settings }));
  } catch {
    // A page in a private window or an iframe may have no storage: then nothing is kept.
  }
}

type Kept = { readonly [K in keyof Settings]?: unknown };

function remembered(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '{}');
    return typeof kept === 'object' && kept !== null ? kept : {};
  } catch {
    return {};
  }
}
