import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';
import { policyOf, policyTag } from './contentPolicy.ts';

/** Puts scripts and styles of the build into its page, so that one file is all there is. The policy names them by their hashes. */
export function singleFile(): Plugin {
  return {
    name: 'single-file',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const page = bundle['index.html'];
      if (page?.type !== 'asset') throw new Error('the build has no page');
      const script = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
      if (script?.type !== 'chunk') throw new Error('the build has no script');
      // Vite leaves a blank for what to fetch before a part: here no part is fetched. And HTML ends a script at its end tag, wherever that stands.
      const code = script.code.replaceAll('__VITE_PRELOAD__', 'void 0').replaceAll('</script', String.raw`<\/script`);
      const styles = Object.values(bundle).flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? [String(file.source)] : []));
      page.source = pageOf(String(page.source), code, styles);
      for (const name of Object.keys(bundle)) if (name !== 'index.html') Reflect.deleteProperty(bundle, name);
    },
  };
}

function pageOf(html: string, code: string, styles: readonly string[]): string {
  const own = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) => text);
  const policy = policyOf([hashOf(code)], [...own, ...styles].map(hashOf));
  const bare = html
    .replaceAll(/\s*<link rel="(?:stylesheet|modulepreload|manifest|icon)"[^>]*>/g, '')
    .replaceAll(/\s*<script type="module"[^>]*><\/script>/g, '')
    .replace('<meta charset="utf-8" />', () => `<meta charset="utf-8" />\n    ${policyTag(policy)}`);
  const styleTags = styles.map((text) => `<style>${text}</style>`).join('');
  return bare.replace('</head>', () => `${styleTags}</head>`).replace('</body>', () => `<script type="module">${code}</script></body>`);
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
