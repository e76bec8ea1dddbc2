import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'partition-and-canary',
  group: 'updates',
  minutes: 8,
  glyph: 'partition',
  title: { en: 'Partition and canary', zh: 'partition 与金丝雀' },
} as const satisfies LessonCard;
