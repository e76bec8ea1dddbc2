import { KubectlError } from './errors.ts';

/** Arguments cut in two: what names objects, and changes behind it. */
export interface SplitArguments {
  readonly resources: readonly string[];
  readonly changes: readonly string[];
}

/** `pod web-0 a=b c-`: the first change ends the objects. k8s: cmdutil GetResourcesAndPairs */
export function splitChanges(args: readonly string[], what: string): SplitArguments {
  const isChange = (arg: string) => (arg.includes('=') && !arg.startsWith('=')) || (arg.endsWith('-') && arg !== '-');
  const first = args.findIndex(isChange);
  if (first < 0) return { resources: args, changes: [] };
  const changes = args.slice(first);
  const late = changes.find((arg) => !isChange(arg));
  if (late !== undefined) throw new KubectlError(`all resources must be specified before ${what} changes: ${late}`);
  return { resources: args.slice(0, first), changes };
}

/** Changes read: values to set, and names to take away. */
export interface PairChanges {
  readonly set: ReadonlyMap<string, string>;
  readonly removed: readonly string[];
}

/** `a=b` sets, `a-` takes away where that is allowed. k8s: cmdutil ParsePairs */
export function parsePairs(changes: readonly string[], what: string, canRemove: boolean): PairChanges {
  const set = new Map<string, string>();
  const removed: string[] = [];
  const wrong: string[] = [];
  for (const change of changes) {
    const equals = change.indexOf('=');
    if (equals > 0) set.set(change.slice(0, equals), change.slice(equals + 1));
    else if (canRemove && change.endsWith('-') && change !== '-') removed.push(change.slice(0, -1));
    else wrong.push(change);
  }
  if (wrong.length > 0) throw new KubectlError(`invalid ${what} format: ${wrong.join(', ')}`);
  return { set, removed };
}

export const NO_RESOURCES = 'one or more resources must be specified as <resource> <name> or <resource>/<name>';
