import type { Profile } from '../profile.ts';
import { conformanceProfile } from './conformance.ts';
import { labProfile } from './lab.ts';
import { upstreamProfile } from './upstream.ts';

/** The profiles that ship with the product, by name. */
export const profiles: readonly Profile[] = [labProfile, upstreamProfile, conformanceProfile];

/** The profile of that name, or undefined. */
export function findProfile(name: string): Profile | undefined {
  return profiles.find((profile) => profile.name === name);
}
