import { Inflate, strFromU8, strToU8 } from 'fflate';
import { judgeLesson } from '#lessons/format/readLessonFile.ts';
import { mapOf, numberBetween, text, type Misfit } from '#lessons/format/shape.ts';
import type { LoggedIntent } from '../session.ts';
import { fromBase64Url } from './base64Url.ts';
import { DICTIONARY } from './dictionary.ts';
import { checkOf, VERSION } from './encodeShared.ts';
import { intentShape } from './intentShapes.ts';
import { profileOf } from './profileCodec.ts';
import { LIMITS, type Refusal, type SharedLesson, type SharedSession } from './sharedSession.ts';

export type Decoded = { readonly shared: SharedSession } | { readonly refusal: Refusal };

/** Reads what {@link encodeShared} wrote. Nothing of it is run here, and nothing is taken that has not been judged. */
export function decodeShared(encoded: string): Decoded {
  if (encoded.length > LIMITS.encoded) return { refusal: { code: 'too-long', limit: LIMITS.encoded } };
  const [, version, body] = /^([0-9]{1,4})\.(.*)$/s.exec(encoded) ?? [];
  if (version === undefined || body === undefined) return { refusal: { code: 'damaged' } };
  if (version !== VERSION) return { refusal: { code: 'version', version } };
  const bytes = fromBase64Url(body);
  const text = bytes === undefined ? undefined : inflated(bytes);
  if (text === 'too-long') return { refusal: { code: 'too-long', limit: LIMITS.decoded } };
  if (text === undefined || checkOf(text.slice(8)) !== text.slice(0, 8)) return { refusal: { code: 'damaged' } };
  return readSession(text.slice(8));
}

/** Small pieces, so that a bomb is noticed before it has filled the memory. */
const PIECE = 1024;

function inflated(bytes: Uint8Array): string | 'too-long' | undefined {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  const stream = new Inflate({ dictionary: strToU8(DICTIONARY) }, (chunk, isLast) => {
    chunks.push(chunk);
    length += chunk.length;
    isWhole = isLast;
  });
  try {
    for (let at = 0; at < bytes.length && length <= LIMITS.decoded; at += PIECE) stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  } catch {
    return undefined;
  }
  if (length > LIMITS.decoded) return 'too-long';
  return isWhole ? strFromU8(joined(chunks, length)) : undefined;
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

const seedShape = numberBetween(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
/** Moments and the time between two are not negative, and all lie in the first week. */
const momentShape = numberBetween(0, LIMITS.durationMs);
const viewShape = mapOf(text({ most: 500 }));

function readSession(text: string): Decoded {
  const value = parsed(text);
  if (!Array.isArray(value) || value.length < 5 || value.length > 6) return invalid({ path: '.', expected: 'five or six parts' });
  const [reference, seed, atMs, view, steps, about] = value as readonly unknown[];
  const profile = profileOf(reference);
  if (isMisfit(profile)) return invalid(profile);
  const [misfit] = [...seedShape.judge(seed, '.seed'), ...momentShape.judge(atMs, '.atMs'), ...viewShape.judge(view, '.view')];
  if (misfit !== undefined) return invalid(misfit);
  const inputs = readInputs(steps);
  if (isMisfit(inputs)) return invalid(inputs);
  if ((inputs.at(-1)?.atMs ?? 0) > LIMITS.durationMs) return invalid({ path: '.inputs', expected: 'moments of the first week' });
  const lesson = readLesson(about);
  if (typeof lesson === 'object' && isMisfit(lesson)) return invalid(lesson);
  return { shared: { profile, seed: seed as number, atMs: atMs as number, view: view as SharedSession['view'], inputs, ...(lesson === undefined ? {} : { lesson }) } };
}

/** A name is looked up by those who open it; a lesson that is brought along is judged like one from a file. */
function readLesson(about: unknown): SharedLesson | Misfit | undefined {
  if (about === undefined) return undefined;
  if (typeof about === 'string') return /^[a-z0-9-]{1,80}$/.test(about) ? about : { path: '.lesson', expected: 'the name of a lesson' };
  const judged = judgeLesson(about);
  if ('file' in judged) return judged.file;
  const [first] = judged.misfits;
  return { path: `.lesson${first?.path === '' || first === undefined ? '' : `.${first.path}`}`, expected: first?.expected ?? 'a lesson' };
}

function readInputs(steps: unknown): readonly LoggedIntent[] | Misfit {
  if (!Array.isArray(steps) || steps.length > LIMITS.inputs) return { path: '.inputs', expected: `a list of at most ${LIMITS.inputs} items` };
  const inputs: LoggedIntent[] = [];
  let atMs = 0;
  for (const [index, step] of (steps as readonly unknown[]).entries()) {
    const path = `.inputs[${index}]`;
    if (!Array.isArray(step) || step.length !== 2) return { path, expected: 'a moment and an intent' };
    const [passed, intent] = step as readonly unknown[];
    const [misfit] = [...momentShape.judge(passed, `${path}.atMs`), ...intentShape.judge(intent, path)];
    if (misfit !== undefined) return misfit;
    atMs += passed as number;
    inputs.push({ atMs, intent: intent as LoggedIntent['intent'] });
  }
  return inputs;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMisfit(value: object): value is Misfit {
  return 'path' in value && 'expected' in value;
}

function invalid({ path, expected }: Misfit): Decoded {
  return { refusal: { code: 'invalid', path, expected } };
}
