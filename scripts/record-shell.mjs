/**
 * Runs every script of src/terminal/shell/fixtures/oneLiners.txt in the real shells (bash, busybox sh, dash) and
 * writes what they printed to oneLiners.json beside it. Run it on a Linux machine that has the three:
 *   node scripts/record-shell.mjs
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = new URL('../src/terminal/shell/fixtures/', import.meta.url);
const SHELLS = {
  // Standard input is a socket here: bash would take the caller for rsh and read its start-up file.
  bash: { program: '/bin/bash', argv0: 'bash', options: ['--norc'] },
  ash: { program: '/bin/busybox', argv0: 'sh' },
  dash: { program: '/bin/dash', argv0: 'sh' },
};
/** What the scripts find in their working directory, which is always the same; the test makes it too. */
const HOME = '/tmp/fixture';
const FILES = {
  'a.txt': 'alpha\nbeta\n',
  'b.txt': 'gamma\n',
  'c d.txt': 'spaced\n',
  empty: '',
  'dir/x.md': 'x\n',
  'dir/y.md': 'y\n',
  'dir/.hidden': 'h\n',
  'script.sh': '#!/bin/sh\necho "script $0 $# $1"\nexit 6\n',
  'lib.sh': 'libvar=loaded\nlibf() { echo "libf $libvar"; }\n',
};

const cases = [];
let shells = Object.keys(SHELLS);
let group = '';
for (const paragraph of readFileSync(new URL('oneLiners.txt', folder), 'utf8').split(/\n\n+/)) {
  if (paragraph.startsWith('# ')) continue;
  if (paragraph.startsWith('## ')) {
    const [title, names] = paragraph.slice(3).split(': ');
    group = title;
    shells = names === undefined ? Object.keys(SHELLS) : names.trim().split(' ');
    continue;
  }
  const script = paragraph.replace(/\n$/, '');
  if (script !== '') cases.push({ group, script, ...Object.fromEntries(shells.map((name) => [name, record(name, script)])) });
}
writeFileSync(new URL('oneLiners.json', folder), `${JSON.stringify(cases, undefined, 1)}\n`);
console.log(`${cases.length} scripts recorded`);

function record(name, script) {
  rmSync(HOME, { recursive: true, force: true });
  mkdirSync(join(HOME, 'dir'), { recursive: true });
  for (const [path, text] of Object.entries(FILES)) writeFileSync(join(HOME, path), text);
  chmodSync(join(HOME, 'script.sh'), 0o755);
  symlinkSync('a.txt', join(HOME, 'link'));
  const { program, argv0, options = [] } = SHELLS[name];
  const bin = mkdtempSync('/tmp/fixture-bin-');
  symlinkSync(program, join(bin, 'sh'));
  const ended = spawnSync(program, [...options, '-c', script], {
    argv0,
    cwd: HOME,
    env: { PATH: `${bin}:/usr/bin:/bin`, HOME: '/root', LC_ALL: 'C.UTF-8' },
    input: '',
    encoding: 'utf8',
    timeout: 60_000,
  });
  rmSync(bin, { recursive: true });
  return { out: ended.stdout, err: ended.stderr, code: ended.status ?? -1 };
}
