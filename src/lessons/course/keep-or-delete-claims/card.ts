import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'keep-or-delete-claims',
  group: 'storage',
  minutes: 7,
  glyph: 'keepOrDelete',
  title: { en: 'Keep or delete the claims', zh: 'PVC 留还是删' },
} as const satisfies LessonCard;
