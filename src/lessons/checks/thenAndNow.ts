import { optional } from '../format/shape.ts';
import { definePredicate, yesOrNo } from './definition.ts';
import { fieldAt } from './fieldAt.ts';
import { objectRef, pathText, sinceShape } from './shapes.ts';

/** Something was there, and now something else is in its place. */
export const changedCheck = definePredicate<'changed'>({
  name: 'changed',
  fields: { object: objectRef, path: pathText, since: optional(sinceShape) },
  read: ({ object, path, since }, { view, since: at }) => {
    const [then, now] = [fieldAt(view.objectAt(object, at(since)), path), fieldAt(view.object(object), path)];
    return {
      ...yesOrNo(then !== undefined && now !== undefined && !isSame(then, now)),
      key: path === 'metadata.uid' ? 'changed.uid' : 'changed',
      params: { kind: object.kind, name: object.name, path, was: shown(then) },
    };
  },
});

export const keptCheck = definePredicate<'kept'>({
  name: 'kept',
  fields: { object: objectRef, path: pathText, since: optional(sinceShape) },
  read: ({ object, path, since }, { view, since: at }) => {
    const [then, now] = [fieldAt(view.objectAt(object, at(since)), path), fieldAt(view.object(object), path)];
    return {
      ...yesOrNo(then !== undefined && isSame(then, now)),
      key: path === 'metadata.uid' ? 'kept.uid' : 'kept',
      params: { kind: object.kind, name: object.name, path, was: shown(then) },
    };
  },
});

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
