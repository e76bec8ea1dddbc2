import type { ControllerContext } from './controller.ts';
import type { Reason } from './reason.ts';

/** The waits and notes that were told in the look before, by object: what the next look need not tell again. */
export type ToldReasons = Map<string, Reason>;

/** Tells the reasons of one look at a key, and that those of the look before are over. */
export interface Narrator {
  tell(reason: Reason): void;
  /** The look is over: waits that were not told again hold no longer. */
  finish(): void;
}

/** `held` is brought up to date, so that it serves the next look. */
export function createNarrator({ explain, settle }: Pick<ControllerContext, 'explain' | 'settle'>, held: ToldReasons): Narrator {
  const told = new Set<string>();
  return {
    tell: (reason) => {
      const id = `${reason.about.kind}/${reason.about.name}`;
      if (reason.kind === 'act') held.delete(id);
      else {
        told.add(id);
        const before = held.get(id);
        if (before !== undefined && isSame(before, reason)) return;
        held.set(id, reason);
      }
      explain(reason);
    },
    finish: () => {
      for (const [id, { about }] of held) {
        if (told.has(id)) continue;
        held.delete(id);
        settle(about);
      }
    },
  };
}

function isSame(a: Reason, b: Reason): boolean {
  if (a.code !== b.code || a.kind !== b.kind || a.blockedBy?.name !== b.blockedBy?.name) return false;
  for (const key in a.params) if (a.params[key] !== b.params[key]) return false;
  return true;
}
