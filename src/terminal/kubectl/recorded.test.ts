import { beforeAll, describe, expect, it } from 'vitest';
import descriptions from '#engine/kinds/schema/descriptions.json' with { type: 'json' };
import { findProfile } from '#engine/profiles/index.ts';
import { explainTexts } from './explain/texts.ts';
import change from './fixtures/change.json' with { type: 'json' };
import create from './fixtures/create.json' with { type: 'json' };
import errors from './fixtures/errors.json' with { type: 'json' };
import explain from './fixtures/explain.json' with { type: 'json' };
import generate from './fixtures/generate.json' with { type: 'json' };
import get from './fixtures/get.json' with { type: 'json' };
import local from './fixtures/local.json' with { type: 'json' };
import manifests from './fixtures/manifests.json' with { type: 'json' };
import operate from './fixtures/operate.json' with { type: 'json' };
import typed from './fixtures/typed.json' with { type: 'json' };
import { givenScene, type LineOutcome, type Scene } from './givenScene.ts';
import helps from './help/helpTexts.json' with { type: 'json' };
import { helpTexts } from './help/texts.ts';
import { normalised, withoutAges } from './sameOutcome.ts';

/** What the real kubectl said of equal clusters: made by `node scripts/run.mjs compareKubectl --record src/terminal/kubectl/fixtures`. */
interface Recording {
  readonly profile: string;
  readonly files: Readonly<Record<string, string | undefined>>;
  readonly setup: string;
  readonly lines: readonly (LineOutcome & { readonly line: string })[];
}

const RECORDINGS: readonly (readonly [string, Recording])[] = [['change', change], ['create', create], ['errors', errors], ['explain', explain], ['generate', generate], ['get', get], ['local', local], ['manifests', manifests], ['operate', operate], ['typed', typed]];

beforeAll(() => {
  explainTexts.provide(descriptions);
  helpTexts.provide(helps);
});

const plain = ({ stdout, stderr, code }: LineOutcome) => ({ stdout: withoutAges(stdout), stderr: withoutAges(stderr), code });

describe.each(RECORDINGS)('as the real kubectl: %s', (_name, { profile: profileName, files, setup, lines }) => {
  let scene: Scene;

  beforeAll(() => {
    const profile = findProfile(profileName);
    if (profile === undefined) throw new Error(`no profile ${profileName}`);
    scene = givenScene({ profile, seed: 1, files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text ?? ''])), setup });
  });

  it.each(lines.map((recorded) => [recorded.line, recorded] as const))('%s', (line, recorded) => {
    expect(plain(normalised(scene.run(line), undefined))).toEqual(plain(recorded));
  });
});
