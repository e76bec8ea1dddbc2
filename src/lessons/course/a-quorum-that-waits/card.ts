import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'a-quorum-that-waits',
  group: 'order',
  minutes: 7,
  glyph: 'deadlock',
  title: { en: 'A quorum that waits', zh: '互相等待的成员' },
} as const satisfies LessonCard;
