import { createApiServer } from '#engine/api/server.ts';
import type { Cluster } from '#engine/cluster.ts';
import { createSimulation, type Simulation } from '#engine/core/simulation.ts';
import { parseRfc3339 } from '#engine/core/time.ts';
import { kinds } from '#engine/kinds/index.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { conformanceProfile } from '#engine/profiles/conformance.ts';
import { storedObjects } from '#engine/profiles/storedObjects.ts';
import type { ApiServer } from '#engine/api/api.ts';
import type { CompletionAnswer } from '../process/completion.ts';
import { nullInput, sinkOutput, textInput } from '../process/fileStream.ts';
import { givenMachine } from '../process/givenKernel.ts';
import { createKernel } from '../process/kernel.ts';
import type { Running } from '../process/process.ts';
import type { Input, Output } from '../process/stream.ts';
import { forever } from '../process/waits.ts';
import { kubectlUtility } from './index.ts';

export interface KubectlOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** A cluster without controllers and a machine with kubectl: what tests of subcommands start from. */
export interface GivenKubectl {
  readonly sim: Simulation;
  readonly api: ApiServer;
  /** Runs `kubectl …`; words split as a shell splits them, quotes included. Gives up after `limitMs`. */
  run(line: string, options?: { readonly stdin?: string; readonly limitMs?: number; readonly during?: () => void }): KubectlOutcome;
  /** stdout and stderr in one text, the exit code below when it is not 0. */
  say(line: string, stdin?: string): string;
  writeFile(path: string, text: string): void;
  readFile(path: string): string;
  /** What TAB is told at the end of a line. */
  complete(line: string): CompletionAnswer | undefined;
}

/** Files are text by absolute path, or by name in the working directory /root. */
export function givenKubectl(options: { readonly files?: Readonly<Record<string, string>>; readonly objects?: readonly KubeObject[] } = {}): GivenKubectl {
  const sim = createSimulation(1);
  const profile = conformanceProfile;
  const startUnixMs = parseRfc3339(profile.startTime) ?? 0;
  const unixNow = () => startUnixMs + sim.now();
  const api = createApiServer({ sim, profile, kinds });
  api.load(storedObjects(profile, kinds, startUnixMs));
  api.load(options.objects ?? []);
  const cluster = { sim, profile, api, unixNow } as unknown as Cluster;
  const files = Object.fromEntries(Object.entries(options.files ?? {}).map(([path, text]) => [path.startsWith('/') ? path : `/root/${path}`, text]));
  const machine = givenMachine({ files }, unixNow);
  const kernel = createKernel({ cluster, programs: [kubectlUtility] });

  const run: GivenKubectl['run'] = (line, { stdin, limitMs = 600_000, during } = {}) => {
    let stdout = '';
    let stderr = '';
    const process = kernel.spawn({
      program: kubectlUtility.run,
      argv: ['kubectl', ...splitWords(line)],
      machine,
      env: new Map(Object.entries({ ...machine.env, TERM: 'dumb' })),
      descriptors: new Map<number, Input | Output>([
        [0, stdin === undefined ? nullInput() : textInput(stdin)],
        [1, sinkOutput((text) => { stdout += text; })],
        [2, sinkOutput((text) => { stderr += text; })],
      ]),
    });
    const endAtMs = sim.now() + limitMs;
    if (during !== undefined) sim.after(1000, 'during', during);
    while (process.exit === undefined && (sim.nextAtMs() ?? Infinity) <= endAtMs && sim.step());
    if (process.exit === undefined) kernel.signal(process, 'SIGKILL');
    return { stdout, stderr, code: process.exit?.code ?? -1 };
  };

  return {
    sim,
    api,
    run,
    say: (line, stdin) => {
      const { stdout, stderr, code } = run(line, stdin === undefined ? {} : { stdin });
      return `${stdout}${stderr}${code === 0 ? '' : `[exit ${code}]\n`}`;
    },
    writeFile: (path, text) => machine.files.write(path.startsWith('/') ? path : `/root/${path}`, text),
    readFile: (path) => machine.files.read(path.startsWith('/') ? path : `/root/${path}`),
    complete: (line) => {
      const shell = kernel.spawn({ program: idle, argv: ['bash'], machine, env: new Map(Object.entries(machine.env)), descriptors: new Map() });
      const words = line.endsWith(' ') ? [...splitWords(line), ''] : splitWords(line);
      return kubectlUtility.complete?.({ process: shell, words, current: words.at(-1) ?? '' });
    },
  };
}

/** A shell that waits for keys. */
function* idle(): Running {
  yield forever;
  return 0;
}

/** Words of a command line: blanks split, single and double quotes hold together. */
function splitWords(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (const char of line) {
    if (quote !== '') {
      if (char === quote) quote = '';
      else word = (word ?? '') + char;
    } else if (char === "'" || char === '"') {
      quote = char;
      word ??= '';
    } else if (char === ' ') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + char;
    }
  }
  return word === undefined ? words : [...words, word];
}
