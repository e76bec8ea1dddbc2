import type { Profile } from '#engine/profile.ts';
import { findProfile } from '#engine/profiles/index.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import { beginSession, type BegunSession, type OpenDesk } from '#session/beginSession.ts';
import type { Lesson } from '#lessons/lesson.ts';
import { profileOf } from '#session/share/profileCodec.ts';
import type { Session } from '#session/session.ts';
import type { PartsOrder } from './programParts.ts';
import { whenSession } from './whenSession.ts';

/** The cluster of a new session: the one that the address names, then the one that was chosen last, then the lab. */
export function chosenProfile(asked: string | null, kept: unknown): Profile {
  if (asked !== null) return findProfile(asked) ?? labProfile;
  const profile = kept === undefined ? undefined : profileOf(kept);
  return profile === undefined || !('nodes' in profile) ? labProfile : profile;
}

/** Sessions that were begun before the programs were there. */
const waiting: BegunSession[] = [];
let openDesk: OpenDesk | undefined;
/** In real milliseconds. */
const LONGEST_WITHOUT_PROMPT_MS = 3000;
/** Somebody waits: the other programs are fetched even where no prompt comes, on a page that stands still. */
let hurry: () => void = () => undefined;

/**
 * A fresh session of a profile, given as a value or by its name; a name that is not known gives the lab. With a lesson it
 * begins where the lesson's set-up ends.
 * Its time stands until all programs are there: what is played in it at once (a link, a lesson's set-up, a look back) must
 * not have to wait in the middle. Only the session that a page begins with may be completed before, by {@link loadPrograms}.
 */
export function openSession(profile: Profile | string, seed: number, lesson?: Lesson): Session {
  const begun = beginSession({ profile: typeof profile === 'string' ? (findProfile(profile) ?? labProfile) : profile, seed, hasEditor: true, ...(lesson === undefined ? {} : { lesson }) });
  if (openDesk === undefined) {
    waiting.push(begun);
    hurry();
  } else begun.complete(openDesk);
  return begun.session;
}

/**
 * Fetches what a first prompt needs and completes the sessions that wait for it, once what is fetched beside it has come
 * too; the other programs follow. Done when the prompt is there; where that is not enough to begin with, when all are.
 */
export async function loadPrograms({ isEnoughToBegin, beside = Promise.resolve() }: { readonly isEnoughToBegin: boolean; readonly beside?: Promise<void> }): Promise<void> {
  const [first, { serveParts }] = await Promise.all([import('#session/parts/first.ts'), import('./programParts.ts'), beside]);
  const bringParts = serveParts();
  const loadOthers = async (order: PartsOrder) => {
    await bringParts(order);
    openDesk = first.openDeskInParts;
    for (const begun of waiting.splice(0)) begun.complete(openDesk);
  };
  if (!isEnoughToBegin) return loadOthers('together');
  const begun = waiting.splice(0);
  for (const each of begun) each.complete(first.openDeskInParts);
  await Promise.race([...begun.map(({ session }) => firstPrompt(session)), soon(), new Promise<void>((resolve) => (hurry = resolve))]);
  void loadOthers('one by one');
  return undefined;
}

/** Comes true when the first terminal waits for a person and is drawn: then it has told its size. */
function firstPrompt(session: Session): Promise<void> {
  return whenSession(session, () => session.frame().terminals[0]?.isWaitingForPerson === true && session.history.length > 0);
}

/** A page that draws no terminal, or stands still, waits no longer for a prompt. */
function soon(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LONGEST_WITHOUT_PROMPT_MS));
}
