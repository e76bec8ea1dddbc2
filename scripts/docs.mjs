// npm run docs: writes docs/simplified.md, the list of all places where the simulation is simpler than the real thing, and docs/upstream.md.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';
import { upstreamPage } from './upstream.mjs';

/** All source files below a folder, in the order of their paths. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? sources(path.join(folder, entry.name)) : /(?<!\.test)\.tsx?$/.test(entry.name) ? [path.join(folder, entry.name)] : []));
}

/** The sentences behind `simplified:` in a file; a comment may go on over several lines. */
function simplifications(text) {
  return [...text.matchAll(/^[ \t]*(?:\/\/|\*|\/\*\*)[ \t]*.*?simplified: (.*(?:\n[ \t]*(?:\/\/|\*(?!\/))[ \t]?(?!k8s:).*)*)/gm)].map(([, body]) =>
    body.replaceAll(/\n[ \t]*(?:\/\/|\*)[ \t]?/g, ' ').replace(/\s*\*\/\s*$/, '').replaceAll(/\s+/g, ' ').trim(),
  );
}

export function simplifiedPage() {
  const rows = sources(path.join(root, 'src')).flatMap((file) => simplifications(readFileSync(file, 'utf8')).map((sentence) => ({ file: path.relative(root, file).replaceAll(path.sep, '/'), sentence })));
  const areas = [['engine/', 'The cluster'], ['terminal/', 'The terminal'], ['session/', 'The session'], ['ui/', 'The page'], ['cli/', 'Node entry points']];
  const parts = areas.map(([prefix, title]) => {
    const own = rows.filter(({ file }) => file.startsWith(`src/${prefix}`));
    return own.length === 0 ? '' : `## ${title}\n\n${own.map(({ file, sentence }) => `- ${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} (\`${file}\`)`).join('\n')}\n`;
  });
  return `# What is simplified\n\nEach entry stands in the code as a comment that begins with \`simplified:\`; \`npm run docs\` gathers them here.\n\n${parts.filter((part) => part !== '').join('\n')}`;
}

if (process.argv[1]?.endsWith('docs.mjs')) {
  writeFileSync(path.join(root, 'docs', 'simplified.md'), simplifiedPage());
  writeFileSync(path.join(root, 'docs', 'upstream.md'), upstreamPage());
  console.log('docs/simplified.md and docs/upstream.md are written');
}
