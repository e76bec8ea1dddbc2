import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'parallel',
  group: 'order',
  minutes: 5,
  glyph: 'allAtOnce',
  title: { en: 'Parallel: all at once', zh: 'Parallel：一起上' },
} as const satisfies LessonCard;
