import { Download, Upload } from 'lucide-react';
import { useState } from 'react';
import { keepRecords, mergeRecords, parseRecords, recordsText } from '../lesson/records.ts';
import { useWords } from '../lesson/words/useWords.ts';
import { download } from '../share/download.ts';
import { useApp, useAppStore } from '../store/store.ts';

/** The person's own progress: saved as a file, and merged from one. */
export function MyProgress() {
  const say = useWords();
  const store = useAppStore();
  const learner = useApp((state) => state.records.learner);
  const [answer, setAnswer] = useState('');
  const change = (records: Parameters<typeof keepRecords>[0]) => {
    store.getState().setRecords(records);
    keepRecords(records);
  };
  const save = () => {
    const { records } = store.getState();
    const name = records.learner.replaceAll(/[^\p{L}\p{N}-]+/gu, '-').slice(0, 40);
    download(`ordinal-progress${name === '' ? '' : `-${name}`}.json`, new Blob([recordsText(records)], { type: 'application/json' }));
  };
  const merge = async (file: File) => {
    const brought = parseRecords(await file.text());
    if (brought === undefined) {
      setAnswer(say('page.notMerged'));
      return;
    }
    change(mergeRecords(store.getState().records, brought));
    setAnswer(say('page.merged', { count: Object.keys(brought.lessons).length }));
  };
  return (
    <section className="syllabus-row progress-row" aria-labelledby="my-progress">
      <div>
        <h2 id="my-progress">{say('page.mine')}</h2>
        <p>{say('page.mineText')}</p>
      </div>
      <div className="progress-tools">
        <label>
          <span className="visually-hidden">{say('page.learner')}</span>
          <input value={learner} maxLength={80} placeholder={say('page.learner')} onChange={({ target }) => change({ ...store.getState().records, learner: target.value })} />
        </label>
        <button type="button" className="button" onClick={save}>
          <Download size={14} aria-hidden="true" />
          {say('page.export')}
        </button>
        <label className="button">
          <Upload size={14} aria-hidden="true" />
          {say('page.import')}
          <input
            type="file"
            accept=".json"
            className="visually-hidden"
            onChange={({ target }) => {
              const file = target.files?.[0];
              if (file !== undefined) void merge(file);
              // The same file can be chosen once more.
              target.value = '';
            }}
          />
        </label>
        <output>{answer}</output>
      </div>
    </section>
  );
}
