// npm run lesson -- NAME: plays a lesson without a page; with --watch, again whenever its files change.
import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import path from 'node:path';
import { root } from './install.mjs';

const words = process.argv.slice(2);
const args = words.filter((word) => word !== '--watch');
const name = args.find((word) => !word.startsWith('-'));

function play(onEnd) {
  spawn(process.execPath, [path.join(root, 'scripts', 'run.mjs'), 'lesson', ...args], { stdio: 'inherit' }).on('exit', onEnd);
}

if (!words.includes('--watch') || name === undefined) {
  play((code) => {
    process.exitCode = code ?? 1;
  });
} else {
  const watched = name.endsWith('.json') ? name : path.join(root, 'src', 'lessons', 'course', name);
  if (!existsSync(watched)) {
    console.error(`lesson: there is no ${watched}`);
    process.exit(2);
  }
  let isPlaying = false;
  let isStale = false;
  const again = () => {
    isStale = isPlaying;
    if (isPlaying) return;
    isPlaying = true;
    console.clear();
    play(() => {
      isPlaying = false;
      if (isStale) again();
      else console.log(`\nwatching ${path.relative(root, watched)}`);
    });
  };
  watch(watched, again);
  again();
}
