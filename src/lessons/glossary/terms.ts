import type { GlossaryTerm } from './en.ts';

/** What the page can do with a word besides saying what it is. */
export interface TermLinks {
  /** The kind whose objects show it on the stage; with `where`, only those that fit. */
  readonly show?: { readonly kind: string; readonly where?: 'headless' | 'withVip' };
  /** The word that it is best understood against. */
  readonly contrast?: GlossaryTerm;
}

export const termLinks: Readonly<Record<GlossaryTerm, TermLinks>> = {
  'headless-service': { show: { kind: 'Service', where: 'headless' }, contrast: 'service' },
  service: { show: { kind: 'Service', where: 'withVip' }, contrast: 'headless-service' },
  ordinal: { show: { kind: 'Pod' } },
  claim: { show: { kind: 'PersistentVolumeClaim' }, contrast: 'volume' },
  volume: { show: { kind: 'PersistentVolume' }, contrast: 'claim' },
  provisioner: {},
  ready: { show: { kind: 'Pod' } },
  revision: { show: { kind: 'StatefulSet' } },
  partition: { show: { kind: 'StatefulSet' } },
  'ordered-ready': { show: { kind: 'StatefulSet' } },
  endpoint: { show: { kind: 'Service' } },
  taint: { show: { kind: 'Node' } },
  finalizer: {},
  eviction: { contrast: 'taint' },
  owner: { show: { kind: 'StatefulSet' } },
};

/** The words that a text marks: `[[claim]]`, `[[claim|claims]]`. */
export function termsIn(text: string): readonly string[] {
  return [...text.matchAll(/\[\[([^\]|]+)(?:\|[^\]]*)?\]\]/g)].map(([, term]) => term ?? '');
}
