import type { Column, Kind } from '../kinds/kind.ts';
import type { KubeObject } from '../kinds/object.ts';

export interface TableColumn {
  readonly name: string;
  readonly type: string;
  readonly format: string;
  readonly description: string;
  readonly priority: number;
}

export interface TableRow {
  readonly cells: readonly (string | number)[];
  /** What the row shows. */
  readonly object: KubeObject;
}

/** meta.k8s.io/v1 Table: what the API server answers to kubectl get. */
export interface Table {
  readonly kind: 'Table';
  readonly apiVersion: 'meta.k8s.io/v1';
  readonly metadata: { readonly resourceVersion: string };
  readonly columnDefinitions: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

/** Renders objects of one kind with all its columns, those of `-o wide` included. k8s: printers/internalversion */
export function renderTable(kind: Kind, objects: readonly KubeObject[], nowUnixMs: number, resourceVersion = ''): Table {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { resourceVersion },
    columnDefinitions: kind.columns.map(columnDefinition),
    rows: objects.map((object) => ({ cells: kind.columns.map(({ cell }) => cell(object, nowUnixMs)), object })),
  };
}

function columnDefinition({ name, type, format, description = '', priority }: Column<KubeObject>): TableColumn {
  return { name, type, format: format ?? '', description, priority };
}
