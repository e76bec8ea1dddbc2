// The page docs/upstream.md: which of upstream's tests of the StatefulSet are tests here too. npm run docs writes it.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';

/** All test files below a folder, in the order of their paths. */
function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? testFiles(path.join(folder, entry.name)) : /\.test\.tsx?$/.test(entry.name) ? [path.join(folder, entry.name)] : []));
}

/** The title of the first test after a place in a file. */
const TITLE = /(?:\bit\(|\)\()\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/;

/** A comment `upstream: A; B` above a test says which of upstream's tests it is; one for each of them. */
function citationsIn(file) {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(/^[ \t]*\/\/ upstream: (.+)$/gm)].flatMap(({ 1: names, index }) => {
    const title = TITLE.exec(text.slice(index))?.[2]?.replaceAll(/\\(.)/g, '$1') ?? '';
    return names.split('; ').map((name) => ({ name, title, file: path.relative(root, file).replaceAll(path.sep, '/') }));
  });
}

/** What upstream tests, what is cited by our tests, and why the rest is not. */
export function upstreamTests() {
  const { catalogue, notCovered } = JSON.parse(readFileSync(path.join(root, 'test/upstream/catalogue.json'), 'utf8'));
  const citations = ['src', 'test'].flatMap((folder) => testFiles(path.join(root, folder))).flatMap(citationsIn);
  return { catalogue, notCovered, citations };
}

export function upstreamPage() {
  const { catalogue, notCovered, citations } = upstreamTests();
  const all = catalogue.flatMap(({ tests }) => tests);
  const rowOf = (name) => {
    const found = citations.filter((each) => each.name === name);
    const text = found.length === 0 ? `not covered: ${notCovered[name] ?? ''}` : found.map(({ file, title }) => `\`${file}\`: ${title}`).join('<br>');
    return `| ${name} | ${text.replaceAll('|', String.raw`\|`)} |`;
  };
  const parts = catalogue.map(({ file, tests }) => `## ${file}\n\n| upstream | here |\n|---|---|\n${tests.map(rowOf).join('\n')}\n`);
  const covered = all.filter((name) => citations.some((each) => each.name === name)).length;
  return `# Upstream's tests of the StatefulSet

Kubernetes v1.35 tests its StatefulSet in these files. Each test is a scenario here too, or there is a reason why it is not. A comment \`upstream: NAME\` above a
test cites it; \`npm run docs\` gathers the citations here. ${covered} of ${all.length} are covered.

${parts.join('\n')}`;
}
