import type { Kind } from '../kinds/kind.ts';

/**
 * The kind that a text names as a resource: its plural, singular or kind name in any case, a short name as it
 * stands, and the forms `sts.apps`, `sts.v1.apps` and `pods.v1.`; a version that does not exist is passed over.
 * Undefined when there is none. k8s: restmapper, ParseResourceArg
 */
export function findResource(kinds: readonly Kind[], text: string): Kind | undefined {
  const [word = '', ...rest] = text.split('.');
  const named = kinds.filter((kind) => isNamed(kind, word));
  if (rest.length === 0) return named[0];
  const groups = groupsOf(rest);
  return named.find(({ group }) => groups.includes(group));
}

/** The kind of a manifest's apiVersion and kind. */
export function findKind(kinds: readonly Kind[], apiVersion: string, kindName: string): Kind | undefined {
  const slash = apiVersion.indexOf('/');
  const [group, version] = slash < 0 ? ['', apiVersion] : [apiVersion.slice(0, slash), apiVersion.slice(slash + 1)];
  return kinds.find((kind) => kind.kind === kindName && kind.group === group && kind.version === version);
}

/** The kind served under a group, version and plural: for paths such as `/apis/apps/v1/statefulsets`. */
export function findServed(kinds: readonly Kind[], group: string, version: string, plural: string): Kind | undefined {
  return kinds.find((kind) => kind.plural === plural && kind.group === group && kind.version === version);
}

function isNamed({ plural, singular, kind, shortNames }: Kind, word: string): boolean {
  const lower = word.toLowerCase();
  return lower === plural || lower === singular || lower === kind.toLowerCase() || shortNames.includes(word);
}

/** What the part behind the first dot may mean: all of it a group, or a version and a group. */
function groupsOf(rest: readonly string[]): readonly string[] {
  const whole = rest.join('.');
  return rest.length > 1 ? [whole, rest.slice(1).join('.')] : [whole];
}
