import type { Language } from '../i18n/translate.ts';

/** A page of kubernetes.io from its path, in the reader's language: where it is, and what it is called. */
export function readingLink(path: string, language: Language): { readonly href: string; readonly text: string } {
  const [page = '', anchor] = path.split('#');
  const words = (text: string) => text.replaceAll('-', ' ');
  const last = words(page.split('/').findLast((part) => part !== '') ?? page);
  return {
    href: `https://kubernetes.io/${language === 'zh' ? 'zh-cn/' : ''}${path}`,
    text: `kubernetes.io: ${last}${anchor === undefined || anchor === '' ? '' : `, ${words(anchor)}`}`,
  };
}
