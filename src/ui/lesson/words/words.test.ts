import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wordsEn } from './en.ts';
import { wordsZh } from './zh.ts';

const root = new URL('../..', import.meta.url).pathname;

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'words' ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const blanksOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

describe('the words of the lessons', () => {
  it('have the same keys in both languages, in the same order', () => {
    expect(Object.keys(wordsZh)).toEqual(Object.keys(wordsEn));
  });

  it('have the same blanks in both languages', () => {
    const strays = Object.entries(wordsEn).filter(([key, text]) => blanksOf(text).join() !== blanksOf(wordsZh[key as keyof typeof wordsEn]).join());

    expect(strays).toEqual([]);
  });

  it('are each said somewhere', () => {
    const code = ['lesson', 'syllabus', 'present'].flatMap((folder) => sources(join(root, folder))).join('\n');
    const isSaid = (key: string) => code.includes(`'${key}'`) || (key.startsWith('group.') && code.includes('`group.${'));

    expect(Object.keys(wordsEn).filter((key) => !isSaid(key))).toEqual([]);
  });
});
