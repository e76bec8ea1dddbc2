import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { lesson } from '../template/lesson.ts';
import { texts as en } from '../template/en.ts';
import { texts as zh } from '../template/zh.ts';
import { lessonJsonSchema } from './jsonSchema.ts';
import { readLessonFile } from './readLessonFile.ts';
import { sentencesIn } from './textRules.ts';

type Json = Record<string, unknown>;

/** The template's file as JSON, with one thing changed. */
function given(change: (file: { lesson: Json & { steps: Json[] }; texts: { en: Json & { steps: Record<string, Json> }; zh?: Json } }) => void): string {
  const file = structuredClone({ lesson, texts: { en, zh } }) as unknown as Parameters<typeof change>[0];
  change(file);
  return JSON.stringify(file);
}

const misfitsOf = (text: string) => {
  const read = readLessonFile(text);
  return 'misfits' in read ? read.misfits.map((misfit) => `${misfit.path}: ${misfit.expected}`) : [];
};

describe('a lesson file', () => {
  it('is read when it is whole, with or without Chinese', () => {
    expect(misfitsOf(given(() => undefined))).toEqual([]);
    expect(misfitsOf(given(({ texts }) => delete texts.zh))).toEqual([]);
  });

  it.each<[string, Parameters<typeof given>[0]]>([
    ['lesson.profile: the name of a profile: lab, upstream', ({ lesson: each }) => (each['profile'] = 'moon')],
    ['lesson.seed: a whole number from 0 to 1000000000', ({ lesson: each }) => (each['seed'] = 'three')],
    ['lesson.colour: no such field', ({ lesson: each }) => (each['colour'] = 'red')],
    ['lesson.steps[1].id: a name of its own: apply is taken', ({ lesson: each }) => (each.steps[1] = { ...each.steps[1], id: 'apply' })],
    ['lesson.closing.right: one of the choices', ({ lesson: each }) => (each['closing'] = { choices: ['newest', 'highest'], right: 'oldest' })],
    ['lesson.steps[0].check.count: a value: it is missing', ({ lesson: each }) => (each.steps[0] = { ...each.steps[0], check: { check: 'ready', pods: { pod: 'web-0' } } })],
    ['lesson.steps[0].check.pods.selector: a label selector', ({ lesson: each }) => (each.steps[0] = { ...each.steps[0], check: { check: 'ready', pods: { selector: 'a in b' }, count: 1 } })],
    ['lesson.steps[0].check.since.step: the id of an earlier step', ({ lesson: each }) => (each.steps[0] = { ...each.steps[0], check: { check: 'changed', object: { kind: 'Pod', name: 'web-0' }, path: 'metadata.uid', since: { step: 'grow' } } })],
    ['texts.en.steps.grow: a text', ({ texts }) => delete texts.en.steps['grow']],
    ['texts.en.steps.sink: nothing: no part of the lesson uses it', ({ texts }) => (texts.en.steps['sink'] = texts.en.steps['grow'] ?? {})],
    ['texts.en.steps.grow.text: at most three sentences', ({ texts }) => (texts.en.steps['grow'] = { ...texts.en.steps['grow'], text: 'One. Two. Three. Four.' })],
    ['texts.en.goal: a word of the glossary, not quorum', ({ texts }) => (texts.en['goal'] = 'It needs a [[quorum|majority]].')],
    ['texts.en.steps.grow.hints: 3 to 3 items', ({ texts }) => (texts.en.steps['grow'] = { ...texts.en.steps['grow'], hints: ['One.'] })],
  ])('is refused with the place and the reason: %s', (message, change) => {
    expect(misfitsOf(given(change))).toContain(message);
  });

  it.each([
    ['{', /^: JSON: /],
    ['[]', /^: an object$/],
    ['{"lesson":{},"texts":{"en":{}}}', /^lesson\.name: a value: it is missing$/],
    [given(({ lesson: each }) => (each.steps[0] = { ...each.steps[0], check: { check: 'telepathy' } })), /^lesson\.steps\[0\]\.check\.check: one of all, any, /],
    [given(({ lesson: each }) => (each['setup'] = [{ do: 'shout' }])), /^lesson\.setup\[0\]\.do: one of run, keys, /],
  ])('that is none is told what it is not: %#', (text, message) => {
    expect(misfitsOf(text).some((misfit) => message.test(misfit))).toBe(true);
  });
});

it('the published schema is what lessons are judged by: `npm run lesson -- --schema > public/lesson.schema.json`', () => {
  const published = readFileSync(path.resolve(import.meta.dirname, '../../../public/lesson.schema.json'), 'utf8');
  expect(JSON.parse(published)).toEqual(JSON.parse(JSON.stringify(lessonJsonSchema())));
});

it.each([
  ['One. Two.', 2],
  ['It is v1.35 and `a. b. c.` too.', 1],
  ['第一句。第二句！', 2],
  ['No stop', 1],
])('counts the sentences of %s', (text, count) => {
  expect(sentencesIn(text)).toBe(count);
});
