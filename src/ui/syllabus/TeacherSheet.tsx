import { Download, Users } from 'lucide-react';
import { syllabus } from '#lessons/syllabus.ts';
import { parseRecords } from '../lesson/records.ts';
import { useWords } from '../lesson/words/useWords.ts';
import { download } from '../share/download.ts';
import { useApp, useAppStore } from '../store/store.ts';
import { classRows, csvOf, type ClassRow } from './classRows.ts';
import { durationText } from './durationText.ts';

/** Many files of progress make a table, in this tab alone. */
export function TeacherSheet() {
  const say = useWords();
  const store = useAppStore();
  const classroom = useApp((state) => state.classroom);
  const rows = classRows(classroom);
  const refused = classroom.filter(({ records }) => records === undefined);
  const take = async (files: readonly File[]) => {
    const read = await Promise.all(files.map(async (file) => ({ file: file.name, records: parseRecords(await file.text()) })));
    store.getState().addToClass(read);
  };
  const saveCsv = () => {
    const head = {
      learner: say('teacher.name'),
      done: say('teacher.done'),
      begun: say('teacher.begun'),
      right: say('teacher.guesses'),
      guesses: say('teacher.allGuesses'),
      minutes: say('teacher.minutes'),
      lessons: say('teacher.lessons'),
    };
    download('ordinal-class.csv', new Blob([csvOf(rows, head)], { type: 'text/csv' }));
  };
  return (
    <section className="syllabus-row" aria-labelledby="teacher">
      <div>
        <h2 id="teacher">{say('teacher.title')}</h2>
      </div>
      <div className="teacher">
        <p>{say('teacher.text')}</p>
        <div className="progress-tools">
          <label className="button">
            <Users size={14} aria-hidden="true" />
            {say('teacher.choose')}
            <input
              type="file"
              multiple
              accept=".json"
              className="visually-hidden"
              onChange={({ target }) => {
                const files = [...(target.files ?? [])];
                target.value = '';
                void take(files);
              }}
            />
          </label>
          {rows.length > 0 && (
            <>
              <button type="button" className="button" onClick={saveCsv}>
                <Download size={14} aria-hidden="true" />
                {say('teacher.csv')}
              </button>
              <button type="button" className="button" onClick={() => store.getState().clearClass()}>
                {say('teacher.clear')}
              </button>
            </>
          )}
        </div>
        {refused.length > 0 && <p role="alert">{say('teacher.refused', { count: refused.length, names: refused.map(({ file }) => file).join(', ') })}</p>}
        {rows.length > 0 && <ClassTable rows={rows} />}
      </div>
    </section>
  );
}

function ClassTable({ rows }: { readonly rows: readonly ClassRow[] }) {
  const say = useWords();
  const language = useApp((state) => state.language);
  const titleOf = (name: string) => syllabus.find((card) => card.name === name)?.title[language] ?? name;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('teacher.name')}</th>
          <th scope="col">{say('teacher.done')}</th>
          <th scope="col">{say('teacher.guesses')}</th>
          <th scope="col">{say('teacher.time')}</th>
          <th scope="col">{say('teacher.lessons')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ learner, done, begun, right, guesses, spentMs, lessons }) => (
          <tr key={learner}>
            <th scope="row">{learner}</th>
            <td>
              {done} / {begun}
            </td>
            <td>{guesses === 0 ? '' : `${right} / ${guesses}`}</td>
            <td>{durationText(say, spentMs / 60_000)}</td>
            <td>{lessons.map(titleOf).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
