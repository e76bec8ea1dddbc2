import { useMemo } from 'react';
import type { ObjectKey } from '#engine/kinds/object.ts';
import type { Explanation } from '#engine/why.ts';
import type { Frame, Session } from '#session/session.ts';
import { useApp } from '../store/store.ts';

/** The reasons that hold for an object now, nearest first. They are asked for anew with each frame. */
export function useReasons(about: ObjectKey): readonly Explanation[] {
  const session = useApp((state) => state.session);
  const frame = useApp((state) => state.frame);
  return useMemo(() => reasonsAt(session, frame, about), [session, frame, about]);
}

function reasonsAt(session: Session, frame: Frame, about: ObjectKey): readonly Explanation[] {
  // What is gone has no reasons any more, though some were noted.
  return frame.get(about.kind, about.namespace, about.name) === undefined ? [] : session.why(about);
}
