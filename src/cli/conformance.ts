import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { replayTranscript, type Transcript } from '#session/transcript.ts';
import { parseArguments, usage, type ConformanceArguments } from './conformance/arguments.ts';
import { compareTranscripts, type Comparison } from './conformance/compare.ts';
import { readTranscripts } from './conformance/readTranscripts.ts';
import { comparisonText, percentOf, totalOf, totalText } from './conformance/report.ts';
import { provideTexts } from './provideTexts.ts';

/** Plays recorded transcripts and compares: `npm run -s conformance -- [--record OUT] [--bar PERCENT] [DIR]`. */
const parsed = parseArguments(process.argv.slice(2));

if ('error' in parsed) {
  process.stderr.write(`${parsed.error}\n${usage}`);
  process.exitCode = 2;
} else if (parsed.help) {
  process.stdout.write(usage);
} else {
  provideTexts();
  const transcripts = chosenTranscripts(parsed);
  if (transcripts.length === 0) process.exitCode = 2;
  else if (parsed.record === undefined) compareAll(transcripts, parsed.bar);
  else recordAll(transcripts, parsed.record);
}

/** The transcripts that can be read; what is wrong with the others is said. */
function chosenTranscripts({ folder, only }: ConformanceArguments): readonly Transcript[] {
  const read = readTranscripts(folder);
  if (typeof read === 'string') {
    complain(read);
    return [];
  }
  const transcripts: Transcript[] = [];
  for (const reading of read) {
    if ('transcript' in reading) transcripts.push(reading.transcript);
    else complain(`conformance: ${reading.file}: ${reading.problem}`);
  }
  for (const name of only) if (!transcripts.some((transcript) => transcript.name === name)) complain(`conformance: no transcript named ${name}`);
  return only.length === 0 ? transcripts : transcripts.filter(({ name }) => only.includes(name));
}

function compareAll(transcripts: readonly Transcript[], bar: number | undefined): void {
  const comparisons: Comparison[] = [];
  for (const transcript of transcripts) {
    const comparison = compareTranscripts(transcript, played(transcript));
    comparisons.push(comparison);
    process.stdout.write(comparisonText(comparison));
  }
  const total = totalOf(comparisons);
  process.stdout.write(totalText(total));
  if (bar !== undefined && percentOf(total) < bar) {
    complain(`conformance: below the bar of ${bar} %`);
    process.exitCode = 1;
  }
}

function recordAll(transcripts: readonly Transcript[], out: string): void {
  mkdirSync(out, { recursive: true });
  for (const transcript of transcripts) writeFileSync(path.join(out, `${transcript.name}.json`), JSON.stringify(played(transcript)));
}

/** The transcript with our answers; with none, and the cause on the error stream, when the cluster crashes. */
function played(transcript: Transcript): Transcript {
  try {
    return replayTranscript(transcript);
  } catch (error) {
    complain(`${transcript.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = 1;
    return { ...transcript, steps: [], objects: [] };
  }
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}
