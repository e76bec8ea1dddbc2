import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sessionInPng, withSession } from '../share/pngText.ts';
import { unpack } from './unpack.ts';

const MOST = 1_000_000;
/** The smallest picture there is: one pixel. */
const pixel = Uint8Array.from(atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='), (letter) => letter.charCodeAt(0));

function namesIn(files: Readonly<Record<string, string>>): readonly string[] | undefined {
  const bytes = zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  return unpack('some.zip', bytes, MOST)?.map(({ name }) => name);
}

describe('an archive', () => {
  it('of the page is the session that it was made from', () => {
    expect(namesIn({ 'manifests/default/statefulset-web.yaml': 'kind: StatefulSet', 'transcript.md': '# x', 'session.txt': 'https://x/#s=1.a' })).toEqual(['session.txt']);
  });

  it('of somebody else is its manifests, without what a system put beside them', () => {
    expect(namesIn({ 'lab/web.yaml': 'a', 'lab/pv.yml': 'b', 'lab/.hidden.yaml': 'c', '__MACOSX/lab/web.yaml': 'd', 'lab/photo.jpg': 'e' })).toEqual(['lab/web.yaml', 'lab/pv.yml']);
  });

  it('that would unpack to more than is allowed gives only what is', () => {
    expect(namesIn({ 'small.yaml': 'a', 'bomb.yaml': 'a'.repeat(MOST + 1) })).toEqual(['small.yaml']);
  });

  it('that is damaged gives nothing', () => {
    const bytes = zipSync({ 'web.yaml': strToU8('kind: Pod') });
    expect(unpack('cut.zip', bytes.subarray(0, bytes.length - 30), MOST)).toEqual([]);
  });

  it('is no other file', () => {
    expect(unpack('text.yaml', strToU8('kind: Pod'), MOST)).toBeUndefined();
  });
});

describe('a saved picture', () => {
  it('carries its session', () => {
    const [part] = unpack('ordinal.png', withSession(pixel, '1.AbC-_9'), MOST) ?? [];
    expect(new TextDecoder().decode(part?.bytes)).toBe('ordinal-session:1.AbC-_9');
  });

  it('without a session is none, nor is one that is cut off', () => {
    expect([sessionInPng(pixel), sessionInPng(withSession(pixel, '1.A').subarray(0, 40))]).toEqual([undefined, undefined]);
  });
});
