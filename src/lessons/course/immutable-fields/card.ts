import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'immutable-fields',
  group: 'updates',
  minutes: 7,
  glyph: 'lockedField',
  title: { en: 'Fields that cannot change', zh: '改不了的字段' },
} as const satisfies LessonCard;
