import { SqlFault } from './fault.ts';
import { compare, evaluate, isTrue, textOf, type Lookup, type Surroundings } from './evaluate.ts';
import type { Expression, Selection, Source, TableName, Value } from './syntax.ts';
import type { Column, Table } from './tables.ts';

export interface ResultColumn {
  readonly label: string;
  readonly isNumber: boolean;
}

/** A table as an answer. */
export interface Rows {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly Value[])[];
}

/** One row of all sources: alias to the row of its table; undefined where an outer join found none. */
type Joined = ReadonlyMap<string, readonly Value[] | undefined>;

interface Bound {
  readonly source: Source;
  readonly table: Table;
}

/** Answers a query. */
export function select(selection: Selection, read: (name: TableName) => Table, around: Surroundings): Rows {
  const sources = selection.from.map((source): Bound => ({ source, table: read(source.table) }));
  const items = selection.items.flatMap((item) => (item.expression.is === 'all' ? starItems(item.expression.table, sources) : [item]));
  const joined = join(sources, around).filter((row) => selection.where === undefined || isTrue(evaluate(selection.where, lookupIn(row, sources, 'where clause'), around)));
  const { having } = selection;
  const groups = groupsOf(selection, items, joined, sources, around).filter((group) => having === undefined || isTrue(valueOf(withAliases(having, items), group, sources, around)));
  const made = groups.map((group) => ({ group, values: items.map(({ expression }) => valueOf(expression, group, sources, around)) }));
  const ordered = order(made, selection, items, sources, around).map(({ values }) => values);
  const distinct = selection.isDistinct ? [...new Map(ordered.map((row) => [JSON.stringify(row), row])).values()] : ordered;
  const { offset, limit } = selection;
  return {
    columns: items.map(({ expression, label }, index) => ({ label, isNumber: isNumeric(expression, sources) ?? isNumberColumn(distinct, index) })),
    rows: distinct.slice(offset, limit === undefined ? undefined : offset + limit),
  };
}

function starItems(table: string | undefined, sources: readonly Bound[]): readonly { readonly expression: Expression; readonly label: string }[] {
  if (sources.length === 0) throw new SqlFault('syntax', '*');
  return sources
    .filter(({ source }) => table === undefined || source.alias === table)
    .flatMap(({ source, table: { columns } }) => columns.map(({ name }) => ({ expression: { is: 'column', table: source.alias, name }, label: name })));
}

function join(sources: readonly Bound[], around: Surroundings): readonly Joined[] {
  let rows: readonly Joined[] = [new Map()];
  for (const [index, { source, table }] of sources.entries()) {
    const known = sources.slice(0, index + 1);
    rows = rows.flatMap((row) => {
      const matching = table.rows
        .map((values): Joined => new Map([...row, [source.alias, values]]))
        .filter((candidate) => source.on === undefined || isTrue(evaluate(source.on, lookupIn(candidate, known, 'on clause'), around)));
      return matching.length === 0 && source.isOuter ? [new Map([...row, [source.alias, undefined]])] : matching;
    });
  }
  return rows;
}

function lookupIn(row: Joined, sources: readonly Bound[], place: string): Lookup {
  return (name, table) => {
    for (const { source, table: { columns } } of sources) {
      if (table !== undefined && table !== source.alias && table !== source.table.name) continue;
      const index = columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
      if (index >= 0) return row.get(source.alias)?.[index] ?? null;
    }
    throw new SqlFault('no column', table === undefined ? name : `${table}.${name}`, place);
  };
}

const AGGREGATES = new Set(['count', 'sum', 'min', 'max', 'avg']);

function hasAggregate(expression: Expression): boolean {
  if (expression.is === 'call') return AGGREGATES.has(expression.name) || expression.args.some(hasAggregate);
  return expression.is === 'operation' && expression.operands.some(hasAggregate);
}

/** Rows that make one line of the answer: each by itself unless something is counted or grouped. */
function groupsOf(selection: Selection, items: Selection['items'], rows: readonly Joined[], sources: readonly Bound[], around: Surroundings): readonly (readonly Joined[])[] {
  if (selection.groupBy.length === 0) return items.some(({ expression }) => hasAggregate(expression)) || (selection.having !== undefined && hasAggregate(selection.having)) ? [rows] : rows.map((row) => [row]);
  const groups = new Map<string, Joined[]>();
  for (const row of rows) {
    const key = JSON.stringify(selection.groupBy.map((part) => evaluate(aliased(part, items), lookupIn(row, sources, 'group statement'), around)));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

/** What a name stands for that the query itself has given. */
function aliased(expression: Expression, items: Selection['items']): Expression {
  if (expression.is === 'value' && typeof expression.value === 'number') return items[expression.value - 1]?.expression ?? expression;
  if (expression.is !== 'column' || expression.table !== undefined) return expression;
  return items.find(({ label }) => label === expression.name)?.expression ?? expression;
}

/** The expression with all names that the query itself has given taken for what they stand for. */
function withAliases(expression: Expression, items: Selection['items']): Expression {
  if (expression.is === 'operation') return { ...expression, operands: expression.operands.map((part) => withAliases(part, items)) };
  if (expression.is === 'call') return { ...expression, args: expression.args.map((part) => withAliases(part, items)) };
  return expression.is === 'column' ? aliased(expression, items) : expression;
}

function valueOf(expression: Expression, group: readonly Joined[], sources: readonly Bound[], around: Surroundings): Value {
  const inner = (part: Expression): Expression => {
    if (part.is === 'call' && AGGREGATES.has(part.name)) return { is: 'value', value: aggregate(part, group, sources, around) };
    return part.is === 'operation' ? { ...part, operands: part.operands.map(inner) } : part.is === 'call' ? { ...part, args: part.args.map(inner) } : part;
  };
  return evaluate(inner(expression), lookupIn(group[0] ?? new Map(), sources, 'field list'), around);
}

function aggregate({ name, args, isDistinct }: Extract<Expression, { is: 'call' }>, group: readonly Joined[], sources: readonly Bound[], around: Surroundings): Value {
  const [arg] = args;
  if (name === 'count' && (arg === undefined || arg.is === 'all')) return group.length;
  const all = group.map((row) => evaluate(arg ?? { is: 'all' }, lookupIn(row, sources, 'field list'), around)).filter((value) => value !== null);
  const values = isDistinct ? [...new Map(all.map((value) => [textOf(value), value])).values()] : all;
  if (name === 'count') return values.length;
  if (values.length === 0) return null;
  if (name === 'min') return values.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
  if (name === 'max') return values.reduce((a, b) => (compare(a, b) >= 0 ? a : b));
  const digits = Math.max(...values.map((value) => /\.(\d+)$/.exec(textOf(value))?.[1]?.length ?? 0));
  const sum = values.reduce<number>((total, value) => total + Number(value), 0);
  if (name === 'avg') return (sum / values.length).toFixed(digits + 4);
  return digits === 0 ? sum : sum.toFixed(digits);
}

function order<T extends { readonly group: readonly Joined[] }>(made: readonly T[], { orderBy }: Selection, items: Selection['items'], sources: readonly Bound[], around: Surroundings): readonly T[] {
  if (orderBy.length === 0) return made;
  const keyed = made.map((entry) => ({ entry, keys: orderBy.map(({ expression }) => valueOf(aliased(expression, items), entry.group, sources, around)) }));
  return [...keyed]
    .sort((a, b) => {
      for (const [index, { isDescending }] of orderBy.entries()) {
        const order = compare(a.keys[index] ?? null, b.keys[index] ?? null);
        if (order !== 0) return isDescending ? -order : order;
      }
      return 0;
    })
    .map(({ entry }) => entry);
}

const NUMBER_TYPES = /^(?:tiny|small|medium|big)?(?:int|serial)|^(?:decimal|numeric|float|double|real|integer)/;

/** Does a column of this type hold numbers? */
export function holdsNumbers({ type }: Pick<Column, 'type'>): boolean {
  return NUMBER_TYPES.test(type);
}

/** By the column's type, where the item is a column. */
function isNumeric(expression: Expression, sources: readonly Bound[]): boolean | undefined {
  if (expression.is !== 'column') return undefined;
  for (const { table } of sources) {
    const column = table.columns.find(({ name }) => name.toLowerCase() === expression.name.toLowerCase());
    if (column !== undefined) return holdsNumbers(column);
  }
  return undefined;
}

function isNumberColumn(rows: readonly (readonly Value[])[], index: number): boolean {
  return rows.length > 0 && rows.every((row) => typeof row[index] === 'number' || typeof row[index] === 'boolean');
}
