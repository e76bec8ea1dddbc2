import { decodeShared } from '#session/share/decodeShared.ts';
import { encodeShared } from '#session/share/encodeShared.ts';
import type { SharedSession } from '#session/share/sharedSession.ts';
import { sharedLessonOf } from '../lesson/lessonFiles.ts';
import { openShared } from '../share/openShared.ts';
import { viewOf } from '../share/sharedView.ts';
import { liveBranch } from '../store/pastSlice.ts';
import type { AppState, AppStore } from '../store/store.ts';
import { forget, keepInBrowser, keptSessions, latestOf } from './keptSessions.ts';
import type { KeptSession } from './keptSessions.ts';
import { TAB_KEY } from './leftSession.ts';

/** How long after a change, and how often while time passes, in real milliseconds. */
const SAVE_AFTER_MS = 1500;
const SAVE_EVERY_MS = 10_000;

/**
 * Keeps the session of this tab in the browser. A tab that is loaded again goes on where it was; a new tab is offered
 * the latest session of a tab that is closed, unless the address asks for something else.
 */
export async function keepSession(store: AppStore, asked: Asked): Promise<void> {
  if (!hasStorage()) return;
  const known = sessionStorage.getItem(TAB_KEY);
  const isMine = known !== null && (await holdTab(known));
  const tab = isMine ? known : newTab();
  if (!isMine) await holdTab(tab);
  sessionStorage.setItem(TAB_KEY, tab);
  const kept = keptSessions(localStorage);
  const own = kept.find(({ id }) => id === tab);
  if (own !== undefined && isWanted(own, asked)) continueKept(store, own);
  else if (!asked.isLink) offerLatest(store, latestOf(kept.filter(isUsed), await openTabs(), Date.now()));
  startSaving(store, tab);
}

/** What the address says about the session that it opens. */
export interface Asked {
  readonly isLink: boolean;
  readonly seed?: number;
  readonly profile?: string;
}

function isWanted({ encoded }: KeptSession, { isLink, seed, profile }: Asked): boolean {
  const decoded = decodeShared(encoded);
  if (isLink || !('shared' in decoded)) return false;
  const { shared } = decoded;
  return (seed ?? shared.seed) === shared.seed && (profile ?? shared.profile.name) === shared.profile.name;
}

/** Goes on with a session that was kept. One that cannot be read any more is forgotten. */
export function continueKept(store: AppStore, { id, encoded }: KeptSession): void {
  const decoded = decodeShared(encoded);
  if ('shared' in decoded) void openShared(store, decoded.shared);
  if (id !== sessionStorage.getItem(TAB_KEY)) forget(localStorage, id);
  store.getState().offer(undefined);
}

function offerLatest(store: AppStore, latest: KeptSession | undefined): void {
  if (latest !== undefined) store.getState().offer(latest);
}

/** Can it be read, and has somebody done something in it? */
function isUsed({ encoded }: KeptSession): boolean {
  const decoded = decodeShared(encoded);
  return 'shared' in decoded && hasDeeds(decoded.shared.inputs);
}

function hasDeeds(inputs: SharedSession['inputs']): boolean {
  return inputs.some(({ intent }) => intent.do !== 'resize');
}

function hasStorage(): boolean {
  try {
    return localStorage !== null && sessionStorage !== null;
  } catch {
    return false;
  }
}

function newTab(): string {
  return crypto.getRandomValues(new Uint32Array(2)).join('-');
}

const LOCK = 'ordinal.tab.';

/** Marks a tab's name as in use for as long as the tab is open; false when another tab has it (a duplicated one). */
function holdTab(tab: string): Promise<boolean> {
  if (!('locks' in navigator)) return Promise.resolve(true);
  return new Promise((resolve) => {
    void navigator.locks.request(LOCK + tab, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise(() => undefined);
    });
  });
}

async function openTabs(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.map(({ name = '' }) => name.slice(LOCK.length)));
}

function startSaving(store: AppStore, tab: string): void {
  let timer: number | undefined;
  let savedMs = -1;
  const save = () => {
    window.clearTimeout(timer);
    timer = undefined;
    const kept = keptOf(store.getState(), tab);
    if (kept === undefined || store.getState().opening !== undefined || kept.nowMs === savedMs) return;
    savedMs = kept.nowMs;
    keepInBrowser(localStorage, kept);
  };
  let seen = 0;
  store.subscribe((state, before) => {
    if (state.frame === before.frame) return;
    const { length } = liveBranch(state).session.history;
    if (timer === undefined && length !== seen) timer = window.setTimeout(save, SAVE_AFTER_MS);
    seen = length;
  });
  window.setInterval(save, SAVE_EVERY_MS);
  window.addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
}

/** What there is to keep; nothing while nobody has done anything or opened a lesson. */
function keptOf(state: AppState, id: string): KeptSession | undefined {
  const { session } = liveBranch(state);
  const { nowMs, marks, crash } = state.present?.frame ?? session.frame();
  if (crash !== undefined || (session.options.lesson === undefined && !hasDeeds(session.history))) return undefined;
  return { id, savedAtMs: Date.now(), encoded: encodeShared(sharedAt(state, session, nowMs)), nowMs, commandCount: marks.length };
}

function sharedAt(state: AppState, session: AppState['session'], nowMs: number): SharedSession {
  const isRunning = state.isPlaying || state.present !== undefined;
  return { profile: session.options.profile, seed: session.options.seed, inputs: session.history, atMs: nowMs, view: { ...viewOf(state, false), clock: isRunning ? 'runs' : 'stands' }, ...sharedLessonOf(session) };
}
