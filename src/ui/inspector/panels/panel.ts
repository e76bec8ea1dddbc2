import type { ObjectKey } from '#engine/kinds/object.ts';

export interface PanelProps {
  /** What is inspected: what was chosen on the stage, or the first set. */
  readonly target: ObjectKey;
}
