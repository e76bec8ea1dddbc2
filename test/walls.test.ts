import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
let sandbox = '';

beforeAll(() => {
  sandbox = mkdtempSync(path.join(tmpdir(), 'walls-'));
  for (const file of ['.oxlintrc.json', 'tsconfig.base.json', 'package.json']) cpSync(path.join(root, file), path.join(sandbox, file));
  symlinkSync(path.join(root, 'node_modules'), path.join(sandbox, 'node_modules'));
});

afterAll(() => {
  rmSync(sandbox, { recursive: true, force: true });
});

/** What the linter says to one file at a place in the tree. */
function lint(place: string, text: string): string {
  const file = path.join(sandbox, place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  const { stdout } = spawnSync(process.execPath, [path.join(root, 'node_modules/oxlint/bin/oxlint'), '--format=unix', place], { cwd: sandbox, encoding: 'utf8' });
  rmSync(file);
  return stdout;
}

describe('the linter refuses', () => {
  it.each([
    ['an import from the engine up to the terminal', 'src/engine/controllers/x/plan.ts', `import { a } from '#terminal/command.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['React in the engine', 'src/engine/kinds/x.ts', `import { useState } from 'react';\nexport const b = useState;\n`, 'no-restricted-imports'],
    ['a controller that knows the kubelet', 'src/engine/controllers/x/plan.ts', `import { a } from '../../node/runtime.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['the kubelet knowing a controller', 'src/engine/node/x.ts', `import { a } from '../controllers/controller.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['core knowing kinds', 'src/engine/core/x.ts', `import { a } from '../kinds/pod.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['machines knowing the API', 'src/engine/machine/x.ts', `import { a } from '../api/api.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['the terminal knowing the session', 'src/terminal/x.ts', `import { a } from '#session/session.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['a lesson knowing the session', 'src/lessons/course/x/lesson.ts', `import { a } from '#session/session.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['a check reading the terminal', 'src/lessons/checks/x.ts', `import { a } from '#terminal/command.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['a lesson knowing the page', 'src/lessons/x.ts', `import { a } from '../ui/store/store.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['the page reaching around the session', 'src/ui/x.ts', `import { a } from '#engine/api/server.ts';\nexport const b = a;\n`, 'no-restricted-imports'],
    ['Node in the session', 'src/session/x.ts', `import { readFileSync } from 'node:fs';\nexport const b = readFileSync;\n`, 'no-restricted-imports'],
    ['Date.now in the engine', 'src/engine/api/x.ts', `export const b = Date.now();\n`, 'no-restricted-globals'],
    ['Math.random in the terminal', 'src/terminal/x.ts', `export const b = Math.random();\n`, 'no-restricted-properties'],
    ['setTimeout in the session', 'src/session/x.ts', `setTimeout(() => {}, 1);\n`, 'no-restricted-globals'],
    ['localeCompare in the engine', 'src/engine/api/x.ts', `export const b = 'a'.localeCompare('b');\n`, 'no-restricted-properties'],
    ['a journey that clicks by itself', 'e2e/x.spec.ts', `export const b = (page) => page.locator('a').click();\n`, 'no-restricted-properties'],
    ['a journey with a mouse', 'e2e/x.spec.ts', `export const b = (page) => page.mouse;\n`, 'no-restricted-properties'],
    ['any', 'src/engine/api/x.ts', `export const b: any = 1;\n`, 'no-explicit-any'],
    ['a default export', 'src/engine/api/x.ts', `export default 1;\n`, 'no-default-export'],
  ])('%s', (_, place, text, rule) => {
    expect(lint(place, text)).toContain(rule);
  });

  it.each([
    ['a controller that uses kinds and the API', 'src/engine/controllers/x/plan.ts', `import { a } from '../../kinds/pod.ts';\nimport { c } from '../../api/errors.ts';\nexport const b = [a, c];\n`],
    ['the terminal using the engine', 'src/terminal/x.ts', `import { a } from '#engine/cluster.ts';\nexport const b = a;\n`],
    ['a lesson using the engine', 'src/lessons/checks/x.ts', `import { a } from '#engine/kinds/pod.ts';\nexport const b = a;\n`],
    ['the hands of the journeys', 'e2e/hands.ts', `export const b = (page) => page.locator('a').click();\n`],
    ['the page using React and the session', 'src/ui/x.ts', `import { useState } from 'react';\nimport { a } from '#session/session.ts';\nexport const b = [a, useState];\n`],
  ])('nothing of %s', (_, place, text) => {
    expect(lint(place, text)).not.toMatch(/no-restricted/);
  });
});

it.each([
  ['the DOM', 'export const title = document.title;\n'],
  ['timers', 'setTimeout(() => undefined, 1);\n'],
  ['Node', 'export const home = process.env;\n'],
])('the compiler refuses %s below the page', (_, text) => {
  writeFileSync(path.join(sandbox, 'leak.ts'), text);
  writeFileSync(path.join(sandbox, 'tsconfig.json'), JSON.stringify({ extends: './tsconfig.base.json', compilerOptions: { lib: ['ES2023'], types: [] }, include: ['leak.ts'] }));

  const { status, stdout } = spawnSync(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', '.'], { cwd: sandbox, encoding: 'utf8' });

  expect(status).not.toBe(0);
  expect(stdout).toMatch(/leak\.ts.*error TS/);
});

it('the headless layers are compiled without the DOM and without Node', async () => {
  const { readFileSync } = await import('node:fs');
  const config = JSON.parse(readFileSync(path.join(root, 'tsconfig.headless.json'), 'utf8')) as { compilerOptions: { lib: string[]; types: string[] }; include: string[] };

  expect(config.compilerOptions).toEqual({ lib: ['ES2023'], types: [] });
  expect(config.include).toEqual(['src/engine', 'src/terminal', 'src/lessons', 'src/session']);
});
