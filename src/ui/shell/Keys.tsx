import { useT } from '../store/store.ts';
import type { Translate } from '../i18n/translate.ts';

/** The keys of an action as they are written on a keyboard. */
export function Keys({ keys }: { readonly keys: readonly string[] }) {
  const t = useT();
  return keys.map((key) => (
    <kbd key={key}>{keyText(t, key)}</kbd>
  ));
}

function keyText(t: Translate, key: string): string {
  const parts = key === '+' ? ['+'] : key.split(/\+(?!$)/);
  return parts.map((part) => (part === ' ' ? t('key.space') : part.length === 1 ? part.toUpperCase() : part)).join('+');
}
