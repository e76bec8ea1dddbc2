/** A node of ZooKeeper's tree. */
export interface Znode {
  readonly data: string;
  readonly czxid: string;
  readonly mzxid: string;
  readonly pzxid: string;
  readonly createdMs: number;
  readonly changedMs: number;
  readonly version: number;
  readonly childVersion: number;
}

/** One change, as all servers repeat it. */
export interface Change {
  readonly does: 'create' | 'set' | 'delete';
  readonly path: string;
  readonly data: string;
  readonly zxid: string;
  readonly unixMs: number;
}

export type Tree = ReadonlyMap<string, Znode>;

const ROOT: Znode = { data: '', czxid: '0x0', mzxid: '0x0', pzxid: '0x0', createdMs: 0, changedMs: 0, version: 0, childVersion: -1 };

/** The tree after all changes. */
export function treeOf(operations: readonly string[]): Tree {
  const tree = new Map<string, Znode>([['/', ROOT], ['/zookeeper', ROOT], ['/zookeeper/quota', ROOT]]);
  for (const operation of operations) apply(tree, JSON.parse(operation) as Change);
  return tree;
}

function apply(tree: Map<string, Znode>, { does, path, data, zxid, unixMs }: Change): void {
  const before = tree.get(path);
  if (does === 'delete') tree.delete(path);
  else if (does === 'create') tree.set(path, { data, czxid: zxid, mzxid: zxid, pzxid: zxid, createdMs: unixMs, changedMs: unixMs, version: 0, childVersion: 0 });
  else if (before !== undefined) tree.set(path, { ...before, data, mzxid: zxid, changedMs: unixMs, version: before.version + 1 });
  const parentPath = parentOf(path);
  const parent = tree.get(parentPath);
  if (does !== 'set' && parent !== undefined) tree.set(parentPath, { ...parent, pzxid: zxid, childVersion: parent.childVersion + 1 });
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export function childrenOf(tree: Tree, path: string): readonly string[] {
  const prefix = path === '/' ? '/' : `${path}/`;
  return [...tree.keys()].filter((key) => key !== '/' && key.startsWith(prefix) && !key.slice(prefix.length).includes('/')).map((key) => key.slice(prefix.length)).sort();
}
