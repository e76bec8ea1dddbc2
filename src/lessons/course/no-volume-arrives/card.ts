import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'no-volume-arrives',
  group: 'storage',
  minutes: 6,
  glyph: 'noVolume',
  title: { en: 'No volume arrives', zh: '等不来的卷' },
} as const satisfies LessonCard;
