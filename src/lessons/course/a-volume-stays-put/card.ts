import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'a-volume-stays-put',
  group: 'storage',
  minutes: 7,
  glyph: 'pinnedVolume',
  title: { en: 'A volume stays put', zh: '不会搬家的卷' },
} as const satisfies LessonCard;
