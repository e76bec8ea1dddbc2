import type { ProcessFacts } from './processFacts.ts';

/** Processes with their children behind them, and what ps draws before each: `  \_ ` or, plain, blanks. */
export function treeOrder(processes: readonly ProcessFacts[], isPlain: boolean): { readonly order: readonly ProcessFacts[]; readonly branches: ReadonlyMap<ProcessFacts, string> } {
  const order: ProcessFacts[] = [];
  const branches = new Map<ProcessFacts, string>();
  const numbers = new Set(processes.map(({ pid }) => pid));
  const children = new Map<number, ProcessFacts[]>();
  for (const each of processes) {
    const parent = numbers.has(each.parentPid) && each.parentPid !== each.pid ? each.parentPid : 0;
    children.set(parent, [...(children.get(parent) ?? []), each]);
  }
  const visit = (each: ProcessFacts, indent: string, own: string) => {
    order.push(each);
    branches.set(each, own);
    const below = children.get(each.pid) ?? [];
    for (const [index, child] of below.entries()) {
      const isLast = index === below.length - 1;
      if (isPlain) visit(child, `${indent}  `, `${indent}  `);
      else visit(child, `${indent}${isLast ? '     ' : ' |   '}`, `${indent} \\_ `);
    }
  };
  for (const root of children.get(0) ?? []) visit(root, '', '');
  return { order, branches };
}
