import type { ObjectKey } from '#engine/kinds/object.ts';
import { shortNameOf } from '../stage/model/objectKeys.ts';

/** What a panel is about, above what it has to say. */
export function Subject({ target }: { readonly target: ObjectKey }) {
  return <h2 className="eyebrow">{shortNameOf(target)}</h2>;
}
