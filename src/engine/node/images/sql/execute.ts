import { SqlFault } from './fault.ts';
import { compare, evaluate, isTrue, textOf, type Surroundings } from './evaluate.ts';
import { holdsNumbers, select, type Rows } from './select.ts';
import type { ColumnDefinition, Expression, Statement, TableChange, TableName, Value } from './syntax.ts';
import type { Column, Table, Tables } from './tables.ts';

/** What came of a statement: a table, or how many rows it touched. */
export type Outcome = { readonly rows: Rows } | { readonly affected: number; readonly inserted?: number };

export interface Execution {
  readonly tables: Tables;
  /** The database that names without one mean. */
  readonly database: string | undefined;
  readonly around: Surroundings;
}

/** Carries out a statement on the tables. Throws {@link SqlFault}. */
export function execute(statement: Statement, execution: Execution): Outcome {
  const { tables } = execution;
  switch (statement.does) {
    case 'select':
      return { rows: select(statement.selection, (name) => tableOf(execution, name).table, execution.around) };
    case 'use':
      if (!tables.hasDatabase(statement.name)) throw new SqlFault('no database', statement.name);
      return { affected: 0 };
    case 'create database':
      return createDatabase(tables, statement);
    case 'drop database':
      return dropDatabase(tables, statement);
    case 'create table':
      return createTable(execution, statement);
    case 'drop table':
      return dropTables(execution, statement);
    case 'alter table':
      return alterTable(execution, statement);
    case 'truncate':
      return replaceRows(execution, statement.table, () => []);
    case 'delete':
      return replaceRows(execution, statement.table, (table) => table.rows.filter((row) => !matches(statement.where, table, row, execution.around)));
    case 'update':
      return update(execution, statement);
    case 'insert':
      return insert(execution, statement);
  }
}

type Of<D extends Statement['does']> = Extract<Statement, { readonly does: D }>;
type OfDatabase = Extract<Statement, { readonly does: 'create database' | 'drop database' }>;

function createDatabase(tables: Tables, { name, isLenient }: OfDatabase): Outcome {
  if (tables.hasDatabase(name)) {
    if (isLenient) return { affected: 1 };
    throw new SqlFault('database exists', name);
  }
  tables.createDatabase(name);
  return { affected: 1 };
}

function dropDatabase(tables: Tables, { name, isLenient }: OfDatabase): Outcome {
  if (!tables.hasDatabase(name)) {
    if (isLenient) return { affected: 0 };
    throw new SqlFault('no database', name, 'drop');
  }
  const affected = tables.names(name).length;
  tables.dropDatabase(name);
  return { affected };
}

/** The database that a table's name means. */
function databaseOf({ database, tables }: Execution, name: TableName): string {
  const found = name.database ?? database;
  if (found === undefined) throw new SqlFault('no database chosen');
  if (!tables.hasDatabase(found)) throw new SqlFault('no database', found);
  return found;
}

function tableOf(execution: Execution, name: TableName): { readonly database: string; readonly table: Table } {
  const database = databaseOf(execution, name);
  const table = execution.tables.read(database, name.name);
  if (table === undefined) throw new SqlFault('no table', name.name, database);
  return { database, table };
}

function createTable(execution: Execution, { table, columns, isLenient }: Of<'create table'>): Outcome {
  const database = databaseOf(execution, table);
  if (execution.tables.read(database, table.name) !== undefined) {
    if (isLenient) return { affected: 0 };
    throw new SqlFault('table exists', table.name);
  }
  const stored = columns.map((column) => storedColumn(column, execution));
  execution.tables.write(database, table.name, { columns: stored, rows: [], next: 1 });
  return { affected: 0 };
}

function storedColumn({ fallback, ...definition }: ColumnDefinition, { around }: Execution): Column {
  const isMoment = fallback?.is === 'call' || (fallback?.is === 'column' && /^current_timestamp$/i.test(fallback.name));
  const column: Column = { ...definition, isMoment, fallback: null };
  return fallback === undefined || isMoment ? column : { ...column, fallback: fit(evaluate(fallback, noColumn, around), column) };
}

function alterTable(execution: Execution, { table: name, changes }: Of<'alter table'>): Outcome {
  const { database, table } = tableOf(execution, name);
  let changed = table;
  let newName = name.name;
  for (const change of changes) {
    if (change.change === 'rename') newName = change.to;
    else changed = changedTable(changed, change, execution, name.name);
  }
  if (newName !== name.name) execution.tables.remove(database, name.name);
  execution.tables.write(database, newName, changed);
  return { affected: 0 };
}

function changedTable(table: Table, change: TableChange, execution: Execution, name: string): Table {
  const { columns, rows } = table;
  if (change.change === 'add') {
    if (columns.some((column) => column.name.toLowerCase() === change.column.name.toLowerCase())) throw new SqlFault('column exists', change.column.name, name);
    const column = storedColumn(change.column, execution);
    const value = column.isMoment ? evaluate({ is: 'call', name: 'now', args: [], isDistinct: false }, noColumn, execution.around) : column.fallback;
    return { ...table, columns: [...columns, column], rows: rows.map((row) => [...row, value]) };
  }
  if (change.change === 'other' || change.change === 'rename') return table;
  const index = indexOf(table, change.name);
  if (change.change === 'rename column') return { ...table, columns: columns.map((column, at) => (at === index ? { ...column, name: change.to } : column)) };
  return { ...table, columns: columns.filter((_, at) => at !== index), rows: rows.map((row) => row.filter((_, at) => at !== index)) };
}

function dropTables(execution: Execution, { tables, isLenient }: Of<'drop table'>): Outcome {
  for (const name of tables) {
    const database = databaseOf(execution, name);
    if (execution.tables.read(database, name.name) !== undefined) execution.tables.remove(database, name.name);
    else if (!isLenient) throw new SqlFault('no table', name.name, `drop ${database}`);
  }
  return { affected: 0 };
}

function noColumn(name: string): Value {
  throw new SqlFault('no column', name, 'field list');
}

function matches(where: Expression | undefined, table: Table, row: readonly Value[], around: Surroundings): boolean {
  return where === undefined || isTrue(evaluate(where, (name) => cellOf(table, row, name), around));
}

function cellOf({ columns }: Table, row: readonly Value[], name: string): Value {
  const index = columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
  if (index < 0) throw new SqlFault('no column', name, 'where clause');
  return row[index] ?? null;
}

function replaceRows(execution: Execution, name: TableName, remaining: (table: Table) => readonly (readonly Value[])[]): Outcome {
  const { database, table } = tableOf(execution, name);
  const rows = remaining(table);
  execution.tables.write(database, name.name, { ...table, rows });
  return { affected: table.rows.length - rows.length };
}

function update(execution: Execution, { table: name, sets, where }: Of<'update'>): Outcome {
  const { database, table } = tableOf(execution, name);
  let affected = 0;
  const rows = table.rows.map((row) => {
    if (!matches(where, table, row, execution.around)) return row;
    const changed = [...row];
    for (const { column, to } of sets) {
      const index = indexOf(table, column);
      changed[index] = fit(evaluate(to, (asked) => cellOf(table, row, asked), execution.around), table.columns[index]);
    }
    if (JSON.stringify(changed) !== JSON.stringify(row)) affected += 1;
    return changed;
  });
  execution.tables.write(database, name.name, { ...table, rows });
  return { affected };
}

function indexOf({ columns }: Table, name: string): number {
  const index = columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
  if (index < 0) throw new SqlFault('no column', name, 'field list');
  return index;
}

function insert(execution: Execution, statement: Of<'insert'>): Outcome {
  const { database, table } = tableOf(execution, statement.table);
  const indices = statement.columns?.map((name) => indexOf(table, name)) ?? table.columns.map((_, index) => index);
  let { next } = table;
  let rows = [...table.rows];
  for (const [number, expressions] of statement.rows.entries()) {
    if (expressions.length !== indices.length) throw new SqlFault('column count', String(number + 1), expressions.length > indices.length ? 'more' : 'fewer');
    const given = new Map(expressions.map((expression, index) => [indices[index] ?? 0, isDefault(expression) ? undefined : evaluate(expression, noColumn, execution.around)]));
    const row = table.columns.map((column, index) => {
      const value = given.get(index);
      if (column.counts && (value === undefined || value === null)) return next;
      if (value !== undefined) return fit(value, column);
      return column.isMoment ? evaluate({ is: 'call', name: 'now', args: [], isDistinct: false }, noColumn, execution.around) : column.fallback;
    });
    for (const [index, column] of table.columns.entries()) if (column.counts) next = Math.max(next, Number(row[index]) + 1);
    rows = addRow(rows, row, table, statement.isUpsert, statement.table.name);
  }
  execution.tables.write(database, statement.table.name, { ...table, rows, next });
  return { affected: statement.rows.length, inserted: statement.rows.length };
}

function isDefault(expression: Expression): boolean {
  return expression.is === 'column' && expression.table === undefined && expression.name.toUpperCase() === 'DEFAULT';
}

function addRow(rows: readonly (readonly Value[])[], row: readonly Value[], { columns }: Table, isUpsert: boolean, table: string): (readonly Value[])[] {
  for (const [index, column] of columns.entries()) {
    const value = row[index] ?? null;
    if (value === null && (column.isRequired || column.isKey)) throw new SqlFault('not null', column.name, table);
    if (!column.isUnique || value === null) continue;
    if (rows.some((other) => compare(other[index] ?? null, value) === 0)) throw new SqlFault('duplicate', textOf(value), `${table}.${column.name}`);
  }
  const keys = columns.flatMap(({ isKey }, index) => (isKey ? [index] : []));
  if (keys.length === 0) return [...rows, row];
  const same = rows.findIndex((other) => keys.every((index) => compare(other[index] ?? null, row[index] ?? null) === 0));
  if (same < 0) return [...rows, row];
  if (!isUpsert) throw new SqlFault('duplicate', keys.map((index) => textOf(row[index] ?? null)).join('-'), `${table}.PRIMARY`);
  return rows.map((other, index) => (index === same ? row : other));
}

/** A value as its column keeps it. */
function fit(value: Value, column: Column | undefined): Value {
  if (value === null || column === undefined) return value;
  if (!holdsNumbers(column)) return typeof value === 'boolean' && column.type.startsWith('bool') ? value : textOf(value);
  if (/^(?:decimal|numeric)/.test(column.type)) return decimal(value, column);
  const number = Number(value);
  if (Number.isNaN(number)) throw new SqlFault('bad number', textOf(value), column.name);
  return /int|serial/.test(column.type) ? Math.round(number) : number;
}

function decimal(value: Value, { type, name }: Column): Value {
  if (Number.isNaN(Number(value))) throw new SqlFault('bad number', textOf(value), name);
  const digits = /,\s*(\d+)\)/.exec(type)?.[1];
  return digits === undefined ? textOf(value) : Number(value).toFixed(Number(digits));
}
