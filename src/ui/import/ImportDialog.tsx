import { FileUp, X } from 'lucide-react';
import { useState } from 'react';
import { useModal } from '../shell/useModal.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { Translate } from '../i18n/translate.ts';
import { applyFiles, bringFiles, bringText, fileName, isDump } from './bring.ts';
import { putFiles } from './putFile.ts';
import { MOST_BYTES } from './readSource.ts';
import type { Source } from './readSource.ts';
import './import.css';

/** Where manifests or a whole cluster are brought by button or paste, and where it is said what cannot be taken. */
export function ImportDialog() {
  const t = useT();
  const store = useAppStore();
  const bringing = useApp((state) => state.bringing);
  const isReading = useApp((state) => state.isReading);
  const { close, props } = useModal(() => store.getState().closeImport());
  return (
    <dialog {...props} className="dialog import-dialog" aria-labelledby="import-title">
      <div className="dialog-head">
        <h2 id="import-title">{t('import.title')}</h2>
        <button type="button" className="icon-button is-quiet" aria-label={t('close')} onClick={close}>
          <X size={18} aria-hidden="true" />
        </button>
      </div>
      {(bringing?.sources ?? []).map((source, index) => (
        <SourceNotice key={`${source.name}/${index}`} source={source} />
      ))}
      <p>{t('import.text')}</p>
      <label className="button import-file">
        <FileUp size={14} aria-hidden="true" />
        {t('import.choose')}
        <input type="file" multiple className="visually-hidden" onChange={({ target }) => void bringFiles(store, [...(target.files ?? [])])} />
      </label>
      <Paste isReading={isReading} take={(text) => void bringText(store, text)} />
    </dialog>
  );
}

function Paste({ isReading, take }: { readonly isReading: boolean; readonly take: (text: string) => void }) {
  const t = useT();
  const [text, setText] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        take(text);
      }}
    >
      <label className="import-paste">
        <span>{t('import.paste')}</span>
        <textarea className="mono" rows={8} spellCheck={false} value={text} placeholder={'apiVersion: apps/v1\nkind: StatefulSet\n…'} onChange={({ target }) => setText(target.value)} />
      </label>
      <button type="submit" className="button is-primary" disabled={text.trim() === '' || isReading}>
        {t(isReading ? 'import.reading' : 'import.take')}
      </button>
    </form>
  );
}

/** What was brought and cannot be taken as it is, in words; with what can be done instead. */
function SourceNotice({ source }: { readonly source: Source }) {
  const t = useT();
  const store = useAppStore();
  const close = () => store.getState().closeImport();
  const isKept = source.is === 'text' && source.text.trim() !== '';
  return (
    <div className="import-notice" role="alert">
      <p>
        <strong className="mono">{source.name}</strong> {noticeText(t, source)}
      </p>
      {source.is === 'text' && source.imported.problem !== undefined && <p className="mono">error parsing {fileName(source.name)}: {source.imported.problem}</p>}
      {isKept && (
        <div className="action-list">
          {source.imported.objects.length > 0 && isDump(source) && (
            <button type="button" className="button is-primary" onClick={() => store.getState().showPicture({ name: source.name, ...source.imported })}>
              {t('import.show')}
            </button>
          )}
          {source.imported.is !== 'nothing' && !isDump(source) && (
            <button type="button" className="button" onClick={() => (applyFiles(store, [source]) ? close() : undefined)}>
              {t('import.applyAnyway')}
            </button>
          )}
          {source.imported.is === 'nothing' && (
            <button type="button" className="button" onClick={() => (putFiles(store, [{ name: fileName(source.name), content: source.text }], `cat ${fileName(source.name)}`) ? close() : undefined)}>
              {t('import.keepFile')}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function noticeText(t: Translate, source: Source): string {
  if (source.is === 'tooLarge') return t('import.tooLarge', { size: megabytes(source.bytes), most: megabytes(MOST_BYTES) });
  if (source.is === 'binary') return t('import.binary');
  const { imported, text } = source;
  if (text.trim() === '') return t('import.empty');
  if (imported.problem !== undefined) return t('import.problem');
  if (imported.is === 'nothing') return t('import.nothing');
  if (isDump(source) && imported.objects.length > 0) return t('import.dump', { count: imported.objects.length });
  return imported.objects.length === 0 ? t('import.allUnknown', { kinds: [...imported.unknown.keys()].join(', ') }) : t('import.manifests', { count: imported.objects.length });
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
