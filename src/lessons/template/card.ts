import type { LessonCard } from '../lesson.ts';

export const card = {
  name: 'my-lesson',
  group: 'order',
  minutes: 5,
  glyph: 'stairs',
  title: { en: 'A title of three or four words', zh: '几个字的标题' },
} as const satisfies LessonCard;
