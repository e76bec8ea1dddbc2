import { oneOf, optional, truth } from '../format/shape.ts';
import type { LessonView, Moment } from '../view.ts';
import { definePredicate } from './definition.ts';
import { lastHappening, type Happened } from './happenings.ts';
import { kindText, msShape, nameText, names as namesShape, sinceShape } from './shapes.ts';

export const orderCheck = definePredicate<'order'>({
  name: 'order',
  fields: {
    what: oneOf('created', 'deleted', 'ready', 'gone'), names: namesShape, kind: optional(kindText), namespace: optional(nameText), since: optional(sinceShape), oneByOne: optional(truth),
  },
  read: ({ what, names, kind = 'Pod', namespace = 'default', since, oneByOne = false }, { view, since: at }) => {
    const from = at(since);
    const moments = names.map((name) => lastHappening(view, what, { kind, name, namespace }, from));
    const hasWaited = (index: number) => !oneByOne || index === 0 || waited(view, what, { kind, namespace, before: names[index - 1] ?? '' }, moments[index], from);
    let have = 0;
    while (have < names.length && follows(moments[have - 1], moments[have], have) && hasWaited(have)) have += 1;
    return { have, want: names.length, key: oneByOne ? `order.${what}OneByOne` : `order.${what}`, params: { names: names.join(', ') } };
  },
});

function follows(before: Happened | undefined, here: Happened | undefined, index: number): boolean {
  return here !== undefined && (index === 0 || (before !== undefined && before.index < here.index));
}

/** Was the one before Ready (when things are made) or gone (when they are taken away) by then? */
function waited(
  view: LessonView,
  what: 'created' | 'deleted' | 'ready' | 'gone',
  { kind, namespace, before }: { readonly kind: string; readonly namespace: string; readonly before: string },
  here: Happened | undefined,
  from: Moment,
): boolean {
  const done = lastHappening(view, what === 'created' || what === 'ready' ? 'ready' : 'gone', { kind, name: before, namespace }, from);
  return done !== undefined && here !== undefined && done.index <= here.index;
}

export const togetherCheck = definePredicate<'together'>({
  name: 'together',
  fields: { what: oneOf('created', 'deleted'), names: namesShape, kind: optional(kindText), namespace: optional(nameText), withinMs: msShape, since: optional(sinceShape) },
  read: ({ what, names, kind = 'Pod', namespace = 'default', withinMs, since }, { view, since: at }) => {
    const moments = names.flatMap((name) => lastHappening(view, what, { kind, name, namespace }, at(since))?.atMs ?? []);
    const newestMs = Math.max(...moments);
    const have = moments.filter((atMs) => newestMs - atMs <= withinMs).length;
    return { have, want: names.length, key: `together.${what}`, params: { names: names.join(', '), seconds: withinMs / 1000 } };
  },
});
