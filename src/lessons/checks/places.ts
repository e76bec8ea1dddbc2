import type { Pod } from '#engine/kinds/pod.ts';
import type { FilePlace } from '../check.ts';
import { optional, text, truth } from '../format/shape.ts';
import { definePredicate, yesOrNo } from './definition.ts';
import { globMatcher } from './glob.ts';
import { countShape, filePlace, nameText } from './shapes.ts';

export const fileCheck = definePredicate<'file'>({
  name: 'file',
  fields: { on: filePlace, path: text({ most: 500 }), exists: optional(truth), contains: optional(text()), equals: optional(text()) },
  read: ({ on, path, exists = true, contains, equals }, { view }) => {
    const content = view.file(on, path);
    const params = { place: placeName(on), path, value: (equals ?? contains ?? '').trim() };
    if (equals !== undefined) return { ...yesOrNo(content?.trimEnd() === equals.trimEnd()), key: 'file.equals', params };
    if (contains !== undefined) return { ...yesOrNo(content?.includes(contains) === true), key: 'file.contains', params };
    return { ...yesOrNo((content !== undefined) === exists), key: exists ? 'file.exists' : 'file.absent', params };
  },
});

function placeName(place: FilePlace): string {
  if ('node' in place) return place.node;
  return 'pod' in place ? place.pod : place.claim;
}

export const insidePodCheck = definePredicate<'insidePod'>({
  name: 'insidePod',
  fields: { pod: nameText },
  read: ({ pod }, { view }) => {
    const isRunning = view.objects('Pod').some((each) => each.metadata.name === pod && (each as Pod).status.phase === 'Running');
    return { ...yesOrNo(isRunning && view.terminals.some((terminal) => terminal.isOpen && terminal.pod === pod)), key: 'insidePod', params: { name: pod } };
  },
});

export const directoryCheck = definePredicate<'directory'>({
  name: 'directory',
  fields: { path: text({ most: 500 }) },
  read: ({ path }, { view }) => {
    const matches = globMatcher(path);
    return { ...yesOrNo(view.terminals.some(({ isOpen, directory }) => isOpen && matches(directory))), key: 'directory', params: { path } };
  },
});

export const terminalsCheck = definePredicate<'terminals'>({
  name: 'terminals',
  fields: { count: countShape },
  read: ({ count }, { view }) => ({ have: view.terminals.filter(({ isOpen }) => isOpen).length, want: count, key: 'terminals', params: { count } }),
});
