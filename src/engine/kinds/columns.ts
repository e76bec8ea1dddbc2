import { ageSince } from './duration.ts';
import type { Column } from './kind.ts';
import type { KubeObject } from './object.ts';
import type { Container, PodTemplateSpec } from './pod.ts';

/** Printer columns that many kinds share. */

export const nameColumn: Column<KubeObject> = {
  name: 'Name',
  type: 'string',
  format: 'name',
  priority: 0,
  cell: (object) => object.metadata.name,
};

export const ageColumn: Column<KubeObject> = {
  name: 'Age',
  type: 'string',
  priority: 0,
  cell: (object, nowUnixMs) => ageSince(object.metadata.creationTimestamp, nowUnixMs),
};

type Cell<T> = Column<T>['cell'];

/** A column that is always shown. */
export function column<T>(name: string, cell: Cell<T>, type: Column<T>['type'] = 'string'): Column<T> {
  return { name, type, priority: 0, cell };
}

/** A column that only `-o wide` shows. */
export function wideColumn<T>(name: string, cell: Cell<T>, type: Column<T>['type'] = 'string'): Column<T> {
  return { name, type, priority: 1, cell };
}

/** A column of whole numbers; an absent one is 0. */
export function countColumn<T>(name: string, count: (object: T) => number | undefined): Column<T> {
  return column(name, (object) => count(object) ?? 0, 'integer');
}

type Templated = { readonly spec: { readonly template: PodTemplateSpec } };

/** CONTAINERS and IMAGES of a pod template. */
export const containerColumns: readonly Column<Templated>[] = [
  wideColumn('Containers', ({ spec }) => joined(spec.template.spec.containers, (container) => container.name)),
  wideColumn('Images', ({ spec }) => joined(spec.template.spec.containers, (container) => container.image ?? '')),
];

function joined(containers: readonly Container[], part: (container: Container) => string): string {
  return containers.map(part).join(',');
}
