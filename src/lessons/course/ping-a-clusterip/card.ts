import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'ping-a-clusterip',
  group: 'dns',
  minutes: 5,
  glyph: 'noEcho',
  title: { en: 'Ping a ClusterIP', zh: 'ping 一下 ClusterIP' },
} as const satisfies LessonCard;
