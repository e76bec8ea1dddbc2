import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'the-search-list',
  group: 'dns',
  minutes: 6,
  glyph: 'searchList',
  title: { en: 'The search list', zh: '搜索域' },
} as const satisfies LessonCard;
