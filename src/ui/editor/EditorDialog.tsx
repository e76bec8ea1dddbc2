import { Save, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef } from 'react';
import type { EditorFrame } from '#session/session.ts';
import { useApp, useAppStore, useT } from '../store/store.ts';
import type { AppStore } from '../store/store.ts';
import { namesIn } from './namesIn.ts';
import { openEditor } from './openEditor.ts';
import type { EditorActions } from './openEditor.ts';
import './editor.css';

/** The editor that a program in a terminal has opened: `vi`, `nano`, `kubectl edit`. */
export function EditorDialog() {
  const editor = useApp(({ frame }) => frame.editor);
  return editor === undefined ? null : <OpenEditor editor={editor} />;
}

function OpenEditor({ editor }: { readonly editor: EditorFrame }) {
  const t = useT();
  const store = useAppStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const actions = useRef<EditorActions | undefined>(undefined);
  const initial = useRef(editor);

  // Closing it gives the focus back to the terminal; that has to come before it leaves the page.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);

  useEffect(() => {
    const { id, content, program, path, readOnly } = initial.current;
    if (host.current === null) return undefined;
    const opened = openEditor(host.current, {
      content: content.replace(/\n$/, ''),
      path,
      readOnly,
      hasViKeys: hasViKeys(program),
      gates: store.getState().session.options.profile.gates,
      namesOf: namesIn(store),
      save: (text) => save(store, id, text),
      close: (code) => store.getState().dispatch({ do: 'closeEditor', editor: id, code }),
    });
    actions.current = opened;
    return () => opened.dispose();
  }, [store]);

  return (
    <dialog
      ref={dialog}
      className="dialog editor-dialog"
      aria-labelledby="editor-title"
      // Escape belongs to the editor: vi needs it.
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault();
      }}
    >
      <div className="dialog-head">
        <h2 id="editor-title">
          <span className="mono">{editor.program}</span> <span className="editor-path mono">{editor.path}</span>
          {editor.isNew && <span className="editor-new">{t('editor.new')}</span>}
          {editor.readOnly && <span className="editor-new">{t('editor.readOnly')}</span>}
        </h2>
        <div className="editor-actions">
          {!editor.readOnly && (
            <button type="button" className="button is-primary" onClick={() => actions.current?.saveAndClose()}>
              <Save size={14} aria-hidden="true" />
              {t('editor.saveAndClose')}
            </button>
          )}
          <button type="button" className="button" onClick={() => actions.current?.closeWithoutSaving()}>
            <X size={14} aria-hidden="true" />
            {t('editor.close')}
          </button>
        </div>
      </div>
      {editor.saveError !== undefined && (
        <p className="editor-error mono" role="alert">
          {editor.saveError}
        </p>
      )}
      <div className="editor-host" ref={host} />
      <p className="editor-hint">{hasViKeys(editor.program) ? t('editor.viHint') : t('editor.hint')}</p>
    </dialog>
  );
}

function hasViKeys(program: string): boolean {
  return /^(vi|vim|view|kubectl edit|kubectl)$/.test(program);
}

/** Writes the file, with an end to its last line as editors do; answers whether that went well. */
function save(store: AppStore, editor: number, text: string): boolean {
  const content = text === '' ? '' : `${text}\n`;
  store.getState().dispatch({ do: 'saveFile', editor, content });
  return store.getState().session.frame().editor?.saveError === undefined;
}
