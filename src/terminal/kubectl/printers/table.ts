import { labelsText } from '#engine/kinds/labelSelector.ts';
import { ageSince } from '#engine/kinds/duration.ts';
import type { Column, Kind } from '#engine/kinds/kind.ts';
import type { KubeObject } from '#engine/kinds/object.ts';
import { groupKind, type Resource } from '../resources/discovery.ts';
import { alignColumns, TABLE_COLUMNS } from './columns.ts';

/** What `get` shows besides the kind's own columns. */
export interface TableOptions {
  readonly isWide: boolean;
  readonly hasHeaders: boolean;
  readonly withNamespace: boolean;
  /** Names read `pod/web-0`. */
  readonly withKind: boolean;
  readonly withLabels: boolean;
  /** `-L`: one column a key. */
  readonly labelColumns: readonly string[];
  readonly withEvents: boolean;
}

/** One line to be: an object, and for watches what happened to it. */
export interface TableRow {
  readonly object: KubeObject;
  readonly event?: string;
}

/** Prints rows of one kind; the header comes once, and widths only grow from call to call. */
export interface TablePrinter {
  print(rows: readonly TableRow[], nowUnixMs: number): string;
}

const NAME_AND_AGE: readonly Column<KubeObject>[] = [
  { name: 'Name', type: 'string', format: 'name', priority: 0, cell: (object) => object.metadata.name },
  { name: 'Age', type: 'string', priority: 0, cell: (object, nowUnixMs) => ageSince(object.metadata.creationTimestamp, nowUnixMs) },
];

/** A table of a kind. `kind` is undefined for types without columns of their own. */
export function createTablePrinter(resource: Resource, kind: Pick<Kind, 'columns'> | undefined, options: TableOptions): TablePrinter {
  const columns = (kind?.columns ?? NAME_AND_AGE).filter((column) => column.priority === 0 || options.isWide);
  const remembered: number[] = [];
  let hasHeader = !options.hasHeaders;
  return {
    print: (rows, nowUnixMs) => {
      if (rows.length === 0) return '';
      const lines = rows.map((row) => rowLine(row, columns, resource, options, nowUnixMs));
      if (!hasHeader) lines.unshift(headerLine(columns, options));
      hasHeader = true;
      return alignColumns(lines, { ...TABLE_COLUMNS, remembered });
    },
  };
}

function headerLine(columns: readonly Column<KubeObject>[], options: TableOptions): string {
  const cells = columns.map((column) => column.name.toUpperCase());
  if (options.withNamespace) cells.unshift('NAMESPACE');
  if (options.withEvents) cells.unshift('EVENT');
  cells.push(...options.labelColumns.map((label) => label.slice(label.lastIndexOf('/') + 1).toUpperCase()));
  if (options.withLabels) cells.push('LABELS');
  return cells.join('\t');
}

function rowLine({ object, event }: TableRow, columns: readonly Column<KubeObject>[], resource: Resource, options: TableOptions, nowUnixMs: number): string {
  const prefix = options.withKind ? `${groupKind(resource)}/` : '';
  const cells = columns.map((column) => (column.format === 'name' ? prefix : '') + cellText(column.cell(object, nowUnixMs)));
  const labels = object.metadata.labels ?? {};
  if (options.withNamespace) cells.unshift(object.metadata.namespace ?? '');
  if (options.withEvents) cells.unshift((event ?? '').padEnd('MODIFIED'.length));
  cells.push(...options.labelColumns.map((label) => labels[label] ?? ''));
  if (options.withLabels) cells.push(labelsText(labels));
  return cells.join('\t');
}

/** A cell ends at its first line break; an escape character is made visible. */
function cellText(value: string | number): string {
  const text = String(value).replaceAll('\u001b', '^[').replaceAll('\t', ' ');
  const end = text.search(/[\n\r\f]/);
  return end < 0 ? text : `${text.slice(0, end)}...`;
}
