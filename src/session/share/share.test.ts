import { deflateSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { upstreamProfile } from '#engine/profiles/upstream.ts';
import { lesson } from '#lessons/template/lesson.ts';
import { texts } from '#lessons/template/en.ts';
import type { Intent, LoggedIntent } from '../session.ts';
import { toBase64Url } from './base64Url.ts';
import { decodeShared } from './decodeShared.ts';
import { DICTIONARY } from './dictionary.ts';
import { checkOf, encodeShared } from './encodeShared.ts';
import type { SharedSession } from './sharedSession.ts';

const intents: readonly Intent[] = [
  { do: 'resize', terminal: 1, columns: 120, rows: 30 },
  { do: 'run', terminal: 1, line: 'kubectl apply -f 02_statefulset_headless_volumeClaimTemplates.yml' },
  { do: 'type', terminal: 1, text: '你好\r\u0003' },
  { do: 'openTerminal' },
  { do: 'closeTerminal', terminal: 2 },
  { do: 'saveFile', editor: 1, content: 'nameserver 10.200.0.10\n' },
  { do: 'closeEditor', editor: 1, code: 0 },
  { do: 'fault', fault: { fault: 'power', node: 'centos7k8s2', on: false } },
  { do: 'fault', fault: { fault: 'delete-pod', namespace: 'default', pod: 'web-1', force: true } },
];

function givenShared(changes: Partial<SharedSession> = {}): SharedSession {
  const inputs = intents.map((intent, index): LoggedIntent => ({ atMs: index * 1234, intent }));
  return { profile: labProfile, seed: 42, atMs: 20_000, view: { arrangement: 'node' }, inputs, ...changes };
}

/** A text that is well packed, whatever is in it. */
function packed(value: unknown, check = checkOf(JSON.stringify(value))): string {
  return `1.${toBase64Url(deflateSync(strToU8(check + JSON.stringify(value)), { dictionary: strToU8(DICTIONARY) }))}`;
}

describe('a session in a link', () => {
  it('is read as it was written', () => {
    const shared = givenShared();
    expect(decodeShared(encodeShared(shared))).toEqual({ shared });
  });

  it('keeps a profile that was changed', () => {
    const profile = { ...upstreamProfile, clusterDomain: 'school.local', pins: { ...upstreamProfile.pins, serviceIps: { 'default/web': '10.96.7.7' } }, gates: { MaxUnavailableStatefulSet: true } };
    expect(decodeShared(encodeShared(givenShared({ profile })))).toEqual({ shared: givenShared({ profile }) });
  });

  it('keeps the name of a lesson of the course', () => {
    const shared = givenShared({ lesson: 'own-storage' });
    expect(decodeShared(encodeShared(shared))).toEqual({ shared });
  });

  it('brings along a lesson that came from a file, with its texts', () => {
    const shared = givenShared({ lesson: { lesson, texts: { en: texts } } });
    expect(decodeShared(encodeShared(shared))).toEqual({ shared });
  });

  it('of forty clicked commands is shorter than 2 KB', () => {
    const lines = ['kubectl get pods -o wide', 'kubectl delete pod web-1', 'kubectl scale sts web --replicas=5', 'kubectl rollout status sts/web', 'kubectl describe pod web-0'];
    const inputs = Array.from({ length: 40 }, (_, index): LoggedIntent => ({ atMs: index * 14_317 + ((index * 7919) % 977), intent: { do: 'run', terminal: 1, line: lines[index % 5] ?? '' } }));
    expect(encodeShared(givenShared({ inputs })).length).toBeLessThan(2048);
  });

  it('needs no letter that an address would change', () => {
    expect(encodeShared(givenShared())).toMatch(/^1\.[A-Za-z0-9_-]+$/);
  });
});

describe('a link that is no session', () => {
  const whole = encodeShared(givenShared());

  it.each([
    ['cut off', whole.slice(0, -7)],
    ['with a letter changed', `${whole.slice(0, 60)}${whole[60] === 'A' ? 'B' : 'A'}${whole.slice(61)}`],
    ['with letters that are no code', '1.<script>alert(1)</script>'],
    ['empty', ''],
    ['without a version', 'hello'],
  ])('%s is damaged', (_name, text) => {
    expect(decodeShared(text)).toEqual({ refusal: { code: 'damaged' } });
  });

  it('whose words were exchanged for others is damaged, though it unpacks well', () => {
    const value = ['lab', 42, 20_000, {}, []];
    expect(decodeShared(packed(value))).toHaveProperty('shared');
    expect(decodeShared(packed(value, checkOf(JSON.stringify(['lab', 43, 20_000, {}, []]))))).toEqual({ refusal: { code: 'damaged' } });
  });

  it('of a later version says which', () => {
    expect(decodeShared(`7.${whole.slice(2)}`)).toEqual({ refusal: { code: 'version', version: '7' } });
  });

  it('of ten megabytes is not even read', () => {
    expect(decodeShared(`1.${'A'.repeat(10_000_000)}`)).toEqual({ refusal: { code: 'too-long', limit: 200_000 } });
  });

  it('that would unpack to a hundred megabytes is left when it has become too long', () => {
    const bomb = `1.${toBase64Url(deflateSync(new Uint8Array(100_000_000), { level: 9 }))}`;
    expect(bomb.length).toBeLessThan(200_000);
    expect(decodeShared(bomb)).toEqual({ refusal: { code: 'too-long', limit: 4_000_000 } });
  });

  it.each([
    ['an unknown profile', ['moon', 1, 0, {}, []], '.profile'],
    ['a changed profile of another sort', [{ base: 'lab', changes: { nodes: 7 } }, 1, 0, {}, []], '.profile.nodes'],
    ['a node without sense', [{ base: 'lab', changes: { nodes: [{ name: 5 }] } }, 1, 0, {}, []], '.profile.nodes[0].name'],
    ['a field that no profile has', [{ base: 'lab', changes: { evil: { a: 1 } } }, 1, 0, {}, []], '.profile.evil'],
    ['a seed in words', ['lab', 'x', 0, {}, []], '.seed'],
    ['an intent that does not exist', ['lab', 1, 0, {}, [[0, { do: 'eval', text: 'alert(1)' }]]], '.inputs[0].do'],
    ['an intent with a name of every object', ['lab', 1, 0, {}, [[0, { do: 'constructor' }]]], '.inputs[0].do'],
    ['a fault that does not exist', ['lab', 1, 0, {}, [[0, { do: 'fault', fault: { fault: 'meteor' } }]]], '.inputs[0].fault.fault'],
    ['a fault with too much', ['lab', 1, 0, {}, [[0, { do: 'fault', fault: { fault: 'dns', running: true, more: 1 } }]]], '.inputs[0].fault.more'],
    ['a text where a number is meant', ['lab', 1, 0, {}, [[0, { do: 'run', terminal: '1', line: 'ls' }]]], '.inputs[0].terminal'],
    ['a list where inputs are meant', ['lab', 1, 0, {}, 'ls'], '.inputs'],
    ['time that runs backwards', ['lab', 1, 0, {}, [[-5, { do: 'openTerminal' }]]], '.inputs[0].atMs'],
    ['a moment of next year', ['lab', 1, 1e12, {}, []], '.atMs'],
    ['a view of another sort', ['lab', 1, 0, { a: { b: 1 } }, []], '.view.a'],
    ['a lesson whose name is a path', ['lab', 1, 0, {}, [], '../evil'], '.lesson'],
    ['a lesson that is none', ['lab', 1, 0, {}, [], { lesson: { ...lesson, steps: 'none' }, texts: { en: texts } }], '.lesson.lesson.steps'],
    ['a part too many', ['lab', 1, 0, {}, [], 'own-storage', 1], '.'],
    ['too few parts', ['lab'], '.'],
    ['no list', { profile: 'lab' }, '.'],
  ])('with %s says where', (_name, value, path) => {
    expect(decodeShared(packed(value))).toMatchObject({ refusal: { code: 'invalid', path } });
  });
});
