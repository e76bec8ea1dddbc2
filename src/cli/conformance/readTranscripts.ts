import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Transcript } from '#session/transcript.ts';

/** A file of the folder, or why it cannot be played. */
export type Reading = { readonly file: string; readonly transcript: Transcript } | { readonly file: string; readonly problem: string };

/** The transcripts of a folder by name; a text says why there are none. */
export function readTranscripts(folder: string): readonly Reading[] | string {
  const files = filesOf(folder);
  if (files === undefined) return `conformance: ${folder}: No such folder`;
  return files.length === 0 ? `conformance: ${folder}: no transcript (*.json) in it` : files.map((file) => readTranscript(path.join(folder, file)));
}

function filesOf(folder: string): readonly string[] | undefined {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.json')).sort();
  } catch {
    return undefined;
  }
}

function readTranscript(file: string): Reading {
  try {
    const transcript: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isTranscript(transcript) ? { file, transcript } : { file, problem: 'not a transcript: it needs name, files, steps and objects' };
  } catch (error) {
    return { file, problem: `not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function isTranscript(value: unknown): value is Transcript {
  if (typeof value !== 'object' || value === null) return false;
  const { name, files, steps, objects } = value as Partial<Record<string, unknown>>;
  return typeof name === 'string' && typeof files === 'object' && files !== null && Array.isArray(steps) && Array.isArray(objects);
}
