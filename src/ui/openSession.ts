import type { Profile } from '#engine/profile.ts';
import { findProfile } from '#engine/profiles/index.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { beginSession, type BegunSession, type OpenDesk } from '#session/beginSession.ts';
import type { Lesson } from '#lessons/lesson.ts';
import { profileOf } from '#session/share/profileCodec.ts';
import type { Session } from '#session/session.ts';

/** The cluster of a new session: the one that the address names, then the one that was chosen last, then the lab. */
export function chosenProfile(asked: string | null, kept: unknown): Profile {
  if (asked !== null) return findProfile(asked) ?? labProfile;
  const profile = kept === undefined ? undefined : profileOf(kept);
  return profile === undefined || !('nodes' in profile) ? labProfile : profile;
}

/** Sessions that were begun before the programs were there. */
const waiting: BegunSession[] = [];
let openDesk: OpenDesk | undefined;

/**
 * A fresh session of a profile, given as a value or by its name; a name that is not known gives the lab. With a lesson it
 * begins where the lesson's set-up ends.
 * Its time stands until {@link loadPrograms} is through.
 */
export function openSession(profile: Profile | string, seed: number, lesson?: Lesson): Session {
  const begun = beginSession({ profile: typeof profile === 'string' ? (findProfile(profile) ?? labProfile) : profile, seed, hasEditor: true, ...(lesson === undefined ? {} : { lesson }) });
  if (openDesk === undefined) waiting.push(begun);
  else begun.complete(openDesk);
  return begun.session;
}

/** Fetches shells, kubectl and all other programs, and completes the sessions that wait for them once what is fetched beside them has come too. */
export async function loadPrograms(beside: Promise<void> = Promise.resolve()): Promise<void> {
  const [desk] = await Promise.all([
    import('#session/openDesk.ts'),
    import('./explainTexts.ts').then(({ serveExplainTexts }) => serveExplainTexts()),
    import('./helpTexts.ts').then(({ serveHelpTexts }) => serveHelpTexts()),
    beside,
  ]);
  openDesk = desk.openDesk;
  for (const begun of waiting.splice(0)) begun.complete(desk.openDesk);
}
