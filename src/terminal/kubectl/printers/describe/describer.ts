import type { Api } from '#engine/api/api.ts';
import type { Event } from '#engine/kinds/event.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { writeEvents } from './events.ts';
import { createLayout, type Layout } from './layout.ts';

/** What a describer may look at besides the object itself. */
export interface DescribeContext {
  readonly api: Api;
  readonly nowUnixMs: number;
  /** The events about the object; undefined with `--show-events=false`. */
  readonly events: readonly Event[] | undefined;
}

/** Writes all about one object of a kind. */
export type Describer<T extends KubeObject = KubeObject> = (layout: Layout, object: T, context: DescribeContext) => void;

/** The text of a description; the events come last, where the kind shows them. */
export function describeObject<T extends KubeObject>(describer: Describer<T>, object: T, context: DescribeContext): string {
  const layout = createLayout();
  describer(layout, object, context);
  return layout.text();
}

/** The events block, unless it is not wanted. */
export function writeOwnEvents(layout: Layout, context: DescribeContext): void {
  if (context.events !== undefined) writeEvents(layout, context.events, context.nowUnixMs);
}
