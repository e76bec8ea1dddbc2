/** A session that a tab has left in the browser. */
export interface KeptSession {
  /** Which tab it was. */
  readonly id: string;
  /** When, in real milliseconds since 1970. */
  readonly savedAtMs: number;
  /** The session as a link has it. */
  readonly encoded: string;
  /** How far it had come, in simulated milliseconds. */
  readonly nowMs: number;
  readonly commandCount: number;
}

/** What the browser keeps by name: `localStorage`, or something like it. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'ordinal.session.';
const MOST = 5;
const LONGEST_MS = 14 * 24 * 3_600_000;

/** Keeps a session under the name of its tab; older ones of other tabs make room. False when the browser does not let us. */
export function keepInBrowser(store: Store, session: KeptSession): boolean {
  const text = JSON.stringify(session);
  const others = keptSessions(store).filter(({ id }) => id !== session.id);
  for (const old of others.slice(MOST - 1)) store.removeItem(PREFIX + old.id);
  for (let room = others.slice(0, MOST - 1); ; room = room.slice(0, -1)) {
    try {
      store.setItem(PREFIX + session.id, text);
      return true;
    } catch {
      const oldest = room.at(-1);
      if (oldest === undefined) return false;
      store.removeItem(PREFIX + oldest.id);
    }
  }
}

/** All sessions that are kept, the latest first. What cannot be read is passed over. */
export function keptSessions(store: Store): readonly KeptSession[] {
  const keys = Array.from({ length: store.length }, (_, index) => store.key(index)).filter((key) => key?.startsWith(PREFIX) === true);
  return keys
    .map((key) => readKept(store.getItem(key ?? '')))
    .filter((session) => session !== undefined)
    .sort((a, b) => b.savedAtMs - a.savedAtMs);
}

/** The session of a tab, or the latest one of a tab that is closed. Those of open tabs are theirs. */
export function latestOf(sessions: readonly KeptSession[], openTabs: ReadonlySet<string>, nowMs: number): KeptSession | undefined {
  return sessions.find(({ id, savedAtMs }) => !openTabs.has(id) && nowMs - savedAtMs < LONGEST_MS);
}

export function forget(store: Store, id: string): void {
  store.removeItem(PREFIX + id);
}

function readKept(text: string | null): KeptSession | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isKept(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is KeptSession {
  if (typeof value !== 'object' || value === null) return false;
  const { id, savedAtMs, encoded, nowMs, commandCount } = value as Readonly<Record<keyof KeptSession, unknown>>;
  return typeof id === 'string' && typeof encoded === 'string' && [savedAtMs, nowMs, commandCount].every((number) => typeof number === 'number');
}
