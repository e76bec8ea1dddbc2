/** The tree of an awk program. */

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | '<' | '<=' | '==' | '!=' | '>' | '>=' | 'concat' | '&&' | '||';

export type Target =
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'element'; readonly name: string; readonly keys: readonly Expression[] }
  | { readonly type: 'field'; readonly of: Expression };

export type Expression =
  | Target
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  /** A pattern between slashes: alone it is asked of $0. */
  | { readonly type: 'pattern'; readonly source: string }
  | { readonly type: 'assign'; readonly operator: '=' | '+=' | '-=' | '*=' | '/=' | '%=' | '^='; readonly target: Target; readonly value: Expression }
  | { readonly type: 'increment'; readonly by: 1 | -1; readonly isPrefix: boolean; readonly target: Target }
  | { readonly type: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly type: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'match'; readonly isNegated: boolean; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'in'; readonly keys: readonly Expression[]; readonly name: string }
  | { readonly type: 'unary'; readonly operator: '-' | '+' | '!'; readonly of: Expression }
  | { readonly type: 'group'; readonly items: readonly Expression[] }
  | { readonly type: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: 'builtin'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly type: 'getline'; readonly target: Target | undefined; readonly from: 'input' | 'file' | 'command'; readonly source: Expression | undefined };

/** Where print and printf write. */
export interface Redirection {
  readonly kind: '>' | '>>' | '|';
  readonly to: Expression;
}

export type Statement =
  | { readonly type: 'expression'; readonly of: Expression }
  | { readonly type: 'print'; readonly items: readonly Expression[]; readonly isFormatted: boolean; readonly redirection: Redirection | undefined }
  | { readonly type: 'block'; readonly statements: readonly Statement[] }
  | { readonly type: 'if'; readonly test: Expression; readonly yes: Statement; readonly no: Statement | undefined }
  | { readonly type: 'while'; readonly test: Expression; readonly body: Statement }
  | { readonly type: 'do'; readonly test: Expression; readonly body: Statement }
  | { readonly type: 'for'; readonly init: Statement | undefined; readonly test: Expression | undefined; readonly step: Statement | undefined; readonly body: Statement }
  | { readonly type: 'for in'; readonly name: string; readonly array: string; readonly body: Statement }
  | { readonly type: 'switch'; readonly of: Expression; readonly cases: readonly SwitchCase[] }
  | { readonly type: 'delete'; readonly name: string; readonly keys: readonly Expression[] | undefined }
  | { readonly type: 'break' | 'continue' | 'next' | 'nextfile' }
  | { readonly type: 'exit' | 'return'; readonly value: Expression | undefined };

export interface SwitchCase {
  /** Undefined for `default`. */
  readonly value: Expression | undefined;
  readonly statements: readonly Statement[];
}

export type Pattern =
  | { readonly type: 'BEGIN' | 'END' | 'BEGINFILE' | 'ENDFILE' | 'always' }
  | { readonly type: 'when'; readonly test: Expression }
  | { readonly type: 'range'; readonly from: Expression; readonly to: Expression };

export interface Rule {
  readonly pattern: Pattern;
  /** Undefined: print the record. */
  readonly action: Statement | undefined;
}

export interface FunctionDefinition {
  readonly parameters: readonly string[];
  readonly body: Statement;
}

export interface AwkProgram {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  /** The names of all functions that are called and not built in. */
  readonly called: ReadonlySet<string>;
}

/** A program that is none: where, and what stands there. */
export class AwkSyntaxError extends Error {
  override readonly name = 'AwkSyntaxError';
  /** Counted from 1. */
  readonly line: number;
  /** Offset in the program's text. */
  readonly at: number;
  /** What stands there: `newline or end of string`. */
  readonly found: string;
  constructor(line: number, at: number, found: string) {
    super(`line ${line}: syntax error at ${found}`);
    this.line = line;
    this.at = at;
    this.found = found;
  }
}
