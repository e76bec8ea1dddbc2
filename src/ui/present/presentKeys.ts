/** What a key of the keyboard or of a remote control does. */
export type Press = { readonly does: 'next' | 'back' | 'blank' | 'pause' | 'votes' | 'takeHand' } | { readonly does: 'hand'; readonly choice: number };

const KEYS: Readonly<Record<string, Exclude<Press['does'], 'hand'>>> = {
  PageDown: 'next', ArrowRight: 'next', ArrowDown: 'next',
  PageUp: 'back', ArrowLeft: 'back', ArrowUp: 'back',
  b: 'blank', B: 'blank', '.': 'blank',
  p: 'pause', P: 'pause',
  v: 'votes', V: 'votes',
  '0': 'takeHand',
};

/** Reads a key as `KeyboardEvent.key` names it; undefined for one that means nothing here. 1 is the first choice. */
export function pressOfKey(key: string): Press | undefined {
  if (/^[1-9]$/.test(key)) return { does: 'hand', choice: Number(key) - 1 };
  const does = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  return does === undefined ? undefined : { does };
}
