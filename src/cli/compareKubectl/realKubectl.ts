import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatYaml } from '#terminal/kubectl/printers/yaml.ts';
import { SCENE_FOLDER, type LineOutcome } from '#terminal/kubectl/givenScene.ts';
import { kubeconfigFor } from '../apiserver/kubeconfig.ts';

/** The real kubectl in a folder of its own. */
export interface RealKubectl {
  /** Runs a line of bash with it; `waiting` is called over and over once it takes long. */
  run(line: string, waiting: () => void): Promise<LineOutcome>;
}

const PATIENCE_MS = 2500;
const TICK_MS = 20;
const LIMIT_MS = 12_000;
const INTERRUPTED = 130;

/** Lays the files of a scene down and points kubectl at a server. */
export function prepareKubectl(binary: string, port: number, files: Readonly<Record<string, string>>): RealKubectl {
  rmSync(SCENE_FOLDER, { recursive: true, force: true });
  mkdirSync(`${SCENE_FOLDER}/home/.kube`, { recursive: true });
  const programs = `${SCENE_FOLDER}-bin`;
  mkdirSync(programs, { recursive: true });
  rmSync(`${programs}/kubectl`, { force: true });
  symlinkSync(path.resolve(binary), `${programs}/kubectl`);
  for (const [name, text] of Object.entries(files)) writeFileSync(`${SCENE_FOLDER}/${name}`, text);
  writeFileSync(`${SCENE_FOLDER}/home/.kube/config`, formatYaml(kubeconfigFor(`http://127.0.0.1:${port}`)));
  const env = { PATH: `${programs}:/usr/bin:/bin`, HOME: `${SCENE_FOLDER}/home`, LANG: 'C.UTF-8' };
  return { run: (line, waiting) => run(line, env, waiting) };
}

function run(line: string, env: Readonly<Record<string, string>>, waiting: () => void): Promise<LineOutcome> {
  return new Promise((resolve) => {
    const shown = { stdout: '', stderr: '' };
    const child = spawn('bash', ['-c', line], { cwd: SCENE_FOLDER, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    for (const stream of ['stdout', 'stderr'] as const) child[stream].setEncoding('utf8').on('data', (piece: string) => { shown[stream] += piece; });
    const startedMs = performance.now();
    const clock = setInterval(() => {
      const elapsedMs = performance.now() - startedMs;
      if (elapsedMs > PATIENCE_MS) waiting();
      if (elapsedMs > LIMIT_MS && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, TICK_MS);
    child.on('close', (code) => {
      clearInterval(clock);
      resolve({ ...shown, code: code ?? INTERRUPTED });
    });
  });
}
