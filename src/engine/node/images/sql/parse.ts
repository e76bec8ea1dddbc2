import { readExpression, readList, skipType } from './expressions.ts';
import { readTokens, type TokenReader } from './reader.ts';
import type { ColumnDefinition, Expression, Selection, Source, Statement, TableChange, TableName } from './syntax.ts';

/** Reads one statement of those that all servers have in common; undefined when it begins otherwise. */
export function parseStatement(text: string, doubleQuotes: 'string' | 'name'): Statement | undefined {
  const reader = readTokens(text, doubleQuotes);
  const statement = readStatement(reader);
  if (statement !== undefined && !reader.isAtEnd()) reader.fail();
  return statement;
}

function readStatement(reader: TokenReader): Statement | undefined {
  if (reader.take('SELECT')) return { does: 'select', selection: readSelection(reader) };
  if (reader.isAt('CREATE')) return readCreate(reader);
  if (reader.isAt('DROP')) return readDrop(reader);
  if (reader.take('ALTER', 'TABLE')) return readAlter(reader);
  if (reader.take('INSERT')) return readInsert(reader, false);
  if (reader.take('UPSERT') || reader.take('REPLACE')) return readInsert(reader, true);
  if (reader.take('UPDATE')) return readUpdate(reader);
  if (reader.take('DELETE', 'FROM')) return { does: 'delete', table: readTable(reader), ...readWhere(reader) };
  if (reader.take('TRUNCATE')) {
    reader.take('TABLE');
    return { does: 'truncate', table: readTable(reader) };
  }
  if (reader.take('USE')) return { does: 'use', name: reader.name() };
  return undefined;
}

function readTable(reader: TokenReader): TableName {
  const first = reader.name();
  if (!reader.take('.')) return { name: first };
  const second = reader.name();
  return reader.take('.') ? { database: first, name: reader.name() } : { database: first, name: second };
}

function readCreate(reader: TokenReader): Statement | undefined {
  const isDatabase = reader.take('CREATE', 'DATABASE') || reader.take('CREATE', 'SCHEMA');
  if (!isDatabase && !reader.take('CREATE', 'TABLE')) return undefined;
  const isLenient = reader.take('IF', 'NOT', 'EXISTS');
  if (isDatabase) {
    const name = reader.name();
    skipRest(reader);
    return { does: 'create database', name, isLenient };
  }
  const table = readTable(reader);
  const columns = readColumns(reader);
  skipRest(reader);
  return { does: 'create table', table, columns, isLenient };
}

/** Character sets, owners and engines make no difference here. */
function skipRest(reader: TokenReader): void {
  while (!reader.isAtEnd()) reader.next();
}

function readColumns(reader: TokenReader): readonly ColumnDefinition[] {
  const columns: ColumnDefinition[] = [];
  const keys: string[] = [];
  reader.expect('(');
  do {
    if (reader.take('PRIMARY', 'KEY')) keys.push(...readNames(reader));
    else if (reader.isAt('UNIQUE') || reader.isAt('KEY') || reader.isAt('INDEX') || reader.isAt('CONSTRAINT') || reader.isAt('FOREIGN')) skipPart(reader);
    else columns.push(readColumn(reader));
  } while (reader.take(','));
  reader.expect(')');
  return columns.map((column) => (keys.includes(column.name) ? { ...column, isKey: true } : column));
}

function skipPart(reader: TokenReader): void {
  for (let depth = 0; depth > 0 || (!reader.isAt(',') && !reader.isAt(')'));) {
    const { text } = reader.next();
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
  }
}

function readColumn(reader: TokenReader): ColumnDefinition {
  const name = reader.name();
  const type = skipType(reader);
  let column: ColumnDefinition = { name, type, isKey: false, isUnique: false, isRequired: false, counts: /^(?:big|small)?serial$/.test(type) };
  while (!reader.isAtEnd() && !reader.isAt(',') && !reader.isAt(')')) {
    if (reader.take('PRIMARY', 'KEY')) column = { ...column, isKey: true };
    else if (reader.take('NOT', 'NULL')) column = { ...column, isRequired: true };
    else if (reader.take('UNIQUE')) column = { ...column, isUnique: true };
    else if (reader.take('AUTO_INCREMENT')) column = { ...column, counts: true };
    else if (reader.take('DEFAULT')) column = { ...column, fallback: readExpression(reader, 3) };
    else if (reader.take('(')) {
      while (!reader.take(')')) reader.next();
    } else reader.next();
  }
  return column;
}

/** simplified: columns come, go and get other names; types, keys and constraints stay. */
function readAlter(reader: TokenReader): Statement {
  reader.take('IF', 'EXISTS');
  const table = readTable(reader);
  const changes: TableChange[] = [];
  do changes.push(readChange(reader));
  while (reader.take(','));
  return { does: 'alter table', table, changes };
}

function readChange(reader: TokenReader): TableChange {
  if (reader.take('ADD')) {
    if (!reader.take('COLUMN') && ['CONSTRAINT', 'INDEX', 'KEY', 'UNIQUE', 'PRIMARY', 'FOREIGN'].some((word) => reader.isAt(word))) {
      skipRest(reader);
      return { change: 'other' };
    }
    reader.take('IF', 'NOT', 'EXISTS');
    return { change: 'add', column: readColumn(reader) };
  }
  if (reader.take('DROP')) {
    reader.take('COLUMN');
    reader.take('IF', 'EXISTS');
    return { change: 'drop', name: reader.name() };
  }
  if (reader.take('RENAME', 'TO') || reader.take('RENAME', 'AS')) return { change: 'rename', to: reader.name() };
  if (reader.take('RENAME')) {
    reader.take('COLUMN');
    const name = reader.name();
    reader.expect('TO');
    return { change: 'rename column', name, to: reader.name() };
  }
  skipRest(reader);
  return { change: 'other' };
}

function readNames(reader: TokenReader): readonly string[] {
  const names: string[] = [];
  reader.expect('(');
  do names.push(reader.name());
  while (reader.take(','));
  reader.expect(')');
  return names;
}

function readDrop(reader: TokenReader): Statement | undefined {
  if (reader.take('DROP', 'DATABASE') || reader.take('DROP', 'SCHEMA')) {
    const isLenient = reader.take('IF', 'EXISTS');
    const name = reader.name();
    skipRest(reader);
    return { does: 'drop database', isLenient, name };
  }
  if (!reader.take('DROP', 'TABLE')) return undefined;
  const isLenient = reader.take('IF', 'EXISTS');
  const tables: TableName[] = [];
  do tables.push(readTable(reader));
  while (reader.take(','));
  skipRest(reader);
  return { does: 'drop table', tables, isLenient };
}

function readInsert(reader: TokenReader, isUpsert: boolean): Statement {
  reader.take('IGNORE');
  reader.take('INTO');
  const table = readTable(reader);
  const columns = reader.isAt('(') ? readNames(reader) : undefined;
  if (!reader.take('VALUES')) reader.expect('VALUE');
  const rows: (readonly Expression[])[] = [];
  do rows.push(readList(reader));
  while (reader.take(','));
  if (reader.isAt('ON') || reader.isAt('RETURNING')) {
    const updates = reader.isAt('ON', 'DUPLICATE') || reader.isAt('ON', 'CONFLICT');
    skipRest(reader);
    return { does: 'insert', table, columns, rows, isUpsert: updates };
  }
  return { does: 'insert', table, columns, rows, isUpsert };
}

function readUpdate(reader: TokenReader): Statement {
  const table = readTable(reader);
  reader.expect('SET');
  const sets: { column: string; to: Expression }[] = [];
  do {
    const column = reader.name();
    reader.expect('=');
    sets.push({ column, to: readExpression(reader) });
  } while (reader.take(','));
  return { does: 'update', table, sets, ...readWhere(reader) };
}

function readWhere(reader: TokenReader): { readonly where?: Expression } {
  return reader.take('WHERE') ? { where: readExpression(reader) } : {};
}

function readSelection(reader: TokenReader): Selection {
  const isDistinct = reader.take('DISTINCT');
  const items: { expression: Expression; label: string }[] = [];
  do items.push(readItem(reader));
  while (reader.take(','));
  const from = reader.take('FROM') ? readSources(reader) : [];
  const where = readWhere(reader);
  const groupBy: Expression[] = [];
  if (reader.take('GROUP', 'BY')) {
    do groupBy.push(readExpression(reader));
    while (reader.take(','));
  }
  const having = reader.take('HAVING') ? { having: readExpression(reader) } : {};
  const orderBy: { expression: Expression; isDescending: boolean }[] = [];
  if (reader.take('ORDER', 'BY')) {
    do {
      const expression = readExpression(reader);
      const isDescending = reader.take('DESC');
      if (!isDescending) reader.take('ASC');
      orderBy.push({ expression, isDescending });
    } while (reader.take(','));
  }
  return { items, from, ...where, groupBy, ...having, orderBy, isDistinct, ...readLimit(reader) };
}

function readLimit(reader: TokenReader): { readonly limit?: number; readonly offset: number } {
  if (!reader.take('LIMIT')) return { offset: 0 };
  const first = Number(reader.next().text);
  if (reader.take(',')) return { offset: first, limit: Number(reader.next().text) };
  return { limit: first, offset: reader.take('OFFSET') ? Number(reader.next().text) : 0 };
}

const AFTER_ITEM = new Set(['FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'UNION']);

function readItem(reader: TokenReader): { readonly expression: Expression; readonly label: string } {
  const from = reader.peek()?.at ?? 0;
  const expression = readExpression(reader);
  const label = reader.text.slice(from, reader.peek()?.at ?? reader.text.length).trim();
  if (reader.take('AS')) return { expression, label: reader.next().text };
  const next = reader.peek();
  if (next !== undefined && (next.kind === 'name' || (next.kind === 'word' && !AFTER_ITEM.has(next.text.toUpperCase())))) return { expression, label: reader.name() };
  return { expression, label: expression.is === 'column' ? expression.name : label };
}

const AFTER_SOURCE = new Set(['WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'ON', 'JOIN', 'INNER', 'LEFT', 'CROSS', 'UNION', 'FOR']);

function readSources(reader: TokenReader): readonly Source[] {
  const sources: Source[] = [readSource(reader)];
  for (;;) {
    if (reader.take(',') || reader.take('CROSS', 'JOIN')) sources.push(readSource(reader));
    else if (reader.isAt('JOIN') || reader.isAt('INNER') || reader.isAt('LEFT')) {
      const isOuter = reader.take('LEFT');
      reader.take('OUTER');
      reader.take('INNER');
      reader.expect('JOIN');
      const source = readSource(reader);
      sources.push({ ...source, isOuter, ...(reader.take('ON') ? { on: readExpression(reader) } : {}) });
    } else return sources;
  }
}

function readSource(reader: TokenReader): Source {
  const table = readTable(reader);
  const hasAs = reader.take('AS');
  const next = reader.peek();
  const hasAlias = hasAs || (next?.kind === 'word' && !AFTER_SOURCE.has(next.text.toUpperCase()));
  return { table, alias: hasAlias ? reader.name() : table.name, isOuter: false };
}
