import { findProfile, profiles } from '#engine/profiles/index.ts';
import type { Profile } from '#engine/profile.ts';

export interface TerminalArguments {
  readonly profile: Profile;
  readonly seed: number;
  /** Simulated seconds a second; Infinity jumps from event to event. */
  readonly speed: number;
  readonly file: string | undefined;
  readonly help: boolean;
}

export const usage = `usage: npm run terminal [-- [--profile ${profiles.map(({ name }) => name).join('|')}] [--seed N] [--speed 1|4|20|max] [FILE]]
  With a FILE, or with input that is no terminal, runs the script at full speed and ends with its exit status.
`;

/** Reads the command line, or says what is wrong with it. */
export function parseArguments(args: readonly string[]): TerminalArguments | { readonly error: string } {
  let [profileName, seed, speed, file, help] = ['lab', 1, 1, undefined as string | undefined, false];
  for (let index = 0; index < args.length; index += 1) {
    const [name, attached] = (args[index] ?? '').split(/=(.*)/s, 2);
    const value = () => attached ?? args[(index += 1)];
    if (name === '--help' || name === '-h') help = true;
    else if (name === '--profile') profileName = value() ?? '';
    else if (name === '--seed') seed = Number(value());
    else if (name === '--speed') speed = speedOf(value());
    else if (name?.startsWith('-') === true && name !== '-') return { error: `terminal: unknown option ${name}` };
    else if (file === undefined) file = name;
    else return { error: `terminal: one FILE at most` };
  }
  const profile = findProfile(profileName);
  if (profile === undefined) return { error: `terminal: no profile named ${profileName}` };
  if (!Number.isInteger(seed)) return { error: 'terminal: --seed wants a whole number' };
  if (Number.isNaN(speed) || speed <= 0) return { error: 'terminal: --speed wants a positive number or max' };
  return { profile, seed, speed, file: file === '-' ? undefined : file, help };
}

function speedOf(text: string | undefined): number {
  return text === 'max' ? Number.POSITIVE_INFINITY : Number(text?.replace(/x$/, ''));
}
