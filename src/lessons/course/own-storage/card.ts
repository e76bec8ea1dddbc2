import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'own-storage',
  group: 'storage',
  minutes: 9,
  glyph: 'ownDisks',
  lab: 2,
  title: { en: 'Own storage for every ordinal', zh: '每个序号一块自己的盘' },
} as const satisfies LessonCard;
