import type { ObjectKey } from '../kinds/object.ts';
import type { ControllerContext } from './controller.ts';
import type { Reason } from './reason.ts';

/** Tells the reasons of one look at a set, and that those of the look before are over. */
export interface Narrator {
  tell(reason: Reason): void;
  /** The look is over: waits that were not told again hold no longer. */
  finish(): void;
}

/** `held` are the objects about which a wait was told in the look before; it is brought up to date. */
export function createNarrator({ explain, settle }: ControllerContext, held: Map<string, ObjectKey>): Narrator {
  const told = new Set<string>();
  return {
    tell: (reason) => {
      const id = `${reason.about.kind}/${reason.about.name}`;
      if (reason.kind === 'act') held.delete(id);
      else {
        told.add(id);
        held.set(id, reason.about);
      }
      explain(reason);
    },
    finish: () => {
      for (const [id, about] of held) {
        if (told.has(id)) continue;
        held.delete(id);
        settle(about);
      }
    },
  };
}
