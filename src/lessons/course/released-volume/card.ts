import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'released-volume',
  group: 'storage',
  minutes: 7,
  glyph: 'releasedVolume',
  title: { en: 'A released volume', zh: '被释放的卷' },
} as const satisfies LessonCard;
