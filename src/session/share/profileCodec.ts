import type { Profile } from '#engine/profile.ts';
import { findProfile } from '#engine/profiles/index.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { isRecord } from '#engine/core/json.ts';
import type { Misfit } from '#lessons/format/shape.ts';

/** A profile in a link: the name of one that ships, or such a name with what differs from it (RFC 7386). */
export type ProfileReference = string | { readonly base: string; readonly changes: unknown };

/** The shortest way to name a profile. */
export function referTo(profile: Profile): ProfileReference {
  const base = findProfile(profile.name) ?? labProfile;
  const changes = changesBetween(base, profile);
  return changes === undefined ? base.name : { base: base.name, changes };
}

/** The profile behind a reference, or what is wrong with it. A changed value must be of the sort it replaces. */
export function profileOf(reference: unknown): Profile | Misfit {
  const name = isRecord(reference) ? reference['base'] : reference;
  const base = typeof name === 'string' ? findProfile(name) : undefined;
  if (base === undefined) return { path: '.profile', expected: 'the name of a profile' };
  const changes = isRecord(reference) ? reference['changes'] : undefined;
  if (changes === undefined) return base;
  const misfit = unlike(changes, base, '.profile');
  // The change fits the base at every path, so the result is a profile again.
  return misfit ?? (merged(base, changes) as Profile);
}

function changesBetween(base: unknown, value: unknown): unknown {
  if (base === value || JSON.stringify(base) === JSON.stringify(value)) return undefined;
  if (!isRecord(base) || !isRecord(value)) return value;
  const keys = new Set([...Object.keys(base), ...Object.keys(value)]);
  const changed = [...keys].map((key) => [key, Object.hasOwn(value, key) ? changesBetween(base[key], value[key]) : null] as const);
  return Object.fromEntries(changed.filter(([, change]) => change !== undefined));
}

function merged(base: unknown, change: unknown): unknown {
  if (!isRecord(change) || !isRecord(base)) return change;
  const result: Record<string, unknown> = { ...base };
  for (const [key, inner] of Object.entries(change)) {
    if (inner === null) Reflect.deleteProperty(result, key);
    else result[key] = merged(base[key], inner);
  }
  return result;
}

/** Maps whose keys are names that people choose, not fields. */
const FREE_MAPS = new Set(['.profile.hostFiles', '.profile.pins.claimUids', '.profile.pins.serviceIps']);
/** Objects of the API: the server judges them when they are loaded. */
const FREE_VALUES = new Set(['.profile.objects']);

function unlike(change: unknown, base: unknown, path: string): Misfit | undefined {
  if (FREE_VALUES.has(path)) return Array.isArray(change) ? undefined : { path, expected: 'a list' };
  if (Array.isArray(base)) return unlikeList(change, base, path);
  if (isRecord(base)) return unlikeRecord(change, base, path);
  if (base === undefined) return typeof change === 'object' ? { path, expected: 'no such field' } : undefined;
  return typeof change === typeof base ? undefined : { path, expected: `a ${typeof base}` };
}

function unlikeList(change: unknown, base: readonly unknown[], path: string): Misfit | undefined {
  if (!Array.isArray(change) || change.length > 1000) return { path, expected: 'a list' };
  const pattern = base[0] ?? '';
  for (const [index, item] of change.entries()) {
    const misfit = unlike(item, pattern, `${path}[${String(index)}]`);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

function unlikeRecord(change: unknown, base: Readonly<Record<string, unknown>>, path: string): Misfit | undefined {
  if (!isRecord(change)) return { path, expected: 'an object' };
  for (const [key, inner] of Object.entries(change)) {
    const inPath = `${path}.${key}`;
    const isFree = FREE_MAPS.has(path) || path.endsWith('.labels');
    if (inner === null && (isFree || key === 'labels' || key === 'standIn')) continue;
    const misfit = unlike(inner, isFree ? (Object.values(base)[0] ?? '') : own(base, key), inPath);
    if (misfit !== undefined) return misfit;
  }
  return undefined;
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
