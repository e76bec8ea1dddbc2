import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'drain-with-a-budget',
  group: 'failure',
  minutes: 7,
  glyph: 'drain',
  title: { en: 'Drain with a budget', zh: '带预算的排空' },
} as const satisfies LessonCard;
