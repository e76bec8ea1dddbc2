// Writes src/terminal/kubectl/help/helpTexts.json: what the real kubectl prints for `--help` of each of its commands.
// `node scripts/record-kubectl-help.mjs KUBECTL`
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [kubectl] = process.argv.slice(2);
if (kubectl === undefined) {
  console.error('usage: node scripts/record-kubectl-help.mjs KUBECTL');
  process.exit(2);
}

/** The home directory as the texts show it; whoever prints them puts the real one in. */
const HOME = '/HOME';
const texts = {};
record([]);
record(['help']);
// This one is itself a help.
texts['options'] = spawnSync(kubectl, ['options'], { env: { HOME, PATH: process.env.PATH }, encoding: 'utf8' }).stdout;
const out = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'src', 'terminal', 'kubectl', 'help', 'helpTexts.json');
writeFileSync(out, `${JSON.stringify(texts, undefined, 1)}\n`);
console.log(`${Object.keys(texts).length} commands`);

function record(words) {
  const { stdout } = spawnSync(kubectl, [...words, '--help'], { env: { HOME, PATH: process.env.PATH }, encoding: 'utf8' });
  texts[words.join(' ')] = stdout;
  for (const name of childrenIn(stdout, words)) record([...words, name]);
}

/** The names in the lists of commands: lines of two blanks, a name, blanks and a text, between a title and an empty line. */
function childrenIn(text, words) {
  const names = [];
  let isList = false;
  for (const line of text.split('\n')) {
    if (/^[A-Z].*Commands.*:$/.test(line)) isList = true;
    else if (line === '') isList = false;
    else if (isList) names.push(/^ {2}(\S+)/.exec(line)?.[1]);
  }
  return names.filter((name) => name !== undefined && !(words.length === 0 && name === 'help'));
}
