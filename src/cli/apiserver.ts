import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { formatYaml } from '#terminal/kubectl/printers/yaml.ts';
import { parseArguments, usage, type ServerArguments } from './apiserver/arguments.ts';
import { startClock } from './apiserver/clock.ts';
import { kubeconfigFor } from './apiserver/kubeconfig.ts';
import { serveCluster, type ServedCluster } from './apiserver/serveCluster.ts';

/** Where a port is looked for when none was asked. */
const FIRST_PORT = 6443;
const TRIED_PORTS = 100;

/** A simulated cluster for an unmodified kubectl: `npm run apiserver [-- --port N --profile P --seed N --speed S --kubeconfig FILE]`. */
const parsed = parseArguments(process.argv.slice(2));

if ('error' in parsed) {
  process.stderr.write(`${parsed.error}\n${usage}`);
  process.exitCode = 2;
} else if (parsed.help) {
  process.stdout.write(usage);
} else {
  await run(parsed);
}

async function run(options: ServerArguments): Promise<void> {
  const served = serveCluster(options);
  const port = await listen(served, options.port);
  if (port === undefined) return;
  const file = writeKubeconfig(options.kubeconfig, `http://127.0.0.1:${port}`);
  if (file === undefined) {
    await served.close();
    return;
  }
  const stopClock = startClock(served, options.speed, (error) => {
    process.stderr.write(`apiserver: the cluster failed at ${served.cluster.sim.now()} ms (profile ${options.profile.name}, seed ${options.seed}): ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 70;
    void served.close();
  });
  process.stdout.write(`Serving ${options.profile.name} (Kubernetes ${options.profile.kubernetesVersion}) on http://127.0.0.1:${port}\nexport KUBECONFIG=${file}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stopClock();
      void served.close();
    });
  }
}

/** Takes the asked port, or the first free one; says so when there is none. */
async function listen(served: ServedCluster, asked: number | undefined): Promise<number | undefined> {
  const last = asked ?? FIRST_PORT + TRIED_PORTS - 1;
  for (let port = asked ?? FIRST_PORT; port <= last; port += 1) {
    try {
      return await served.listen(port);
    } catch (error) {
      if (port < last) continue;
      process.stderr.write(`apiserver: cannot listen on 127.0.0.1:${port}: ${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    }
  }
  return undefined;
}

function writeKubeconfig(asked: string | undefined, server: string): string | undefined {
  try {
    const file = path.resolve(asked ?? path.join(mkdtempSync(path.join(os.tmpdir(), 'ordinal-')), 'kubeconfig'));
    writeFileSync(file, formatYaml(kubeconfigFor(server)), { mode: 0o600 });
    return file;
  } catch (error) {
    process.stderr.write(`apiserver: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return undefined;
  }
}
