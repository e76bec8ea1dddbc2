import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'counting-from-another-number',
  group: 'identity',
  minutes: 5,
  glyph: 'countFromOther',
  title: { en: 'Counting from another number', zh: '不从零开始数' },
} as const satisfies LessonCard;
