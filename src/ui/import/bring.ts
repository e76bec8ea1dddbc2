import type { AppStore } from '../store/store.ts';
import { isForLessons } from '../lesson/openText.ts';
import { putFiles, shellWord } from './putFile.ts';
import { readFile, readText } from './readSource.ts';
import type { Source } from './readSource.ts';

type TextSource = Extract<Source, { is: 'text' }>;

/** Reads files and takes them. */
export async function bringFiles(store: AppStore, files: readonly File[]): Promise<void> {
  await bringRead(store, Promise.all(files.map(readFile)).then((sources) => sources.flat()));
}

/** Reads a text that was pasted and takes it. */
export async function bringText(store: AppStore, text: string): Promise<void> {
  await bringRead(store, readText('pasted.yaml', text).then((source) => [source]));
}

async function bringRead(store: AppStore, reading: Promise<readonly Source[]>): Promise<void> {
  store.getState().setReading(true);
  try {
    bring(store, await reading);
  } catch (error) {
    const { showToast, t } = store.getState();
    showToast({ tone: 'fail', title: t('import.failed'), text: error instanceof Error ? error.message : String(error) });
  } finally {
    store.getState().setReading(false);
  }
}

/**
 * Takes what somebody brought. Manifests that can be read are put on the host and applied, a cluster is shown as a
 * picture; whatever needs a word first is shown in the dialog.
 */
function bring(store: AppStore, sources: readonly Source[]): void {
  const { openImport, showPicture } = store.getState();
  const [first] = sources;
  if (first === undefined) return;
  const texts = sources.filter((source) => source.is === 'text');
  if (texts.length > 0 && texts.every(({ text }) => isForLessons(text))) {
    store.getState().closeImport();
    void import('../lesson/bringLesson.ts').then(({ bringLesson }) => bringLesson(store, texts));
    return;
  }
  if (sources.every(isManifests)) {
    if (!applyFiles(store, sources)) return;
    store.getState().closeImport();
    return;
  }
  if (sources.length === 1 && isDump(first) && first.imported.objects.length > 0) showPicture({ name: first.name, ...first.imported });
  else openImport(sources);
}

export function isManifests(source: Source): source is TextSource {
  return source.is === 'text' && source.imported.is === 'manifests' && source.imported.problem === undefined;
}

export function isDump(source: Source): source is TextSource {
  return source.is === 'text' && source.imported.is === 'dump';
}

/** Puts files on the host and lets kubectl apply them; what it does not know it names itself. */
export function applyFiles(store: AppStore, sources: readonly TextSource[]): boolean {
  const files = sources.map(({ name, text }) => ({ name: fileName(name), content: text.endsWith('\n') ? text : `${text}\n` }));
  return putFiles(store, files, `kubectl apply ${files.map(({ name }) => `-f ${shellWord(name)}`).join(' ')}`);
}

/** The last part of a path, without what a file's name cannot have. */
export function fileName(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1).replaceAll(/[\p{Cc}]/gu, '').trim();
  return last === '' || last === '.' || last === '..' ? 'manifest.yaml' : last.slice(-200);
}
