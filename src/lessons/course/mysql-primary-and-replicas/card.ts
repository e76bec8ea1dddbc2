import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'mysql-primary-and-replicas',
  group: 'classroom',
  minutes: 14,
  glyph: 'replication',
  title: { en: 'MySQL: primary and replicas', zh: 'MySQL：一主多从' },
} as const satisfies LessonCard;
