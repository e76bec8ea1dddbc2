/** A value to compute: an operand with the fields that are asked of it. */
export type Operand =
  | { readonly type: 'dot'; readonly at: number; readonly source: string }
  | { readonly type: 'nil'; readonly at: number; readonly source: string }
  | { readonly type: 'constant'; readonly value: string | number | bigint | boolean; readonly at: number; readonly source: string }
  | { readonly type: 'field'; readonly names: readonly string[]; readonly at: number; readonly source: string }
  | { readonly type: 'variable'; readonly name: string; readonly names: readonly string[]; readonly at: number; readonly source: string }
  | { readonly type: 'function'; readonly name: string; readonly at: number; readonly source: string }
  | { readonly type: 'pipe'; readonly pipe: Pipe; readonly names: readonly string[]; readonly at: number; readonly source: string };

export interface Command {
  /** The words as they stand in the template. */
  readonly source: string;
  readonly operands: readonly Operand[];
}

export interface Pipe {
  /** Variables that take the result: `$x :=`, or `$i, $x :=` of a range. */
  readonly variables: readonly string[];
  readonly isAssignment: boolean;
  readonly commands: readonly Command[];
}

export type TemplateNode =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'action'; readonly pipe: Pipe }
  | { readonly type: 'if' | 'with' | 'range'; readonly pipe: Pipe; readonly body: readonly TemplateNode[]; readonly otherwise: readonly TemplateNode[] }
  | { readonly type: 'template'; readonly name: string; readonly pipe: Pipe | undefined; readonly at: number }
  | { readonly type: 'break' | 'continue' };

/** A parsed text with the templates that it defines. */
export interface Template {
  readonly text: string;
  readonly root: readonly TemplateNode[];
  readonly defined: ReadonlyMap<string, readonly TemplateNode[]>;
}

/** A text that is no template, or a template that does not fit the object. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}
