import type { Profile } from '#engine/profile.ts';
import { findProfile } from '#engine/profiles/index.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from '#session/createSession.ts';
import type { Session } from '#session/session.ts';
import { serveExplainTexts } from './explainTexts.ts';

/** A fresh session of a profile, given as a value or by its name; a name that is not known gives the lab. */
export function openSession(profile: Profile | string, seed: number): Session {
  serveExplainTexts();
  return createSession({ profile: typeof profile === 'string' ? (findProfile(profile) ?? labProfile) : profile, seed, hasEditor: true });
}
