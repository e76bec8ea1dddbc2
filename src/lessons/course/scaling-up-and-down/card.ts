import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'scaling-up-and-down',
  group: 'order',
  minutes: 6,
  glyph: 'stairs',
  title: { en: 'Scaling up and down', zh: '扩容与缩容的顺序' },
} as const satisfies LessonCard;
