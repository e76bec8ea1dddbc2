import type { Event } from '#engine/kinds/event.ts';
import type { ObjectRef } from '../check.ts';
import { oneOf, optional, text, wholeNumber } from '../format/shape.ts';
import { definePredicate } from './definition.ts';
import { countShape, kindText, nameText, objectRef, sinceShape } from './shapes.ts';

export const eventCheck = definePredicate<'event'>({
  name: 'event',
  fields: { reason: text({ most: 100 }), about: optional(objectRef), message: optional(text({ most: 300 })), count: optional(countShape), since: optional(sinceShape) },
  read: ({ reason, about, message = '', count = 1, since }, { view, since: at }) => {
    const isIt = (event: Event) => event.reason === reason && (event.message ?? '').includes(message) && isAbout(event.involvedObject, about);
    const have = view.changes.slice(at(since).changes).filter(({ type, object }) => object.kind === 'Event' && type !== 'DELETED' && isIt(object as Event)).length;
    return { have: Math.min(have, count), want: count, key: about === undefined ? 'event' : 'event.about', params: { reason, name: about?.name ?? '' } };
  },
});

export const whyCheck = definePredicate<'why'>({
  name: 'why',
  fields: { code: text({ most: 100, pattern: '^[a-z-]+\\.[A-Za-z]+$' }), about: optional(objectRef), since: optional(sinceShape) },
  read: ({ code, about, since }, { view, since: at }) => {
    const { atMs: fromMs } = at(since);
    const have = view.explanations.some((each) => each.code === code && each.atMs >= fromMs && isAbout(each.about, about)) ? 1 : 0;
    return { have, want: 1, key: 'why', params: { name: about?.name ?? '' } };
  },
});

function isAbout({ kind, name, namespace }: Partial<ObjectRef>, about: ObjectRef | undefined): boolean {
  if (about === undefined) return true;
  return kind === about.kind && name === about.name && (namespace === undefined || namespace === '' || namespace === (about.namespace ?? 'default'));
}

export const requestCheck = definePredicate<'request'>({
  name: 'request',
  fields: { verb: oneOf('get', 'list', 'watch'), kind: kindText, name: optional(nameText), since: optional(sinceShape) },
  read: ({ verb, kind, name, since }, { view, since: at }) => {
    const isIt = view.requests.slice(at(since).requests).some((each) => each.verb === verb && each.kind === kind && (name === undefined || each.name === name));
    return { have: isIt ? 1 : 0, want: 1, key: name === undefined ? `request.${verb}` : 'request.name', params: { kind, name: name ?? '' } };
  },
});

export const endedCheck = definePredicate<'ended'>({
  name: 'ended',
  fields: { program: text({ most: 60 }), exitCode: optional(wholeNumber({ most: 255 })), count: optional(countShape), since: optional(sinceShape) },
  read: ({ program, exitCode, count = 1, since }, { view, since: at }) => {
    const { atMs: fromMs } = at(since);
    const have = view.ended.filter((each) => each.atMs >= fromMs && each.program === program && (exitCode === undefined || each.exitCode === exitCode)).length;
    return { have: Math.min(have, count), want: count, key: exitCode === undefined ? 'ended' : 'ended.code', params: { name: program, code: exitCode ?? '' } };
  },
});
