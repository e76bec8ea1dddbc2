import { createCluster, type Cluster } from '#engine/cluster.ts';
import type { Machine } from '#engine/machine/machine.ts';
import type { Profile } from '#engine/profile.ts';
import type { ProgramRunner } from '#engine/machine/programs.ts';
import { createKernel } from '../process/kernel.ts';
import { programs } from '../programs.ts';
import { createProgramRunner } from '../runner.ts';
import { startScript } from '../startScript.ts';

export interface SceneOptions {
  readonly profile: Profile;
  readonly seed: number;
  /** Name to text, in the folder of the scene. */
  readonly files: Readonly<Record<string, string>>;
  /** A bash script that brings the cluster to where the lines start. */
  readonly setup: string;
}

export interface LineOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** A whole cluster that a script has brought into a state, and a shell for single lines. */
export interface Scene {
  readonly cluster: Cluster;
  readonly runner: ProgramRunner;
  /** What the setup said. */
  readonly setup: LineOutcome;
  /** Runs a line of bash in the scene's folder. After `limitMs` of virtual time it is interrupted. */
  run(line: string, limitMs?: number): LineOutcome;
}

/** Where the files of a scene lie, in the simulated machine as on a real one. */
export const SCENE_FOLDER = '/tmp/ordinal-scene';
const HOME = `${SCENE_FOLDER}/home`;
const LINE_LIMIT_MS = 30_000;
const SETUP_LIMIT_MS = 3_600_000;
const INTERRUPTED = 130;

export function givenScene({ profile, seed, files, setup }: SceneOptions): Scene {
  const cluster = createCluster({ profile, seed });
  const kernel = createKernel({ cluster, programs });
  const runner = createProgramRunner(kernel);
  cluster.useRunner(runner);
  const machine = machineOf(cluster);
  machine.files.makeDirectory(HOME, { parents: true });
  for (const [name, text] of Object.entries(files)) machine.files.write(`${SCENE_FOLDER}/${name}`, text);
  cluster.sim.runUntil(1000);

  const run = (text: string, limitMs: number): LineOutcome => {
    const shown = { stdout: '', stderr: '' };
    const script = `cd ${SCENE_FOLDER}; export HOME=${HOME}\n${text}\n`;
    const shell = startScript(kernel, machine, { text: script, onOutput: (piece, stream) => { shown[stream] += piece; } });
    const endAtMs = cluster.sim.now() + limitMs;
    while (shell.exit === undefined && (cluster.sim.nextAtMs() ?? Infinity) <= endAtMs && cluster.sim.step());
    const code = shell.exit?.code ?? INTERRUPTED;
    if (shell.exit === undefined) kernel.signalGroup(shell.processGroup, 'SIGKILL');
    return { ...shown, code };
  };
  return { cluster, runner, setup: run(setup, SETUP_LIMIT_MS), run: (line, limitMs = LINE_LIMIT_MS) => run(line, limitMs) };
}

function machineOf({ runtime, profile }: Cluster): Machine {
  const machine = runtime.node(profile.terminalNode);
  if (machine === undefined) throw new Error(`no machine ${profile.terminalNode}`);
  return machine;
}
