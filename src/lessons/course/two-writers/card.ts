import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'two-writers',
  group: 'failure',
  minutes: 9,
  glyph: 'twoWriters',
  title: { en: 'Force delete, two writers', zh: '强制删除与脑裂' },
} as const satisfies LessonCard;
