import { createCluster, type Cluster } from '#engine/cluster.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { createKernel } from '../process/kernel.ts';
import { programs } from '../programs.ts';
import { createProgramRunner } from '../runner.ts';
import { openTerminal } from '../shell/openTerminal.ts';
import { startScript } from '../startScript.ts';

/** A whole cluster, and a person at its terminal node. */
export interface GivenCluster {
  readonly cluster: Cluster;
  /** What a bash script prints, both streams as they come. */
  script(text: string): string;
  /** What a terminal shows after some keys, each followed by a while. */
  type(...keys: readonly string[]): string;
}

const LONGEST_MS = 600_000;
const PAUSE_MS = 3000;

export function givenCluster(): GivenCluster {
  const profile = labProfile;
  const cluster = createCluster({ profile, seed: 1 });
  const kernel = createKernel({ cluster, programs });
  cluster.useRunner(createProgramRunner(kernel));
  const machine = cluster.runtime.node(profile.terminalNode);
  if (machine === undefined) throw new Error('the profile has no terminal');
  machine.files.makeDirectory(profile.terminalDirectory, { parents: true });
  cluster.sim.runUntil(1000);

  return {
    cluster,
    script: (text) => {
      let shown = '';
      const shell = startScript(kernel, machine, { text, onOutput: (piece) => { shown += piece; } });
      const endAtMs = cluster.sim.now() + LONGEST_MS;
      while (shell.exit === undefined && cluster.sim.now() < endAtMs && cluster.sim.step());
      return shown;
    },
    type: (...keys) => {
      let shown = '';
      const { tty } = openTerminal(kernel, machine, { columns: 120, rows: 30, onOutput: (text) => { shown += text; } });
      cluster.sim.runUntil(cluster.sim.now() + PAUSE_MS);
      shown = '';
      for (const key of keys) {
        tty.receive(key);
        cluster.sim.runUntil(cluster.sim.now() + PAUSE_MS);
      }
      // What an editor of lines draws again is the same text.
      return shown.replaceAll('\r\n', '\n').replace(/\r|\u001b\[[?\d;]*[A-Za-z]/g, '');
    },
  };
}
