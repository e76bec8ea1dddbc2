import type { Transcript } from '#session/transcript.ts';
import { finalObjectsText } from './finalObjects.ts';
import { createNumbering } from './numbering.ts';
import { stepText } from './stepText.ts';
import type { Reading } from './tokens.ts';

export interface Miss {
  /** What was typed, or `final objects`. */
  readonly title: string;
  readonly expected: string;
  readonly got: string;
}

export interface Comparison {
  readonly name: string;
  /** The commands and watches of the transcript, and its final objects. */
  readonly steps: number;
  readonly matched: number;
  readonly misses: readonly Miss[];
}

/** Compares a recording with what we answered, step by step; each step is numbered for itself, so that one miss is one miss. */
export function compareTranscripts(recorded: Transcript, ours: Transcript): Comparison {
  const compared = recorded.steps
    .map((step, index) => ({ step, our: ours.steps[index] }))
    .filter(({ step }) => step.run !== undefined || step.watch !== undefined)
    .map(({ step, our }) => ({
      title: step.run ?? step.watch ?? '',
      expected: stepText(step, readingOf(recorded)),
      got: our === undefined ? 'not run' : stepText({ ...step, ...our }, readingOf(recorded)),
    }));
  const objects = { title: 'final objects', expected: finalObjectsText(recorded.objects, readingOf(recorded)), got: finalObjectsText(ours.objects, readingOf(recorded)) };
  const all: readonly Miss[] = [...compared, objects];
  const misses = all.filter(({ expected, got }) => expected !== got);
  return { name: recorded.name, steps: all.length, matched: all.length - misses.length, misses };
}

function readingOf({ nodes, soft }: Transcript): Reading {
  return { numbering: createNumbering(), nodesAreLiteral: nodes === 'literal', softReasons: soft ?? [] };
}

