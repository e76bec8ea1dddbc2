import { describe, expect, it } from 'vitest';
import { forget, keepInBrowser, keptSessions, latestOf } from './keptSessions.ts';
import type { KeptSession, Store } from './keptSessions.ts';

/** A browser's store with room for so many characters. */
function givenStore(room = Infinity): Store & { readonly items: Map<string, string> } {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, text) => {
      const used = [...items].reduce((sum, [name, value]) => sum + (name === key ? 0 : value.length), 0);
      if (used + text.length > room) throw new Error('QuotaExceededError');
      items.set(key, text);
    },
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
}

const session = (id: string, savedAtMs: number, encoded = '1.abc'): KeptSession => ({ id, savedAtMs, encoded, nowMs: 1000, commandCount: 2 });
const ids = (store: Store) => keptSessions(store).map(({ id }) => id);

describe('sessions that tabs leave in the browser', () => {
  it('are kept one a tab, the latest first', () => {
    const store = givenStore();
    for (const one of [session('a', 1), session('b', 3), session('a', 2)]) keepInBrowser(store, one);

    expect(ids(store)).toEqual(['b', 'a']);
  });

  it('are five at most', () => {
    const store = givenStore();
    for (let tab = 0; tab < 8; tab += 1) keepInBrowser(store, session(`t${tab}`, tab));

    expect(ids(store)).toEqual(['t7', 't6', 't5', 't4', 't3']);
  });

  it('give way to a newer one where the browser has no room', () => {
    const store = givenStore(300);
    keepInBrowser(store, session('old', 1, 'x'.repeat(120)));

    expect(keepInBrowser(store, session('new', 2, 'x'.repeat(150)))).toBe(true);
    expect(ids(store)).toEqual(['new']);
    expect(keepInBrowser(store, session('huge', 3, 'x'.repeat(900)))).toBe(false);
  });

  it('are offered when their tab is closed and they are not old', () => {
    const all = [session('open', 5000), session('closed', 4000), session('older', 3000)];

    expect(latestOf(all, new Set(['open']), 6000)?.id).toBe('closed');
    expect(latestOf(all, new Set(['open']), 6000 + 15 * 24 * 3_600_000)).toBeUndefined();
  });

  it('are passed over when they cannot be read, and gone when they are forgotten', () => {
    const store = givenStore();
    store.items.set('ordinal.session.broken', '{');
    store.items.set('ordinal.settings', '{}');
    keepInBrowser(store, session('a', 1));
    expect(ids(store)).toEqual(['a']);

    forget(store, 'a');
    expect(ids(store)).toEqual([]);
  });
});
