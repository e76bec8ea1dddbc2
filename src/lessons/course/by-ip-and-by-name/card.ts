import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'by-ip-and-by-name',
  group: 'dns',
  minutes: 8,
  glyph: 'pathToPod',
  lab: 3,
  title: { en: 'By IP and by name', zh: '用 IP 访问，用域名访问' },
} as const satisfies LessonCard;
