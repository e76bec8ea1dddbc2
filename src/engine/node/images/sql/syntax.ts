/** A value of a cell. Numbers with a fraction are kept as they were written. */
export type Value = string | number | boolean | null;

export type Expression =
  | { readonly is: 'value'; readonly value: Value }
  | { readonly is: 'column'; readonly table?: string; readonly name: string }
  | { readonly is: 'all'; readonly table?: string }
  | { readonly is: 'variable'; readonly name: string }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Expression[]; readonly isDistinct: boolean }
  | { readonly is: 'operation'; readonly operator: string; readonly operands: readonly Expression[] };

export interface ColumnDefinition {
  readonly name: string;
  /** As written, lower case: `varchar(250)`. */
  readonly type: string;
  readonly isKey: boolean;
  readonly isUnique: boolean;
  readonly isRequired: boolean;
  readonly counts: boolean;
  readonly fallback?: Expression;
}

/** A table as a statement names it. */
export interface TableName {
  readonly database?: string;
  readonly name: string;
}

export interface Source {
  readonly table: TableName;
  readonly alias: string;
  /** What joins it to those before it. */
  readonly on?: Expression;
  readonly isOuter: boolean;
}

export interface Selection {
  readonly items: readonly { readonly expression: Expression; readonly label: string }[];
  readonly from: readonly Source[];
  readonly where?: Expression;
  readonly groupBy: readonly Expression[];
  readonly having?: Expression;
  readonly orderBy: readonly { readonly expression: Expression; readonly isDescending: boolean }[];
  readonly limit?: number;
  readonly offset: number;
  readonly isDistinct: boolean;
}

/** One change of a table's form. */
export type TableChange =
  | { readonly change: 'add'; readonly column: ColumnDefinition }
  | { readonly change: 'drop'; readonly name: string }
  | { readonly change: 'rename column'; readonly name: string; readonly to: string }
  | { readonly change: 'rename'; readonly to: string }
  | { readonly change: 'other' };

export type Statement =
  | { readonly does: 'create database' | 'drop database'; readonly name: string; readonly isLenient: boolean }
  | { readonly does: 'create table'; readonly table: TableName; readonly columns: readonly ColumnDefinition[]; readonly isLenient: boolean }
  | { readonly does: 'drop table'; readonly tables: readonly TableName[]; readonly isLenient: boolean }
  | { readonly does: 'alter table'; readonly table: TableName; readonly changes: readonly TableChange[] }
  | { readonly does: 'truncate'; readonly table: TableName }
  | { readonly does: 'insert'; readonly table: TableName; readonly columns: readonly string[] | undefined; readonly rows: readonly (readonly Expression[])[]; readonly isUpsert: boolean }
  | { readonly does: 'update'; readonly table: TableName; readonly sets: readonly { readonly column: string; readonly to: Expression }[]; readonly where?: Expression }
  | { readonly does: 'delete'; readonly table: TableName; readonly where?: Expression }
  | { readonly does: 'select'; readonly selection: Selection }
  | { readonly does: 'use'; readonly name: string };

/** Does a statement change what is stored? */
export function changesData({ does }: Statement): boolean {
  return does !== 'select' && does !== 'use';
}
