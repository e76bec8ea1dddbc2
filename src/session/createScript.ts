import { createCluster } from '#engine/cluster.ts';
import { createKernel } from '#terminal/process/kernel.ts';
import { createProgramRunner } from '#terminal/runner.ts';
import { startScript } from '#terminal/startScript.ts';
import { programs } from '#terminal/programs.ts';
import type { Profile } from '#engine/profile.ts';

export interface ScriptOptions {
  readonly profile: Profile;
  readonly seed: number;
  /** The script's text, as bash reads it from a file. */
  readonly text: string;
  readonly onOutput: (text: string, stream: 'stdout' | 'stderr') => void;
}

/** A script on a fresh cluster, without a terminal. */
export interface Script {
  /** Runs on for so many events; the exit status once the script has ended, undefined before. */
  run(steps: number): number | undefined;
}

export function createScript({ profile, seed, text, onOutput }: ScriptOptions): Script {
  const cluster = createCluster({ profile, seed });
  const kernel = createKernel({ cluster, programs });
  cluster.useRunner(createProgramRunner(kernel));
  const machine = cluster.runtime.node(profile.terminalNode);
  if (machine === undefined) throw new Error(`no machine ${profile.terminalNode}`);
  const shell = startScript(kernel, machine, { text, onOutput });
  return {
    run: (steps) => {
      for (let step = 0; step < steps && shell.exit === undefined; step += 1) if (!cluster.sim.step()) break;
      return shell.exit?.code;
    },
  };
}
