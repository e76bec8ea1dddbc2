import { advanceRecorded } from '#session/advanceRecorded.ts';
import { encodeShared } from '#session/share/encodeShared.ts';
import { joinTyping } from '#session/share/joinTyping.ts';
import type { SharedSession } from '#session/share/sharedSession.ts';
import { sharedLessonOf } from '../lesson/lessonFiles.ts';
import type { AppState } from '../store/store.ts';
import { SESSION_MARK } from './sessionMark.ts';
import { viewOf } from './sharedView.ts';

/** The moment that is shown, or everything up to the present. */
export type Scope = 'moment' | 'whole';

/** The session as a link would keep it. In the past the moment is the earlier one. */
export function sharedOf(state: AppState, scope: Scope): SharedSession {
  const live = state.present?.session ?? state.session;
  const isWhole = scope === 'whole';
  const session = isWhole ? live : state.session;
  const atMs = isWhole ? (state.present?.nowMs ?? state.nowMs) : state.nowMs;
  return { profile: session.options.profile, seed: session.options.seed, inputs: session.history, atMs, view: viewOf(state, isWhole), ...sharedLessonOf(session) };
}

/** The shortest text that gives the same session to the byte. */
export function encodeShortest(state: AppState, scope: Scope): string {
  const shared = sharedOf(state, scope);
  const joined = { ...shared, inputs: joinTyping(shared.inputs) };
  const session = scope === 'whole' ? (state.present?.session ?? state.session) : state.session;
  return encodeShared(joined.inputs.length < shared.inputs.length && logOf(state, joined) === session.eventLog() ? joined : shared);
}

/** The event log of a fresh session that is played through what was shared; an empty one while programs are missing. */
function logOf(state: AppState, { profile, seed, inputs, atMs }: SharedSession): string {
  const session = state.openSession(profile, seed, state.session.options.lesson);
  advanceRecorded(session, inputs, atMs, () => false);
  return session.eventLog();
}

/** The address that opens it. `embed` is what an iframe shows. */
export function linkTo(encoded: string, page: { readonly origin: string; readonly pathname: string }, embed?: string): string {
  return `${page.origin}${page.pathname}${embed === undefined ? `#s=${encoded}` : `#e=${embed}.${encoded}`}`;
}

const ENCODED = new RegExp(String.raw`(?:#s=|#e=[a-z]+\.[a-z]+\.|${SESSION_MARK})([0-9]{1,4}\.[A-Za-z0-9_-]+)`);

/** The encoded session in an address, a saved picture or a transcript; undefined when there is none. */
export function encodedIn(text: string): string | undefined {
  const found = ENCODED.exec(text);
  return found?.[1];
}
