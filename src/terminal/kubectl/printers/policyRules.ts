import type { PolicyRule } from '#engine/kinds/rbac.ts';
import { byCodeUnit } from './json.ts';
import { listAt } from './values.ts';

/** One line of a table of rules. */
export interface RuleRow {
  readonly resource: string;
  readonly urls: readonly string[];
  readonly names: readonly string[];
  readonly verbs: readonly string[];
}

interface Piece {
  readonly verbs: string[];
  readonly group: readonly string[];
  readonly resources: readonly string[];
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

/** Rules taken apart to one resource each, the verbs of the same one put together, in the order of their Go texts. k8s: rbac BreakdownRule, CompactRules */
export function brokenDown(rules: readonly unknown[]): readonly RuleRow[] {
  const pieces: Piece[] = [];
  const known = new Map<string, Piece>();
  for (const piece of rules.flatMap(piecesOf)) {
    const key = piece.urls.length > 0 ? '' : [piece.group, piece.resources, piece.names].map((part) => part.join()).join(' ');
    const same = key === '' ? undefined : known.get(key);
    if (same !== undefined) same.verbs.push(...piece.verbs.filter((verb) => !same.verbs.includes(verb)));
    else {
      pieces.push(piece);
      if (key !== '') known.set(key, piece);
    }
  }
  return pieces.toSorted((a, b) => byCodeUnit(goText(a), goText(b))).map(rowOf);
}

function piecesOf(rule: unknown): readonly Piece[] {
  const { apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule as Partial<PolicyRule>;
  const verbs = listAt(rule, 'verbs').map(String);
  const names = resourceNames.length === 0 ? [[]] : resourceNames.map((name) => [name]);
  const one = (verb: string) => ({ verbs: [verb], group: [], resources: [], names: [], urls: [] });
  return [
    ...apiGroups.flatMap((group) => resources.flatMap((resource) => verbs.flatMap((verb) => names.map((name) => ({ ...one(verb), group: [group], resources: [resource], names: name }))))),
    ...nonResourceURLs.flatMap((url) => verbs.map((verb) => ({ ...one(verb), urls: [url] }))),
  ];
}

/** How Go prints a rule. k8s: PolicyRule String */
function goText({ verbs, group, resources, names, urls }: Piece): string {
  const list = (items: readonly string[]) => `[${items.join(' ')}]`;
  return `&PolicyRule{Verbs:${list(verbs)},APIGroups:${list(group)},Resources:${list(resources)},ResourceNames:${list(names)},NonResourceURLs:${list(urls)},}`;
}

function rowOf({ verbs, group, resources, names, urls }: Piece): RuleRow {
  return { resource: resources.length === 0 ? '' : grouped(resources[0] ?? '', group[0] ?? ''), urls, names, verbs };
}

/** `deployments.apps/scale` of the resource `deployments/scale`. */
function grouped(resource: string, group: string): string {
  const [name = '', ...rest] = resource.split('/');
  return [group === '' ? name : `${name}.${group}`, ...rest].join('/');
}
