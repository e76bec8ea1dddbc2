import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from './language.ts';
import { en } from './en.ts';
import { fillBlanks } from './translate.ts';
import { zh } from './zh.ts';

const root = new URL('..', import.meta.url).pathname;

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) && !/\/i18n\/(en|zh)\.ts$/.test(path) ? [readFileSync(path, 'utf8')] : [];
  });
}

const blanksOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();

describe('messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en));
  });

  it('have no blank in Chinese that is not in English', () => {
    const stray = Object.entries(zh).filter(([key, text]) => blanksOf(text).some((blank) => !blanksOf(en[key as keyof typeof en]).includes(blank)));

    expect(stray).toEqual([]);
  });

  it('leave out no value in Chinese but the one a plural needs', () => {
    const missing = Object.entries(en).filter(([key, text]) => blanksOf(text).some((blank) => !blanksOf(zh[key as keyof typeof en]).includes(blank)));

    expect(missing).toEqual([]);
  });

  it('are each used by the page', () => {
    const code = sources(root).join('\n');
    const unused = Object.keys(en).filter((key) => !code.includes(`'${key}'`));

    expect(unused).toEqual([]);
  });
});

it.each([
  ['{count} {count|pod|pods}', { count: 1 }, '1 pod'],
  ['{count} {count|pod|pods}', { count: 3 }, '3 pods'],
  ['{name} waits', {}, '{name} waits'],
  ['{a} and {a}', { a: 'web-0' }, 'web-0 and web-0'],
])('fills %s with %o', (text, params, filled) => {
  expect(fillBlanks(text, params)).toBe(filled);
});

it.each([
  // asked in the address, chosen before, the browser's, the page's
  ['zh', 'en', ['en-US'], 'zh'],
  [null, 'zh', ['en-US'], 'zh'],
  [null, null, ['zh-TW', 'en'], 'zh'],
  [null, null, ['fr-FR', 'en-GB'], 'en'],
  [null, null, ['fr-FR'], 'en'],
  ['fr', null, ['zh-CN'], 'zh'],
] as const)('opens in the right language for %s, %s, %s', (query, kept, browser, language) => {
  expect(chooseLanguage(query, kept, browser)).toBe(language);
});
