import type { FieldValue, FilePlace, ObjectRef, PodsRef, Since, TrafficEnd } from '../check.ts';
import { either, listOf, oneOf, optional, record, text, truth, wholeNumber, type Shape } from '../format/shape.ts';

/** Shapes that several predicates share. */

export const nameText = text({ most: 253, pattern: '^[A-Za-z0-9][A-Za-z0-9._:-]*$', describe: 'the name of an object' });
export const kindText = text({ most: 60, pattern: '^[A-Z][A-Za-z]+$', describe: 'a kind: Pod, StatefulSet' });
export const countShape = wholeNumber({ most: 10_000 });
export const msShape = wholeNumber({ most: 86_400_000 });
export const names = listOf(nameText, { least: 1, most: 50 });

export const objectRef: Shape<ObjectRef> = record<ObjectRef>({ kind: kindText, name: nameText, namespace: optional(nameText) });

export const podsRef: Shape<PodsRef> = either<PodsRef>(
  record<Extract<PodsRef, { of: unknown }>>({ of: objectRef }),
  record<Extract<PodsRef, { selector: unknown }>>({ selector: text({ most: 300, describe: 'the text of -l' }), namespace: optional(nameText) }),
  record<Extract<PodsRef, { pod: unknown }>>({ pod: nameText, namespace: optional(nameText) }),
);

export const sinceShape: Shape<Since> = either<Since>(oneOf('step', 'lesson'), record<{ readonly step: string }>({ step: text({ most: 60, describe: 'the id of a step' }) }));

export const trafficEnd: Shape<TrafficEnd> = either<TrafficEnd>(
  record<{ readonly pod: string; readonly namespace?: string }>({ pod: nameText, namespace: optional(nameText) }),
  record<{ readonly service: string; readonly namespace?: string }>({ service: nameText, namespace: optional(nameText) }),
  record<{ readonly node: string }>({ node: nameText }),
  record<{ readonly ip: string }>({ ip: text({ most: 60 }) }),
);

export const filePlace: Shape<FilePlace> = either<FilePlace>(
  record<{ readonly pod: string; readonly namespace?: string; readonly container?: string }>({ pod: nameText, namespace: optional(nameText), container: optional(nameText) }),
  record<{ readonly claim: string; readonly namespace?: string }>({ claim: nameText, namespace: optional(nameText) }),
  record<{ readonly node: string }>({ node: nameText }),
);

export const fieldValue: Shape<FieldValue> = either<FieldValue>(text(), wholeNumber({ least: -1_000_000_000 }), truth, oneOf(null));
export const pathText = text({ most: 300, describe: 'the path of a field: spec.template.spec.containers[0].image' });
