import { expect, it } from 'vitest';
import { fetchAhead } from '../scripts/vite/fetchAhead.ts';

const part = (fileName: string, imports: readonly string[], facadeModuleId: string | null = null) => [fileName, { type: 'chunk', fileName, imports, facadeModuleId }] as const;

/** The tags that a page of these parts gets. */
function tagsFor(modules: readonly string[], html: string): readonly unknown[] {
  const plugin = fetchAhead(modules) as unknown as {
    configResolved(config: { root: string }): void;
    transformIndexHtml: { handler(html: string, context: unknown): readonly { attrs: { href: string } }[] };
  };
  plugin.configResolved({ root: '/lab' });
  const bundle = Object.fromEntries([part('a.js', ['b.js', 'c.js'], '/lab/src/a.ts'), part('b.js', ['c.js']), part('c.js', ['a.js']), part('other.js', [])]);
  return plugin.transformIndexHtml.handler(html, { bundle }).map(({ attrs }) => attrs.href);
}

it('fetches a part and all that it imports, once, unless the page does so already', () => {
  expect(tagsFor(['src/a.ts'], '<link href="./c.js">')).toEqual(['./a.js', './b.js']);
});

it('a module that is no part of its own stops the build', () => {
  expect(() => tagsFor(['src/gone.ts'], '')).toThrow('/lab/src/gone.ts is no part of its own');
});
