/** The value at a path of an object, `spec.containers[0].image`, `metadata.labels['app.kubernetes.io/name']`; undefined where nothing is. */
export function fieldAt(object: unknown, path: string): unknown {
  let here = object;
  for (const key of keysOf(path)) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = (here as Readonly<Record<string, unknown>>)[key];
  }
  return here;
}

const KEY = /\['([^']*)'\]|\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g;

function keysOf(path: string): readonly string[] {
  let keys = knownPaths.get(path);
  if (keys === undefined) {
    keys = [...path.matchAll(KEY)].map(([, single, double, index, plain]) => single ?? double ?? index ?? plain ?? '');
    knownPaths.set(path, keys);
  }
  return keys;
}

const knownPaths = new Map<string, readonly string[]>();
