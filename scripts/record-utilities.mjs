// Records what the real tools print for the cases of src/terminal/utilities/cases.json, GNU's and busybox's:
//   node scripts/record-utilities.mjs
// The tests only replay; run this where GNU tools and busybox are at hand after adding a case.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';

const file = path.join(root, 'src/terminal/utilities/cases.json');
const { files, cases } = JSON.parse(readFileSync(file, 'utf8'));
const MOMENT = new Date('2026-11-23T06:00:00Z');

const recorded = cases.map(({ argv, stdin, files: more }) => {
  const run = (family, command) => {
    const folder = mkdtempSync('/tmp/record-');
    for (const [name, text] of Object.entries({ ...files, ...more })) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
      utimesSync(path.join(folder, name), MOMENT, MOMENT);
    }
    const { stdout, stderr, status } = spawnSync(command[0], command.slice(1), { cwd: folder, input: stdin ?? '', encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }, timeout: 5000, argv0: family === 'gnu' ? argv[0] : undefined });
    rmSync(folder, { recursive: true, force: true });
    return { stdout, stderr: stderr.replaceAll(/^.*\/busybox: /gm, ''), code: status };
  };
  return { argv, ...(stdin === undefined ? {} : { stdin }), ...(more === undefined ? {} : { files: more }), gnu: run('gnu', argv), busybox: run('busybox', ['busybox', ...argv]) };
});

writeFileSync(file, `{\n  "files": ${JSON.stringify(files)},\n  "cases": [\n${recorded.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]\n}\n`);
console.log(`${recorded.length} cases recorded`);
