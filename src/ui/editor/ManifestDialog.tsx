import { Check, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { putFiles, shellWord } from '../import/putFile.ts';
import { Group } from '../shell/Group.tsx';
import { useApp, useAppStore, useT } from '../store/store.ts';
import { namesIn } from './namesIn.ts';
import type { ErrorAtLine } from './manifest/manifestSupport.ts';
import { openEditor } from './openEditor.ts';
import './editor.css';

interface ManifestDialogProps {
  /** The file that the text becomes on the host. */
  readonly name: string;
  readonly text: string;
  readonly close: () => void;
}

const VERBS = ['apply', 'replace', 'diff'] as const;
type Verb = (typeof VERBS)[number];

/** A manifest to be edited and handed to kubectl: it becomes a file of the host, and the command is typed in the terminal. */
export function ManifestDialog({ name, text, close }: ManifestDialogProps) {
  const t = useT();
  const store = useAppStore();
  const dialog = useRef<HTMLDialogElement>(null);
  const [hasViKeys, setViKeys] = useState(false);
  const [errors, setErrors] = useState<readonly ErrorAtLine[]>([]);
  const [verb, setVerb] = useState<Verb>('apply');
  const draft = useRef(text);
  const line = `kubectl ${verb} -f ${shellWord(name)}`;
  const run = () => {
    const content = draft.current.endsWith('\n') ? draft.current : `${draft.current}\n`;
    if (putFiles(store, [{ name, content }], line)) close();
  };

  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);

  return (
    <dialog
      ref={dialog}
      className="dialog editor-dialog"
      aria-labelledby="manifest-title"
      // Escape belongs to the editor: vi and the list of completions need it.
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.preventDefault();
      }}
    >
      <div className="dialog-head">
        <h2 id="manifest-title" className="mono">
          {name}
        </h2>
        <div className="editor-actions">
          <button type="button" className="button is-primary" onClick={run}>
            <Check size={14} aria-hidden="true" />
            {t('manifest.run', { verb })}
          </button>
          <button type="button" className="button" onClick={close}>
            <X size={14} aria-hidden="true" />
            {t('manifest.discard')}
          </button>
        </div>
      </div>
      <TextOf key={hasViKeys ? 'vi' : 'plain'} name={name} draft={draft} hasViKeys={hasViKeys} onErrors={setErrors} run={run} close={close} />
      <div className="manifest-foot">
        <Group className="segments" label={t('manifest.verb')}>
          {VERBS.map((each) => (
            <button key={each} type="button" aria-pressed={each === verb} onClick={() => setVerb(each)}>
              {each}
            </button>
          ))}
        </Group>
        <code className="manifest-line">{line}</code>
        <label className="check">
          <input type="checkbox" checked={hasViKeys} onChange={(event) => setViKeys(event.target.checked)} />
          {t('manifest.viKeys')}
        </label>
        <output className={errors.length > 0 ? 'manifest-problems' : 'manifest-fine'}>
          {t(errors.length > 0 ? 'manifest.problems' : 'manifest.fine', { count: errors.length })}
          {errors[0] !== undefined && <span className="manifest-first mono">{t('manifest.line', { line: errors[0].line, message: errors[0].message })}</span>}
        </output>
        <small className="manifest-keys">{t('manifest.keys')}</small>
      </div>
    </dialog>
  );
}

interface TextOfProps {
  readonly name: string;
  /** The text as it is being written: kept when the keys change. */
  readonly draft: { current: string };
  readonly hasViKeys: boolean;
  readonly onErrors: (errors: readonly ErrorAtLine[]) => void;
  readonly run: () => void;
  readonly close: () => void;
}

function TextOf({ name, draft, hasViKeys, onErrors, run, close }: TextOfProps) {
  const host = useRef<HTMLDivElement>(null);
  const store = useAppStore();
  const gates = useApp(({ session }) => session.options.profile.gates);
  const latest = useRef({ run, close });
  useEffect(() => {
    latest.current = { run, close };
  });
  useEffect(() => {
    if (host.current === null) return undefined;
    const opened = openEditor(host.current, {
      content: draft.current.replace(/\n$/, ''),
      path: name,
      readOnly: false,
      hasViKeys,
      gates,
      namesOf: namesIn(store),
      onErrors,
      onChange: (text) => {
        draft.current = text;
      },
      save: () => {
        latest.current.run();
        return true;
      },
      close: () => latest.current.close(),
    });
    return () => opened.dispose();
  }, [store, draft, name, hasViKeys, gates, onErrors]);
  return <div className="editor-host" ref={host} />;
}
