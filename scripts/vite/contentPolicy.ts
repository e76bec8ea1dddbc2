import type { Plugin } from 'vite';

/** Style elements that libraries write at run time carry this: see src/ui/styleNonce.ts. */
const STYLE_NONCE = 'ordinal';

/** Nothing but the page's own files, and nothing to anybody else. `scripts` are the sources of script that are allowed besides. */
export function policyOf(scripts: readonly string[], styles: readonly string[] = []): string {
  const rules: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...scripts],
    'style-src': ["'self'", `'nonce-${STYLE_NONCE}'`, ...styles],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'worker-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  };
  return Object.entries(rules).map(([name, sources]) => `${name} ${sources.join(' ')}`).join('; ');
}

/** The tag that sets a policy for a page. It has to stand before what it judges. */
export function policyTag(policy: string): string {
  return `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;
}

/** Writes the content security policy into the built page; the development server needs scripts that it would refuse. */
export function contentPolicy(): Plugin {
  return {
    name: 'content-policy',
    apply: 'build',
    transformIndexHtml: (html) => withStyleNonce(html).replace('<meta charset="utf-8" />', `<meta charset="utf-8" />\n    ${policyTag(policyOf([]))}`),
  };
}

function withStyleNonce(html: string): string {
  return html.replaceAll('<style>', `<style nonce="${STYLE_NONCE}">`);
}
