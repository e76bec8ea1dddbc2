import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compareTranscripts } from '../src/cli/conformance/compare.ts';
import { readTranscripts } from '../src/cli/conformance/readTranscripts.ts';
import { provideTexts } from '../src/cli/provideTexts.ts';
import { replayTranscript, type Transcript } from '../src/session/transcript.ts';

/** Scenarios in which every answer is that of the real control plane. */
const MATCHED = [
  'apply-web', 'crashloop-web', 'delete-pod-web', 'errors-manifest-1', 'explain-sts', 'label-set-edit-web', 'minready-web', 'more-daemonset-cronjob', 'node-down-web', 'more-pvc-reuse',
  'ondelete-web', 'parallel-web', 'partition-web', 'retention-delete-delete-web', 'retention-retain-delete-web', 'scale-updown-web', 'stuck-rollout-web', 'wait-web',
];

const folder = path.join(import.meta.dirname, 'conformance');
const recorded = new Map(transcripts().map((transcript) => [transcript.name, transcript]));

provideTexts();

function transcripts(): readonly Transcript[] {
  const read = readTranscripts(folder);
  return typeof read === 'string' ? [] : read.flatMap((reading) => ('transcript' in reading ? [reading.transcript] : []));
}

function given(name: string): Transcript {
  const transcript = recorded.get(name);
  if (transcript === undefined) throw new Error(`no transcript named ${name}`);
  return transcript;
}

it.each(MATCHED)('%s answers as the real control plane did', (name) => {
  const transcript = given(name);

  expect(compareTranscripts(transcript, replayTranscript(transcript)).misses).toEqual([]);
});

describe('the comparison', () => {
  it('takes a transcript for equal to itself', () => {
    const missed = [...recorded.values()].filter((transcript) => compareTranscripts(transcript, transcript).misses.length > 0);

    expect(missed.map(({ name }) => name)).toEqual([]);
  });

  it('finds one changed answer', () => {
    const transcript = given('apply-web');
    const [first, ...rest] = transcript.steps;
    const changed = { ...transcript, steps: [{ ...first, stdout: `${first?.stdout ?? ''}and more\n` }, ...rest] };

    expect(compareTranscripts(transcript, changed).misses.map(({ title }) => title)).toEqual([first?.run]);
  });

  it('misses every step and the objects when there are no answers', () => {
    const transcript = given('apply-web');
    const { steps, matched } = compareTranscripts(transcript, { ...transcript, steps: [], objects: [] });

    expect({ steps, matched }).toEqual({ steps: 23, matched: 0 });
  });
});

describe('a folder', () => {
  it('that is not there is named', () => {
    expect(readTranscripts('/no/such')).toBe('conformance: /no/such: No such folder');
  });
});
