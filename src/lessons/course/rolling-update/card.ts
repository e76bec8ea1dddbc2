import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'rolling-update',
  group: 'updates',
  minutes: 7,
  glyph: 'rightToLeft',
  title: { en: 'Rolling update', zh: '滚动更新' },
} as const satisfies LessonCard;
