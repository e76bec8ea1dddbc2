import type { FileSystem } from '../../../machine/files.ts';
import { readStored } from '../stored.ts';
import { SqlFault } from './fault.ts';
import type { Value } from './syntax.ts';

export interface Column {
  readonly name: string;
  readonly type: string;
  readonly isKey: boolean;
  readonly isUnique: boolean;
  readonly isRequired: boolean;
  readonly counts: boolean;
  /** The value of a row that gives none. */
  readonly fallback: Value;
  /** The default is the moment of the insert. */
  readonly isMoment: boolean;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Value[])[];
  /** The number that the next counted row gets. */
  readonly next: number;
}

/** The databases of one server: a directory each, a file a table, so that they live as long as their volume. */
export interface Tables {
  databases(): readonly string[];
  hasDatabase(name: string): boolean;
  createDatabase(name: string): void;
  dropDatabase(name: string): void;
  names(database: string): readonly string[];
  read(database: string, name: string): Table | undefined;
  write(database: string, name: string, table: Table): void;
  remove(database: string, name: string): void;
}

/** Tables in a directory of a machine, their files with this ending. */
export function tablesIn(files: FileSystem, directory: string, ending: string): Tables {
  const pathOf = (database: string, name?: string) => `${directory}/${database}${name === undefined ? '' : `/${name}${ending}`}`;
  const databases = () => (files.exists(directory) ? files.list(directory).filter((name) => files.isDirectory(pathOf(name)) && !name.startsWith('#') && name !== 'lost+found') : []);
  return {
    databases,
    hasDatabase: (name) => databases().includes(name),
    createDatabase: (name) => files.makeDirectory(pathOf(name), { parents: true, mode: 0o750 }),
    dropDatabase: (name) => files.removeAll(pathOf(name)),
    names: (database) => (files.isDirectory(pathOf(database)) ? files.list(pathOf(database)).filter((name) => name.endsWith(ending)).map((name) => name.slice(0, name.length - ending.length)) : []),
    read: (database, name) => {
      const path = pathOf(database, name);
      if (!files.exists(path)) return undefined;
      const table = readStored<Table>(files, path, 'columns');
      if (table === undefined || !Array.isArray(table.columns) || !Array.isArray(table.rows)) throw new SqlFault('broken file', `${database}/${name}${ending}`);
      return table;
    },
    write: (database, name, table) => files.write(pathOf(database, name), JSON.stringify(table)),
    remove: (database, name) => files.removeAll(pathOf(database, name)),
  };
}
