import type { FileSystem } from '../../../machine/files.ts';
import { readObject } from '../stored.ts';
import type { BinlogEvent } from './protocol.ts';

/** The log of changes that replicas read: numbered files in the data directory, one line an event. */
export interface Binlog {
  /** The file that is written now, and the position behind its last event. */
  current(): { readonly file: string; readonly position: number };
  append(event: Omit<BinlogEvent, 'end'>): void;
  /** Starts the next file. */
  rotate(): void;
  files(): readonly { readonly name: string; readonly size: number }[];
  /** Events behind a position, and where reading went on to; undefined when there is no such file. */
  after(file: string, position: number): { readonly events: readonly BinlogEvent[]; readonly file: string; readonly position: number } | undefined;
}

/** Where the first event of a file begins. */
const FIRST_POSITION = 154;
/** What an event takes besides its text. */
const EVENT_BYTES = 132;

export function createBinlog(files: FileSystem, directory: string, baseName: string): Binlog {
  const indexPath = `${directory}/${baseName}.index`;
  const names = () => (files.exists(indexPath) ? files.read(indexPath).split('\n').filter((line) => line !== '').map((line) => line.replace(/^\.\//, '')) : []);
  const eventsOf = (name: string) => files.read(`${directory}/${name}`).split('\n').flatMap((line) => readObject<BinlogEvent>(line, 'sql') ?? []);
  const endOf = (name: string) => eventsOf(name).at(-1)?.end ?? FIRST_POSITION;

  const rotate = () => {
    const next = `${baseName}.${String(names().length + 1).padStart(6, '0')}`;
    files.append(indexPath, `./${next}\n`);
    files.write(`${directory}/${next}`, '');
  };
  const current = () => {
    const file = names().at(-1) ?? `${baseName}.000001`;
    return { file, position: endOf(file) };
  };

  return {
    current,
    rotate,
    append: (event) => {
      const { file, position } = current();
      files.append(`${directory}/${file}`, `${JSON.stringify({ ...event, end: position + EVENT_BYTES + event.sql.length })}\n`);
    },
    files: () => names().map((name) => ({ name, size: endOf(name) })),
    after: (file, position) => {
      const all = names();
      const first = file === '' ? 0 : all.indexOf(file);
      if (first < 0) return undefined;
      const events = all.slice(first).flatMap((name, index) => eventsOf(name).filter(({ end }) => index > 0 || end > position));
      const last = all.at(-1) ?? file;
      return { events, file: last, position: Math.max(endOf(last), last === file ? position : FIRST_POSITION) };
    },
  };
}
