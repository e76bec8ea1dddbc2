import type { KubeObject } from '#engine/kinds/object.ts';
import { goValue } from '../goFormat.ts';
import { byCodeUnit } from '../json.ts';
import { isRecord } from '../values.ts';
import { writeOwnEvents, type Describer } from './describer.ts';
import { writeAnnotations, writePairs, type Layout } from './layout.ts';

const HIDDEN = new Set(['metadata.name', 'metadata.namespace', 'metadata.labels', 'metadata.annotations', 'metadata.managedFields']);
const ACRONYMS = new Set(['API', 'URL', 'UID', 'OSB', 'GUID']);

/** All fields of an object whose kind has no layout of its own. k8s: describe genericDescriber */
export const describeGeneric: Describer<KubeObject> = (layout, object, context) => {
  const { metadata } = object;
  layout.write(0, `Name:\t${metadata.name}`);
  layout.write(0, `Namespace:\t${metadata.namespace ?? ''}`);
  writePairs(layout, 'Labels', metadata.labels);
  writeAnnotations(layout, 'Annotations', metadata.annotations);
  writeFields(layout, 0, object as unknown as Readonly<Record<string, unknown>>, '');
  writeOwnEvents(layout, context);
};

function writeFields(layout: Layout, level: number, fields: Readonly<Record<string, unknown>>, path: string): void {
  for (const key of Object.keys(fields).toSorted(byCodeUnit)) {
    const place = path === '' ? key : `${path}.${key}`;
    if (!HIDDEN.has(place) && fields[key] !== undefined) writeField(layout, level, key, fields[key], place);
  }
}

function writeField(layout: Layout, level: number, key: string, value: unknown, place: string): void {
  const label = labelOf(key);
  if (isRecord(value)) {
    layout.write(level, `${label}:`);
    writeFields(layout, level + 1, value, place);
  } else if (Array.isArray(value)) {
    layout.write(level, `${label}:`);
    for (const item of value) {
      if (isRecord(item)) writeFields(layout, level + 1, item, place);
      else layout.write(level + 1, goValue(item));
    }
  } else {
    layout.write(level, `${label}:\t${goValue(value)}`);
  }
}

/** `revisionHistoryLimit` reads `Revision History Limit`. k8s: describe smartLabelFor */
function labelOf(field: string): string {
  if (/[^A-Za-z0-9_]/.test(field)) return field;
  const words = field.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[A-Z]/g) ?? [field];
  return words.map((word) => (ACRONYMS.has(word.toUpperCase()) ? word.toUpperCase() : (word[0] ?? '').toUpperCase() + word.slice(1).toLowerCase())).join(' ');
}
