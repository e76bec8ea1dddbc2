import type { FileSystem } from '../../../machine/files.ts';
import { parsed } from '../stored.ts';

export type Stored =
  | { readonly is: 'string'; readonly value: string; readonly expiresMs?: number }
  | { readonly is: 'list' | 'set'; readonly value: readonly string[]; readonly expiresMs?: number }
  | { readonly is: 'hash'; readonly value: Readonly<Record<string, string>>; readonly expiresMs?: number }
  | { readonly is: 'zset'; readonly value: Readonly<Record<string, number>>; readonly expiresMs?: number };

/** The numbered databases of one server. */
export type Databases = Map<number, Map<string, Stored>>;

export function databaseOf(databases: Databases, number: number): Map<string, Stored> {
  let database = databases.get(number);
  if (database === undefined) databases.set(number, (database = new Map()));
  return database;
}

/** A snapshot as text: what dump.rdb holds here. */
export function snapshotOf(databases: Databases): string {
  return JSON.stringify([...databases].map(([number, database]) => [number, [...database]]));
}

export function readSnapshot(text: string): Databases {
  const entries = JSON.parse(text) as readonly (readonly [number, readonly (readonly [string, Stored])[]])[];
  return new Map(entries.map(([number, items]) => [number, new Map(items)]));
}

/** What a server left behind when it last ended; undefined when nothing is there. */
export function loadSnapshot(files: FileSystem, path: string): Databases | undefined {
  return files.exists(path) && Array.isArray(parsed(files.read(path))) ? readSnapshot(files.read(path)) : undefined;
}
