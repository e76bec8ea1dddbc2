import path from 'node:path';
import type { HtmlTagDescriptor, IndexHtmlTransformContext, Plugin } from 'vite';

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>;

/**
 * Lets the built page fetch modules at once which its script would ask for a moment later, with all that they import.
 * Modules are named by their paths from the root; one that the build does not know is an error.
 */
export function fetchAhead(modules: readonly string[]): Plugin {
  let root = '';
  return {
    name: 'fetch-ahead',
    apply: 'build',
    configResolved: (config) => {
      root = config.root;
    },
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const files = new Set(modules.flatMap((module) => filesOf(bundle, fileOf(bundle, path.join(root, module)))));
        return [...files].filter((file) => !html.includes(file)).map(preloadTag);
      },
    },
  };
}

function fileOf(bundle: Bundle, module: string): string {
  for (const file of Object.values(bundle)) if (file.type === 'chunk' && file.facadeModuleId === module) return file.fileName;
  throw new Error(`${module} is no part of its own`);
}

/** A part and all parts that it cannot do without. */
function filesOf(bundle: Bundle, name: string, seen = new Set<string>()): readonly string[] {
  const file = bundle[name];
  if (seen.has(name) || file?.type !== 'chunk') return [];
  seen.add(name);
  return [name, ...file.imports.flatMap((imported) => filesOf(bundle, imported, seen))];
}

function preloadTag(file: string): HtmlTagDescriptor {
  return { tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `./${file}` }, injectTo: 'head' };
}
