import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'ready-is-not-enough',
  group: 'updates',
  minutes: 7,
  glyph: 'ring',
  title: { en: 'Ready is not enough', zh: '就绪还不够' },
} as const satisfies LessonCard;
