import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { lessonGroups, numberOf, syllabus } from './syllabus.ts';

const course = path.join(import.meta.dirname, 'course');
const folders = readdirSync(course);

it('lists every lesson once, row by row', () => {
  expect(syllabus.map(({ name }) => name).toSorted()).toEqual(folders.toSorted());
  const rows = syllabus.map(({ group }) => lessonGroups.indexOf(group));
  expect(rows).toEqual(rows.toSorted((a, b) => a - b));
  expect(syllabus.map(({ name }) => numberOf(name))).toEqual(syllabus.map((_, index) => index + 1));
});

it('gives each lesson a drawing and titles of its own', () => {
  for (const of of [syllabus.map(({ glyph }) => glyph), syllabus.map(({ title }) => title.en), syllabus.map(({ title }) => title.zh)]) expect(new Set(of).size).toBe(of.length);
});

it.each(folders)('%s has its data, its texts and its test', (name) => {
  const missing = ['card.ts', 'lesson.ts', 'en.ts', 'zh.ts', 'lesson.test.ts'].filter((file) => !existsSync(path.join(course, name, file)));
  expect(missing).toEqual([]);
});
