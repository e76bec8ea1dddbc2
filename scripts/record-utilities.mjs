// Records what the real tools print for the cases of src/terminal/utilities/fixtures, GNU's and busybox's:
//   node scripts/record-utilities.mjs [FIXTURE...]
// A fixture has `files` (name to text, laid out anew for each case) and `cases`. A case has `argv`, and where it needs them
// `stdin`, `env`, more `files`, and `only` ("gnu" or "busybox") for a tool that the other family has not.
// The tests only replay. A busybox with all its tools (make defconfig) is named by the variable BUSYBOX; run this where GNU tools, gawk, mawk, jq and busybox are at hand after adding a case.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';

const folder = path.join(root, 'src/terminal/utilities/fixtures');
const MOMENT = new Date('2026-11-23T06:00:00Z');
const applets = appletFolder();

/** A folder in which every name is busybox. */
function appletFolder() {
  const made = mkdtempSync('/tmp/applets-');
  const busybox = [process.env.BUSYBOX ?? '', '/usr/bin/busybox', '/bin/busybox'].find((name) => existsSync(name));
  for (const name of spawnSync(busybox, ['--list'], { encoding: 'utf8' }).stdout.split('\n')) if (name !== '') symlinkSync(busybox, path.join(made, name));
  return made;
}

/** The programs of each family; `awk` is gawk on the nodes. */
const FAMILIES = {
  gnu: { path: process.env.PATH, program: (name) => (name === 'awk' ? 'gawk' : name) },
  mawk: { path: process.env.PATH, program: (name) => (name === 'awk' ? 'mawk' : name) },
  busybox: { path: applets, program: (name) => path.join(applets, name) },
};

function record(files, { argv, stdin, env, files: more }, { path: searched, program }) {
  const work = mkdtempSync('/tmp/record-');
  for (const [name, text] of Object.entries({ ...files, ...more })) {
    mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
    writeFileSync(path.join(work, name), text);
    utimesSync(path.join(work, name), MOMENT, MOMENT);
  }
  const { stdout, stderr, status, error } = spawnSync(program(argv[0]), argv.slice(1), {
    cwd: work, input: stdin ?? '', encoding: 'utf8', env: { PATH: searched, LC_ALL: 'C', TZ: 'UTC', ...env }, timeout: 5000, argv0: argv[0],
  });
  rmSync(work, { recursive: true, force: true });
  if (stderr === null) throw new Error(`${program(argv[0])}: ${error?.message ?? 'did not run'}`);
  return { stdout, stderr: stderr.replaceAll(/^.*\/busybox: /gm, ''), code: status };
}

for (const name of readdirSync(folder)) {
  const asked = process.argv.slice(2);
  if (asked.length > 0 && !asked.includes(name.replace('.json', ''))) continue;
  const { families = ['gnu', 'busybox'], files, cases, ...rest } = JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
  const recorded = cases.map((one) => {
    const { argv, stdin, env, files: more, only } = one;
    const answers = families.filter((family) => only === undefined || only === family).map((family) => [family, record(files, one, FAMILIES[family])]);
    return { argv, stdin, env, files: more, only, ...Object.fromEntries(answers) };
  });
  const head = Object.entries({ ...rest, families, files }).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},\n`).join('');
  writeFileSync(path.join(folder, name), `{\n${head}  "cases": [\n${recorded.map((one) => `    ${JSON.stringify(one)}`).join(',\n')}\n  ]\n}\n`);
  console.log(`${name}: ${recorded.length} cases recorded`);
}
rmSync(applets, { recursive: true, force: true });
