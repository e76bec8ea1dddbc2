import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

it('the page of simplifications says what the code says: `npm run docs` writes it', async () => {
  const { simplifiedPage } = (await import(path.join(root, 'scripts/docs.mjs'))) as { simplifiedPage: () => string };

  expect(readFileSync(path.join(root, 'docs/simplified.md'), 'utf8')).toBe(simplifiedPage());
});

it.each(['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'])('every path that %s names is there', (name) => {
  const text = readFileSync(path.join(root, name), 'utf8');
  const paths = [...text.matchAll(/`((?:src|scripts|test|docs|e2e|engine|terminal|session|ui|cli)\/[\w./*-]+)`/g)].map(([, found]) => found ?? '').filter((found) => !/[*]|\/x\.|\bx\b|X\./.test(found));
  const missing = paths.filter((found) => !exists(path.join(root, found)) && !exists(path.join(root, 'src', found)));

  expect(missing).toEqual([]);
});

function exists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}
