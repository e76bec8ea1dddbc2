import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

it('the page of simplifications says what the code says: `npm run docs` writes it', async () => {
  const { simplifiedPage } = (await import(path.join(root, 'scripts/docs.mjs'))) as { simplifiedPage: () => string };

  expect(readFileSync(path.join(root, 'docs/simplified.md'), 'utf8')).toBe(simplifiedPage());
});

interface UpstreamTests {
  readonly catalogue: readonly { readonly file: string; readonly tests: readonly string[] }[];
  readonly notCovered: Readonly<Record<string, string>>;
  readonly citations: readonly { readonly name: string; readonly title: string; readonly file: string }[];
}

describe('upstream’s tests of the StatefulSet', async () => {
  const { upstreamPage, upstreamTests } = (await import(path.join(root, 'scripts/upstream.mjs'))) as { upstreamPage: () => string; upstreamTests: () => UpstreamTests };
  const { catalogue, notCovered, citations } = upstreamTests();
  const all = catalogue.flatMap(({ tests }) => tests);
  const cited = new Set(citations.map(({ name }) => name));

  it('are each cited by a test here, or there is a reason why not', () => {
    expect(all.filter((name) => cited.has(name) === (notCovered[name] !== undefined))).toEqual([]);
  });

  it('are cited by their names, above a test', () => {
    expect(citations.filter(({ name, title }) => !all.includes(name) || title === '')).toEqual([]);
    expect(Object.keys(notCovered).filter((name) => !all.includes(name))).toEqual([]);
  });

  it('are listed on a page: `npm run docs` writes it', () => {
    expect(readFileSync(path.join(root, 'docs/upstream.md'), 'utf8')).toBe(upstreamPage());
  });
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
