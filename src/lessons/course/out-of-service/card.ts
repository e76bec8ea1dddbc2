import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'out-of-service',
  group: 'failure',
  minutes: 6,
  glyph: 'taint',
  title: { en: 'Out of service', zh: '宣告节点停用' },
} as const satisfies LessonCard;
