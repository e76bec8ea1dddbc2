import { findProfile } from '#engine/profiles/index.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from '#session/createSession.ts';
import type { Session } from '#session/session.ts';

/** A fresh session of a profile by name; a name that is not known gives the lab. */
export function openSession(profile: string, seed: number): Session {
  return createSession({ profile: findProfile(profile) ?? labProfile, seed, hasEditor: true });
}
