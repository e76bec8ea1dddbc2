import { describe, expect, it } from 'vitest';
import { labProfile } from '#engine/profiles/lab.ts';
import { createSession } from '#session/createSession.ts';
import { en } from '../i18n/en.ts';
import { createAppStore } from '../store/store.ts';
import { fileName } from './bring.ts';
import { putFiles, shellWord } from './putFile.ts';
import { readText, textOf } from './readSource.ts';

function givenLab() {
  const session = createSession({ profile: labProfile, seed: 42, hasEditor: false });
  session.advance(1000);
  return createAppStore({ session, openSession: () => session, language: 'en', messages: en, sentences: {}, theme: 'dark' });
}

const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';

describe('a file that is brought', () => {
  it('is put where the shell stands, and the line about it is typed: both are inputs of the session', () => {
    const store = givenLab();
    const { session } = store.getState();
    session.dispatch({ do: 'run', terminal: 1, line: 'cd /tmp' });
    session.advance(1000);

    expect(putFiles(store, [{ name: 'a.yaml', content: MAP }], 'kubectl apply -f a.yaml')).toBe(true);
    session.advance(5000);

    expect(session.history.slice(-2).map(({ intent }) => intent.do)).toEqual(['writeFile', 'run']);
    expect(session.look({ in: 'node', node: 'centos7k8s1' }, '/tmp/a.yaml')).toMatchObject({ text: MAP });
    expect(session.output(1, 0).text).toContain('configmap/a created');
  });

  it('that the disk does not take is told, and no line is typed about it', () => {
    const store = givenLab();

    expect(putFiles(store, [{ name: 'no/such/folder/a.yaml', content: MAP }], 'kubectl apply -f a.yaml')).toBe(false);
    expect(store.getState().toasts.at(-1)?.title).toBe('The host’s disk did not take the file');
    expect(store.getState().session.history.map(({ intent }) => intent.do)).not.toContain('run');
  });
});

it.each([
  ['web.yaml', 'web.yaml'],
  ['two words.yaml', "'two words.yaml'"],
  ["it's.yaml", String.raw`'it'\''s.yaml'`],
  ['集群.yaml', "'集群.yaml'"],
])('%s is typed as %s', (name, word) => {
  expect(shellWord(name)).toBe(word);
});

it.each([
  ['a/b/web.yaml', 'web.yaml'],
  ['..', 'manifest.yaml'],
  ['', 'manifest.yaml'],
  ['bell\u0007.yaml', 'bell.yaml'],
])('%j becomes the file %s', (name, file) => {
  expect(fileName(name)).toBe(file);
});

it('takes text for text and nothing else', () => {
  expect(textOf(new TextEncoder().encode('a: 集群\n'))).toBe('a: 集群\n');
  expect(textOf(new Uint8Array([137, 80, 78, 71]))).toBeUndefined();
  expect(textOf(new Uint8Array([97, 0, 98]))).toBeUndefined();
});

it('refuses what is too long to have been written by hand', async () => {
  expect(await readText('pasted.yaml', 'a'.repeat(6 * 1024 * 1024))).toMatchObject({ is: 'tooLarge' });
});
