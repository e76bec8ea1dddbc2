import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'deleting-is-not-ordered',
  group: 'order',
  minutes: 6,
  glyph: 'sideBySide',
  title: { en: 'Deleting is not ordered', zh: '删除不讲顺序' },
} as const satisfies LessonCard;
