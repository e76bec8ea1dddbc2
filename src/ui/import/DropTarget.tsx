import { useEffect, useState } from 'react';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { AppStore } from '../store/store.ts';
import './import.css';

/** More files at once are not taken. A large class brings its files of progress at once. */
const MOST_FILES = 200;

/** Lets files be dropped anywhere on the page, and manifests be pasted where nothing else takes them. */
export function DropTarget() {
  const t = useT();
  const store = useAppStore();
  const [isOver, setOver] = useState(false);
  const isReading = useApp((state) => state.isReading);
  useEffect(() => listen(store, setOver), [store]);
  if (isReading) return <output className="reading-note">{t('import.reading')}</output>;
  if (!isOver) return null;
  return (
    <div className="drop-target">
      <p>{t('import.drop')}</p>
      <small>{t('import.dropText')}</small>
    </div>
  );
}

function listen(store: AppStore, setOver: (isOver: boolean) => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const onDrag = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    setOver(true);
  };
  window.addEventListener('dragenter', onDrag, { signal });
  window.addEventListener('dragover', onDrag, { signal });
  window.addEventListener('dragleave', (event) => (event.relatedTarget === null ? setOver(false) : undefined), { signal });
  window.addEventListener(
    'drop',
    (event) => {
      setOver(false);
      // The editor takes a file's text into its own.
      if (!hasFiles(event) || isIn(event, '.cm-editor')) return;
      event.preventDefault();
      void take(store, [...(event.dataTransfer?.files ?? [])]);
    },
    { signal },
  );
  window.addEventListener('paste', (event) => void takePasted(store, event), { signal });
  return () => stop.abort();
}

function isIn({ target }: Event, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

async function take(store: AppStore, files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  const { bringFiles } = await import('./bring.ts');
  await bringFiles(store, files.slice(0, MOST_FILES));
}

/** What is pasted into a field, the terminal or the editor is theirs. */
async function takePasted(store: AppStore, event: ClipboardEvent): Promise<void> {
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (isIn(event, 'input, textarea, [contenteditable="true"], .cm-editor') || !/\bapiVersion\b/.test(text) || !/\bkind\b/.test(text)) return;
  event.preventDefault();
  const { bringText } = await import('./bring.ts');
  await bringText(store, text);
}
