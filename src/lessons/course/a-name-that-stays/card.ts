import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'a-name-that-stays',
  group: 'identity',
  minutes: 8,
  glyph: 'replacedPod',
  lab: 1,
  title: { en: 'A name that stays', zh: '会变的 IP，不变的名字' },
} as const satisfies LessonCard;
