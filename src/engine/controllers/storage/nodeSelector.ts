import type { Node } from '../../kinds/node.ts';
import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from '../../kinds/pod.ts';

/** Does any term pick the node? An absent selector picks every node, one without terms none. k8s: nodeaffinity */
export function isNodeSelected(selector: NodeSelector | undefined, node: Node): boolean {
  return selector === undefined || selector.nodeSelectorTerms.some((term) => isTermMet(term, node));
}

/** All requirements of a term must hold; a term without any picks nothing. */
export function isTermMet({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node): boolean {
  if (matchExpressions.length === 0 && matchFields.length === 0) return false;
  return (
    matchExpressions.every((requirement) => isMet(requirement, node.metadata.labels?.[requirement.key])) &&
    matchFields.every((requirement) => isMet(requirement, requirement.key === 'metadata.name' ? node.metadata.name : undefined))
  );
}

function isMet({ operator, values = [] }: NodeSelectorRequirement, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && isWholeNumber(value) && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && isWholeNumber(value) && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

function isWholeNumber(text: string): boolean {
  return /^-?\d+$/.test(text);
}
