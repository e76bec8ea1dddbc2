/** What an iframe shows, and in which colours. */
export type EmbedView = 'stage' | 'terminal' | 'timeline';
export type EmbedLook = 'light' | 'dark' | 'reader';

export const EMBED_VIEWS: readonly EmbedView[] = ['stage', 'terminal', 'timeline'];
export const EMBED_LOOKS: readonly EmbedLook[] = ['light', 'dark', 'reader'];

/** What the part of an address behind `#` asks for. */
export type Hash = { readonly kind: 'session'; readonly encoded: string } | { readonly kind: 'embed'; readonly view: EmbedView; readonly look: EmbedLook; readonly encoded: string } | { readonly kind: 'lesson'; readonly name: string } | { readonly kind: 'lessons' } | { readonly kind: 'none' };

/** Reads `#s=<session>`, `#e=<view>.<look>.<session>`, `#lesson=<name>` and `#lessons`; whether the session can be read is judged later. */
export function readHash(hash: string): Hash {
  if (hash.startsWith('#s=')) return { kind: 'session', encoded: hash.slice(3) };
  if (hash === '#lessons') return { kind: 'lessons' };
  if (hash.startsWith('#lesson=')) return { kind: 'lesson', name: hash.slice(8) };
  const [, view, look, encoded] = /^#e=([a-z]+)\.([a-z]+)\.(.*)$/s.exec(hash) ?? [];
  const found = EMBED_VIEWS.find((name) => name === view);
  if (found === undefined || encoded === undefined) return { kind: 'none' };
  return { kind: 'embed', view: found, look: EMBED_LOOKS.find((name) => name === look) ?? 'reader', encoded };
}
