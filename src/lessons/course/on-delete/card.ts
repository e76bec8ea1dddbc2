import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'on-delete',
  group: 'updates',
  minutes: 5,
  glyph: 'onDelete',
  title: { en: 'OnDelete: you decide', zh: 'OnDelete：由你决定' },
} as const satisfies LessonCard;
