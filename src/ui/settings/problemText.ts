import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Problem } from './clusterDraft.ts';

const WORDS: Readonly<Record<Problem['code'], MessageKey>> = {
  nodeCount: 'problem.nodeCount',
  domain: 'problem.domain',
  cidr: 'problem.cidr',
  cidrOverlap: 'problem.cidrOverlap',
  nodeInRange: 'problem.nodeInRange',
  podRoom: 'problem.podRoom',
  serviceRoom: 'problem.serviceRoom',
  className: 'problem.className',
  delay: 'problem.delay',
  seed: 'problem.seed',
};

/** What is wrong with a field, and what would be right. */
export function problemText(t: Translate, { code, params }: Problem): string {
  return t(WORDS[code], params);
}
