import type { AppStore } from '../store/store.ts';
import { takeTerminal } from '../shell/runLine.ts';

/** A file that a person brings to the host. */
export interface BroughtFile {
  readonly name: string;
  readonly content: string;
}

/**
 * Puts files where a waiting terminal's shell stands, and types a line about them there. The page writes nothing by
 * itself: both are inputs of the session, kept and replayed like keys. False when the disk did not take them.
 */
export function putFiles(store: AppStore, files: readonly BroughtFile[], line: string | undefined): boolean {
  const terminal = takeTerminal(store);
  if (terminal === undefined) return false;
  const { dispatch, session } = store.getState();
  for (const { name, content } of files) dispatch({ do: 'writeFile', terminal: terminal.id, path: name, content });
  if (store.getState().present !== undefined) return false;
  const node = session.options.profile.terminalNode;
  const isThere = files.every(({ name, content }) => {
    const seen = session.look({ in: 'node', node }, `${terminal.directory}/${name}`);
    return seen.is === 'file' && seen.text === content;
  });
  if (!isThere) {
    const { showToast, t } = store.getState();
    showToast({ tone: 'fail', title: t('import.notWritten'), text: files.map(({ name }) => name).join(', '), isMono: true });
    return false;
  }
  if (line !== undefined) dispatch({ do: 'run', terminal: terminal.id, line });
  store.getState().setPlaying(true);
  return true;
}

/** A name as a shell takes it: quoted where it has to be. */
export function shellWord(name: string): string {
  return /^[\w@%+=:,./-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}
