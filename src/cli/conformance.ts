import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { replayTranscript, type Transcript } from '#session/transcript.ts';

/** Replays recorded transcripts: `npm run -s conformance -- --record OUT DIR` writes each with our answers into OUT. */
const args = process.argv.slice(2);
const recordAt = args.indexOf('--record');
const out = recordAt < 0 ? undefined : args.splice(recordAt, 2)[1];
const folder = args[0];

if (out === undefined || folder === undefined) {
  process.stderr.write('usage: npm run -s conformance -- --record OUT DIR\n');
  process.exitCode = 2;
} else {
  mkdirSync(out, { recursive: true });
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json')).sort()) {
    const transcript = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Transcript;
    try {
      writeFileSync(path.join(out, file), JSON.stringify(replayTranscript(transcript)));
    } catch (error) {
      process.stderr.write(`${transcript.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    }
  }
}
