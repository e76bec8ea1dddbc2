import type { Profile } from '#engine/profile.ts';
import type { LessonFile } from '#lessons/texts.ts';
import type { LoggedIntent } from '../session.ts';

/** Everything that a link, a saved file or a closed tab keeps of a session: enough to play it again to the byte. */
export interface SharedSession {
  readonly profile: Profile;
  readonly seed: number;
  /** What the person did, in order of time. */
  readonly inputs: readonly LoggedIntent[];
  /** The moment to open at, in milliseconds since the start. */
  readonly atMs: number;
  /** What the page showed; words that the page knows, each checked by the page itself. */
  readonly view: SharedView;
  /** The lesson that the session is about. */
  readonly lesson?: SharedLesson;
}

/** A lesson of the course goes by its name; one that came from a file is brought along, with its texts. */
export type SharedLesson = string | LessonFile;

/** How the page looked: short words by name, `arrangement: node`, `selected: Pod/default/web-1`. */
export type SharedView = Readonly<Record<string, string>>;

/** Why a text is no session. */
export type Refusal =
  /** More than {@link LIMITS} allow. */
  | { readonly code: 'too-long'; readonly limit: number }
  /** Made by a version that this one does not read. */
  | { readonly code: 'version'; readonly version: string }
  /** Cut off, mistyped or changed on the way. */
  | { readonly code: 'damaged' }
  /** Read whole, but not a session: where it goes wrong, and what was expected there. */
  | { readonly code: 'invalid'; readonly path: string; readonly expected: string };

/** What is read at most. A session of a whole school day stays below all of them. */
export const LIMITS = {
  /** Characters of the encoded text. */
  encoded: 200_000,
  /** Characters of what is inside. */
  decoded: 4_000_000,
  inputs: 50_000,
  /** Characters of one typed line or saved file. */
  text: 500_000,
  /** A week, in milliseconds. */
  durationMs: 604_800_000,
} as const;
