import type { Profile } from '#engine/profile.ts';
import { findProfile } from '#engine/profiles/index.ts';

/** Command lines, and the cluster they are asked of. */
export interface SceneText {
  readonly name: string;
  readonly profile: Profile;
  readonly files: Readonly<Record<string, string>>;
  readonly setup: string;
  readonly lines: readonly string[];
}

/** Reads a scene: parts that begin with `=== profile NAME`, `=== file NAME`, `=== setup`, `=== lines`. In the lines, `#` starts a comment. */
export function readScene(name: string, text: string): SceneText {
  const files: Record<string, string> = {};
  let [profileName, setup] = ['lab', ''];
  const lines: string[] = [];
  for (const part of text.split(/^=== /m).slice(1)) {
    const end = part.indexOf('\n');
    const [what = '', argument = ''] = part.slice(0, end).split(' ');
    const body = part.slice(end + 1);
    if (what === 'profile') profileName = argument;
    else if (what === 'file') files[argument] = body;
    else if (what === 'setup') setup = body;
    else if (what === 'lines') lines.push(...body.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')));
    else throw new Error(`${name}: a part "${what}" is unknown`);
  }
  const profile = findProfile(profileName);
  if (profile === undefined) throw new Error(`${name}: no profile named ${profileName}`);
  return { name, profile, files, setup, lines };
}
