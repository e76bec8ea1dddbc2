import type { Late } from '#engine/core/late.ts';
import { labProfile } from '#engine/profiles/lab.ts';
import type { Utility } from '#terminal/command.ts';
import { firstPrograms } from '#terminal/firstPrograms.ts';
import { beginSession } from '../beginSession.ts';
import { createOpenDesk } from '../deskOpener.ts';
import type { Session } from '../session.ts';

/** For tests: a session a second after its start, whose later programs are these parts. */
export function withParts(...parts: readonly Late<readonly Utility[]>[]): Session {
  const begun = beginSession({ profile: labProfile, seed: 7, hasEditor: true });
  begun.complete(createOpenDesk({ programs: firstPrograms, laterPrograms: parts }));
  begun.session.advance(1000);
  return begun.session;
}
