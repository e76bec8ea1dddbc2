/**
 * A set of fields in the notation of managedFields: `f:name` for a field, `k:{"name":"x"}` for an item of a keyed
 * list, `v:"x"` for one of a set; a leaf or `.` stands for the element itself. k8s: metav1.FieldsV1
 */
export interface FieldTree {
  readonly [element: string]: FieldTree;
}

/** The element itself, with nothing below. */
export const LEAF: FieldTree = Object.freeze({});

const SELF = '.';

/** An element with or without itself, and what lies below; undefined when nothing is left. */
function treeOf(ownsSelf: boolean, children: Readonly<Record<string, FieldTree>>): FieldTree | undefined {
  if (Object.keys(children).length === 0) return ownsSelf ? LEAF : undefined;
  return ownsSelf ? { [SELF]: LEAF, ...children } : children;
}

/** Does the set hold the element itself, not only fields below it? */
function ownsSelf(tree: FieldTree): boolean {
  return Object.hasOwn(tree, SELF) || Object.keys(tree).length === 0;
}

function childrenOf(tree: FieldTree): Record<string, FieldTree> {
  const { [SELF]: _self, ...children } = tree;
  return children;
}

/** An inner element from its children, marked as a member itself where `isMember`; undefined when it is empty. */
export function innerTree(children: Readonly<Record<string, FieldTree>>, isMember: boolean): FieldTree | undefined {
  return treeOf(isMember, children);
}

/** What is in one or the other. */
export function unionOf(a: FieldTree | undefined, b: FieldTree | undefined): FieldTree | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const children = childrenOf(a);
  for (const [element, inner] of Object.entries(childrenOf(b))) children[element] = unionOf(children[element], inner) ?? inner;
  return treeOf(ownsSelf(a) || ownsSelf(b), children);
}

/** What is in the first and not in the second. */
export function differenceOf(a: FieldTree | undefined, b: FieldTree | undefined): FieldTree | undefined {
  if (a === undefined || b === undefined) return a;
  const children = childrenOf(a);
  for (const [element, inner] of Object.entries(childrenOf(b))) keep(children, element, differenceOf(children[element], inner));
  return treeOf(ownsSelf(a) && !ownsSelf(b), children);
}

/** What is in both. */
export function intersectionOf(a: FieldTree | undefined, b: FieldTree | undefined): FieldTree | undefined {
  if (a === undefined || b === undefined) return undefined;
  const children = childrenOf(a);
  const others = childrenOf(b);
  for (const [element, inner] of Object.entries(children)) keep(children, element, intersectionOf(inner, others[element]));
  return treeOf(ownsSelf(a) && ownsSelf(b), children);
}

/** The first without the elements of the second and all that lies below those. */
export function withoutBranches(a: FieldTree | undefined, gone: FieldTree | undefined): FieldTree | undefined {
  if (a === undefined || gone === undefined) return a;
  if (ownsSelf(gone)) return undefined;
  const children = childrenOf(a);
  for (const [element, inner] of Object.entries(gone)) keep(children, element, withoutBranches(children[element], inner));
  return treeOf(ownsSelf(a), children);
}

function keep(children: Record<string, FieldTree>, element: string, tree: FieldTree | undefined): void {
  if (tree === undefined) delete children[element];
  else children[element] = tree;
}

/** The paths of a set as messages show them, members of a level before what lies below: `.spec.containers[name="nginx"].image`. */
export function pathsOf(tree: FieldTree, prefix = ''): readonly string[] {
  const children = Object.entries(childrenOf(tree)).sort(([a], [b]) => (a < b ? -1 : 1));
  const here = children.filter(([, inner]) => ownsSelf(inner)).map(([element]) => prefix + elementText(element));
  return [...here, ...children.flatMap(([element, inner]) => pathsOf(inner, prefix + elementText(element)))];
}

function elementText(element: string): string {
  const value = element.slice(2);
  if (element.startsWith('f:')) return `.${value}`;
  if (element.startsWith('v:')) return `[=${value}]`;
  const keys = Object.entries(JSON.parse(value) as Readonly<Record<string, unknown>>);
  return `[${keys.map(([key, item]) => `${key}=${JSON.stringify(item)}`).join(',')}]`;
}
