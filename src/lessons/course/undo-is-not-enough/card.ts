import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'undo-is-not-enough',
  group: 'updates',
  minutes: 8,
  glyph: 'undo',
  title: { en: 'Undo is not enough', zh: '光回滚还不够' },
} as const satisfies LessonCard;
