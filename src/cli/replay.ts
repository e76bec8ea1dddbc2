import { createHash } from 'node:crypto';
import { findProfile } from '#engine/profiles/index.ts';
import { replay, type TypedInput } from '#session/replay.ts';

/** Plays inputs so many times and prints the hash and the length of each event log: `node scripts/run.mjs replay JSON`. */
const request = JSON.parse(process.argv[2] ?? '{}') as { profile: string; seed: number; inputs: readonly TypedInput[]; untilMs: number; rounds: number };
const profile = findProfile(request.profile);
if (profile === undefined) throw new Error(`no profile named ${request.profile}`);

for (let round = 0; round < request.rounds; round += 1) {
  const log = replay({ profile, seed: request.seed, hasEditor: true }, request.inputs, request.untilMs).eventLog();
  process.stdout.write(`${createHash('sha256').update(log).digest('hex')} ${log.length}\n`);
}
