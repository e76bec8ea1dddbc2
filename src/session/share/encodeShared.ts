import { deflateSync, strToU8 } from 'fflate';
import { hashText } from '#engine/core/random.ts';
import { toBase64Url } from './base64Url.ts';
import { DICTIONARY } from './dictionary.ts';
import { referTo } from './profileCodec.ts';
import type { SharedSession } from './sharedSession.ts';

/** The version of the encoding that this program writes. */
export const VERSION = '1';

/**
 * A session as a text that fits behind the `#` of an address: the version, a point, and the session compressed.
 * Moments are written as what has passed since the one before. A session of a lesson has a sixth part.
 */
export function encodeShared({ profile, seed, inputs, atMs, view, lesson }: SharedSession): string {
  let before = 0;
  const steps = inputs.map(({ atMs: at, intent }) => {
    const passed = at - before;
    before = at;
    return [passed, intent];
  });
  const text = JSON.stringify([referTo(profile), seed, atMs, view, steps, ...(lesson === undefined ? [] : [lesson])]);
  const checked = checkOf(text) + text;
  return `${VERSION}.${toBase64Url(deflateSync(strToU8(checked), { level: 9, dictionary: strToU8(DICTIONARY) }))}`;
}

/** Eight characters that change when anything in the text does. */
export function checkOf(text: string): string {
  return hashText(text).toString(16).padStart(8, '0');
}
