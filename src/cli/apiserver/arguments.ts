import { findProfile, profiles } from '#engine/profiles/index.ts';
import type { Profile } from '#engine/profile.ts';

export interface ServerArguments {
  readonly profile: Profile;
  readonly seed: number;
  /** Simulated seconds a second; Infinity jumps from event to event while a client waits. */
  readonly speed: number;
  /** Undefined takes the first free one from 6443 on. */
  readonly port: number | undefined;
  readonly kubeconfig: string | undefined;
  readonly help: boolean;
}

export const usage = `usage: npm run apiserver [-- [--port N] [--profile ${profiles.map(({ name }) => name).join('|')}] [--seed N] [--speed 1|4|20|max] [--kubeconfig FILE]]
  Serves a simulated cluster to kubectl on 127.0.0.1. Writes a kubeconfig and prints how to use it. Ctrl-C ends it.
`;

/** Reads the command line, or says what is wrong with it. */
export function parseArguments(args: readonly string[]): ServerArguments | { readonly error: string } {
  const given = new Map<string, string>();
  for (let index = 0; index < args.length; index += 1) {
    const [name = '', attached] = (args[index] ?? '').split(/=(.*)/s, 2);
    if (name === '--help' || name === '-h') given.set('help', '');
    else if (!OPTIONS.has(name)) return { error: `apiserver: unknown option ${name}` };
    else given.set(name.slice(2), attached ?? args[(index += 1)] ?? '');
  }
  return checked(given);
}

const OPTIONS = new Set(['--port', '--profile', '--seed', '--speed', '--kubeconfig']);

function checked(given: ReadonlyMap<string, string>): ServerArguments | { readonly error: string } {
  const profile = findProfile(given.get('profile') ?? 'lab');
  const seed = Number(given.get('seed') ?? 1);
  const speedText = given.get('speed') ?? '1';
  const speed = speedText === 'max' ? Number.POSITIVE_INFINITY : Number(speedText.replace(/x$/, ''));
  const port = given.has('port') ? Number(given.get('port')) : undefined;
  if (profile === undefined) return { error: `apiserver: no profile named ${given.get('profile') ?? ''}` };
  if (!Number.isInteger(seed)) return { error: 'apiserver: --seed wants a whole number' };
  if (Number.isNaN(speed) || speed <= 0) return { error: 'apiserver: --speed wants a positive number or max' };
  if (port !== undefined && (!Number.isInteger(port) || port < 0 || port > 65_535)) return { error: 'apiserver: --port wants a number up to 65535' };
  if (given.get('kubeconfig') === '') return { error: 'apiserver: --kubeconfig wants a file' };
  return { profile, seed, speed, port, kubeconfig: given.get('kubeconfig'), help: given.has('help') };
}
