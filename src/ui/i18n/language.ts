import { en } from './en.ts';
import type { Messages } from './messages.ts';
import type { Language } from './translate.ts';

/** The language a page opens in: `?lang=` first, then what was chosen last, then the browser's. */
export function chooseLanguage(query: string | null, remembered: string | null, preferred: readonly string[]): Language {
  const asked = [query, remembered, ...preferred].map(languageOf).find((language) => language !== undefined);
  return asked ?? 'en';
}

function languageOf(tag: string | null): Language | undefined {
  if (tag === null) return undefined;
  const primary = tag.toLowerCase().split('-')[0];
  return primary === 'zh' || primary === 'en' ? primary : undefined;
}

/** The messages of a language. Chinese is fetched when it is first wanted. */
export async function loadMessages(language: Language): Promise<Messages> {
  if (language === 'en') return en;
  const { zh } = await import('./zh.ts');
  return zh;
}

/** What the page's `lang` attribute says. */
export const LANGUAGE_TAG: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };
