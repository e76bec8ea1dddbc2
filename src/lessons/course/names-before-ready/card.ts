import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'names-before-ready',
  group: 'dns',
  minutes: 7,
  glyph: 'beforeReady',
  title: { en: 'Names before ready', zh: '就绪之前的名字' },
} as const satisfies LessonCard;
