import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'one-pod-of-its-own',
  group: 'identity',
  minutes: 6,
  glyph: 'exposeOne',
  title: { en: 'One pod of its own', zh: '只对外一个 Pod' },
} as const satisfies LessonCard;
