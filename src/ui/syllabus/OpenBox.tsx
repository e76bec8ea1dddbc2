import { useState } from 'react';
import type { FormEvent } from 'react';
import { openText } from '../lesson/openText.ts';
import { useWords } from '../lesson/words/useWords.ts';
import { useAppStore } from '../store/store.ts';

/** A link, a lesson or a file is pasted or chosen here. */
export function OpenBox() {
  const say = useWords();
  const store = useAppStore();
  const [text, setText] = useState('');
  const [isUnknown, setUnknown] = useState(false);
  const open = async (name: string, content: string) => setUnknown(!(await openText(store, name, content)));
  const openFile = async (file: File) => {
    const { readFile } = await import('../import/readSource.ts');
    const [source] = await readFile(file);
    if (source?.is === 'text') await open(source.name, source.text);
    else setUnknown(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void open('', text.trim());
  };
  return (
    <form className="open-box" onSubmit={submit}>
      <label>
        <span>{say('page.paste')}</span>
        <textarea className="mono" rows={3} spellCheck={false} value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      <div>
        <button type="submit" className="button is-primary" disabled={text.trim() === ''}>
          {say('page.openButton')}
        </button>
        <label className="button">
          {say('page.openFile')}
          <input
            type="file"
            className="visually-hidden"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) void openFile(file);
              // The same file can be chosen once more.
              target.value = '';
            }}
          />
        </label>
      </div>
      {isUnknown && <p role="alert">{say('page.notKnown')}</p>}
    </form>
  );
}
