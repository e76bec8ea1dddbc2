import type { LessonCard } from '../../lesson.ts';

export const card = {
  name: 'a-node-goes-dark',
  group: 'failure',
  minutes: 9,
  glyph: 'darkNode',
  title: { en: 'A node goes dark', zh: '节点断电' },
} as const satisfies LessonCard;
