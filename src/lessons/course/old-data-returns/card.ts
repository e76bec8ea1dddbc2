import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'old-data-returns',
  group: 'storage',
  minutes: 6,
  glyph: 'oldData',
  title: { en: 'Old data returns', zh: '旧数据回来了' },
} as const satisfies LessonCard;
