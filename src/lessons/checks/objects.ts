import { labelMatcher } from '#engine/api/selectors.ts';
import type { Condition } from '#engine/kinds/object.ts';
import type { CheckOf, FieldValue } from '../check.ts';
import { oneOf, optional, text, truth } from '../format/shape.ts';
import { definePredicate, yesOrNo, type Reading } from './definition.ts';
import { fieldAt } from './fieldAt.ts';
import { countShape, fieldValue, kindText, nameText, objectRef, pathText } from './shapes.ts';

export const objectCheck = definePredicate<'object'>({
  name: 'object',
  fields: { object: objectRef, exists: truth },
  read: ({ object, exists }, { view }) => ({
    ...yesOrNo((view.object(object) !== undefined) === exists),
    key: exists ? 'object.exists' : 'object.gone',
    params: { kind: object.kind, name: object.name },
  }),
});

export const objectsCheck = definePredicate<'objects'>({
  name: 'objects',
  fields: {
    kind: kindText, selector: optional(text({ most: 300 })), prefix: optional(nameText), namespace: optional(nameText), count: countShape,
    compare: optional(oneOf('equal', 'atLeast', 'atMost')),
  },
  read: ({ kind, selector = '', prefix = '', namespace = 'default', count, compare = 'equal' }, { view }) => {
    const matches = selector === '' ? () => true : labelMatcher(selector);
    const have = view.objects(kind).filter(
      ({ metadata }) => (metadata.namespace ?? namespace) === namespace && metadata.name.startsWith(prefix) && matches(metadata.labels),
    ).length;
    const isMet = compare === 'equal' ? have === count : compare === 'atLeast' ? have >= count : have <= count;
    return { have, want: count, isMet, key: `objects.${compare}`, params: { kind, what: prefix === '' ? selector : `${prefix}…` } };
  },
});

export const fieldCheck = definePredicate<'field'>({
  name: 'field',
  fields: { object: objectRef, path: pathText, equals: optional(fieldValue), contains: optional(text()), differs: optional(fieldValue), atLeast: optional(countShape) },
  read: (check, { view }) => fieldReading(check, fieldAt(view.object(check.object), check.path), view.object(check.object) !== undefined),
});

function fieldReading({ object, path, equals, contains, differs, atLeast }: CheckOf<'field'>, value: unknown, isThere: boolean): Reading {
  const params = { kind: object.kind, name: object.name, path };
  if (atLeast !== undefined) return { have: typeof value === 'number' ? value : 0, want: atLeast, key: 'field.atLeast', params: { ...params, value: atLeast } };
  if (contains !== undefined) return { ...yesOrNo(typeof value === 'string' && value.includes(contains)), key: 'field.contains', params: { ...params, value: contains } };
  if (differs !== undefined) return { ...yesOrNo(isThere && !isEqual(value, differs)), key: 'field.differs', params: { ...params, value: String(differs) } };
  if (equals === null) return { ...yesOrNo(isThere && value === undefined), key: 'field.absent', params };
  if (equals === undefined) return { ...yesOrNo(value !== undefined), key: 'field.present', params };
  return { ...yesOrNo(isEqual(value, equals)), key: 'field.equals', params: { ...params, value: String(equals) } };
}

function isEqual(value: unknown, wanted: FieldValue): boolean {
  return value === wanted || (wanted === null && value === undefined);
}

export const sameFieldsCheck = definePredicate<'sameFields'>({
  name: 'sameFields',
  fields: { object: objectRef, path: pathText, other: objectRef, otherPath: pathText, equal: optional(truth) },
  read: ({ object, path, other, otherPath, equal = true }, { view }) => {
    const [one, two] = [fieldAt(view.object(object), path), fieldAt(view.object(other), otherPath)];
    return {
      ...yesOrNo(one !== undefined && two !== undefined && (one === two) === equal),
      key: equal ? 'sameFields.equal' : 'sameFields.different',
      params: { name: object.name, path, other: other.name, otherPath },
    };
  },
});

export const conditionCheck = definePredicate<'condition'>({
  name: 'condition',
  fields: { object: objectRef, type: text({ most: 100 }), status: oneOf('True', 'False', 'Unknown') },
  read: ({ object, type, status }, { view }) => {
    const conditions = (fieldAt(view.object(object), 'status.conditions') ?? []) as readonly Condition[];
    return {
      ...yesOrNo(conditions.some((condition) => condition.type === type && condition.status === status)),
      key: 'condition',
      params: { kind: object.kind, name: object.name, type, status },
    };
  },
});
