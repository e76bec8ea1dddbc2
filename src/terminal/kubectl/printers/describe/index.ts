import type { KubeObject } from '#engine/kinds/object.ts';
import type { Describer } from './describer.ts';
import { describeGeneric } from './generic.ts';
import { describePod } from './pod.ts';
import { describeStatefulSet } from './statefulSet.ts';

const DESCRIBERS: Readonly<Record<string, Describer>> = {
  Pod: describePod as Describer,
  StatefulSet: describeStatefulSet as Describer,
};

/** How an object of that kind is described. */
export function describerOf(kind: string): Describer<KubeObject> {
  return DESCRIBERS[kind] ?? describeGeneric;
}
