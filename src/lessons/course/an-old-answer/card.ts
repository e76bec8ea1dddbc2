import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'an-old-answer',
  group: 'dns',
  minutes: 7,
  glyph: 'oldAnswer',
  title: { en: 'An old answer', zh: '过期的回答' },
} as const satisfies LessonCard;
