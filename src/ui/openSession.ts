import type { Profile } from '#engine/profile.ts';
import { findProfile } from '#engine/profiles/index.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from '#session/createSession.ts';
import { profileOf } from '#session/share/profileCodec.ts';
import type { Session } from '#session/session.ts';
import { serveExplainTexts } from './explainTexts.ts';

/** The cluster of a new session: the one that the address names, then the one that was chosen last, then the lab. */
export function chosenProfile(asked: string | null, kept: unknown): Profile {
  if (asked !== null) return findProfile(asked) ?? labProfile;
  const profile = kept === undefined ? undefined : profileOf(kept);
  return profile === undefined || !('nodes' in profile) ? labProfile : profile;
}

/** A fresh session of a profile, given as a value or by its name; a name that is not known gives the lab. */
export function openSession(profile: Profile | string, seed: number): Session {
  serveExplainTexts();
  return createSession({ profile: typeof profile === 'string' ? (findProfile(profile) ?? labProfile) : profile, seed, hasEditor: true });
}
