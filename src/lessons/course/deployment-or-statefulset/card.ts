import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'deployment-or-statefulset',
  group: 'identity',
  minutes: 6,
  glyph: 'poolOrColumns',
  title: { en: 'Deployment or StatefulSet?', zh: 'Deployment 还是 StatefulSet' },
} as const satisfies LessonCard;
