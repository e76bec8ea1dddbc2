import { isRecord } from '#engine/core/json.ts';

/** How far a person has come in one lesson, over all times it was opened. */
export interface LessonRecord {
  /** Steps done the furthest time, of how many. */
  readonly steps: number;
  readonly of: number;
  /** When it was finished for the first time, in real milliseconds since 1970. */
  readonly doneAtMs?: number;
  /** How long the page was open with it, in real milliseconds. */
  readonly spentMs: number;
  /** Guesses that were right, and all that were revealed, the last time. */
  readonly right?: number;
  readonly guesses?: number;
}

/** What a browser keeps of its person's lessons, and what a file of it holds. */
export interface Records {
  /** What the person is called, for the file that goes to a teacher. */
  readonly learner: string;
  readonly lessons: Readonly<Record<string, LessonRecord>>;
}

export const NO_RECORDS: Records = { learner: '', lessons: {} };

const STORAGE_KEY = 'ordinal.progress';
const VERSION = 1;
const MOST_LESSONS = 500;
const LONGEST_NAME = 80;

/** What the browser has kept; nothing where it keeps nothing. */
export function keptRecords(): Records {
  try {
    return parseRecords(localStorage.getItem(STORAGE_KEY) ?? '') ?? NO_RECORDS;
  } catch {
    return NO_RECORDS;
  }
}

export function keepRecords(records: Records): void {
  try {
    localStorage.setItem(STORAGE_KEY, recordsText(records));
  } catch {
    // Without storage the records last as long as the page.
  }
}

/** Records as a file has them. */
export function recordsText({ learner, lessons }: Records): string {
  return `${JSON.stringify({ ordinalProgress: VERSION, learner, lessons }, undefined, 1)}\n`;
}

/** Reads a file of records; undefined when it is none. Entries that make no sense are left out. */
export function parseRecords(text: string): Records | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['ordinalProgress'] !== VERSION || !isRecord(value['lessons'])) return undefined;
  const entries = Object.entries(value['lessons']).slice(0, MOST_LESSONS);
  const lessons = entries.flatMap(([name, record]) => (/^[a-z0-9-]{1,80}$/.test(name) && isLessonRecord(record) ? [[name, tidy(record)] as const] : []));
  const learner = value['learner'];
  return { learner: typeof learner === 'string' ? learner.slice(0, LONGEST_NAME) : '', lessons: Object.fromEntries(lessons) };
}

/** Both together: the better of each, and nothing is lost. Merging twice changes nothing. */
export function mergeRecords(one: Records, other: Records): Records {
  const lessons: Record<string, LessonRecord> = { ...one.lessons };
  for (const [name, record] of Object.entries(other.lessons)) lessons[name] = mergeRecord(lessons[name], record);
  return { learner: one.learner === '' ? other.learner : one.learner, lessons };
}

export function mergeRecord(known: LessonRecord | undefined, record: LessonRecord): LessonRecord {
  if (known === undefined) return record;
  const done = [known.doneAtMs, record.doneAtMs].filter((atMs) => atMs !== undefined);
  const guessed = (record.guesses ?? 0) >= (known.guesses ?? 0) ? record : known;
  return {
    steps: Math.max(known.steps, record.steps),
    of: record.of,
    spentMs: Math.max(known.spentMs, record.spentMs),
    ...(done.length === 0 ? {} : { doneAtMs: Math.min(...done) }),
    ...(guessed.guesses === undefined ? {} : { right: guessed.right ?? 0, guesses: guessed.guesses }),
  };
}

function tidy({ steps, of, doneAtMs, spentMs, right, guesses }: LessonRecord): LessonRecord {
  return {
    steps,
    of,
    spentMs,
    ...(doneAtMs === undefined ? {} : { doneAtMs }),
    ...(right === undefined || guesses === undefined ? {} : { right, guesses }),
  };
}

function isLessonRecord(value: unknown): value is LessonRecord {
  if (!isRecord(value)) return false;
  const { steps, of, doneAtMs, spentMs, right, guesses } = value;
  return [steps, of, spentMs].every(isCount) && [doneAtMs, right, guesses].every((number) => number === undefined || isCount(number));
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
