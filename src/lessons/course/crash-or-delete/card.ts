import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'crash-or-delete',
  group: 'failure',
  minutes: 7,
  glyph: 'crash',
  title: { en: 'Crash or delete?', zh: '崩溃还是删除' },
} as const satisfies LessonCard;
