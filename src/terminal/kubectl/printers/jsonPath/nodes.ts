/** One step of a JSONPath, as kubectl's dialect knows them. */
export type PathNode =
  | { readonly type: 'list'; readonly nodes: PathNode[] }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'value'; readonly value: number | boolean }
  | { readonly type: 'field'; readonly name: string }
  | { readonly type: 'slice'; readonly start: number | undefined; readonly end: number | undefined; readonly step: number | undefined; /** `[3]`: the end follows from the start. */ readonly isIndex: boolean }
  | { readonly type: 'union'; readonly parts: readonly ListNode[] }
  | { readonly type: 'filter'; readonly left: ListNode; readonly operator: string; readonly right: ListNode }
  | { readonly type: 'wildcard' }
  | { readonly type: 'recursive' }
  | { readonly type: 'word'; readonly name: string };

export type ListNode = Extract<PathNode, { readonly type: 'list' }>;

/** A text that is no JSONPath, or a JSONPath that does not fit the object. */
export class JsonPathError extends Error {
  override readonly name = 'JsonPathError';
}
