import { useModal } from '../shell/useModal.ts';
import { useApp, useAppStore } from '../store/store.ts';
import type { LessonProblem } from './lessonSlice.ts';
import { useWords, type Say } from './words/useWords.ts';
import '../shell/shell.css';

/** Where and why a lesson is none. Nothing of it has been run. */
export function ProblemDialog() {
  const say = useWords();
  const store = useAppStore();
  const problem = useApp((state) => state.lessonProblem);
  const { close, props } = useModal(() => store.getState().reportLesson(undefined));
  if (problem === undefined) return null;
  return (
    <dialog {...props} className="dialog" aria-labelledby="lesson-problem">
      <div className="dialog-head">
        <h2 id="lesson-problem">{say('problem.title')}</h2>
      </div>
      <Why problem={problem} say={say} />
      <button type="button" className="button is-primary" onClick={close}>
        {say('problem.close')}
      </button>
    </dialog>
  );
}

function Why({ problem, say }: { readonly problem: LessonProblem; readonly say: Say }) {
  if (problem.is === 'missing') return <p>{say('problem.missing', { source: problem.source })}</p>;
  if (problem.is === 'foreign') return <p>{say('problem.foreign', { source: problem.source })}</p>;
  return (
    <>
      <p>{say('problem.in', { source: problem.source })}</p>
      <ul className="problem-list">
        {problem.misfits.map(({ path, expected }, index) => (
          <li key={index}>{path === '' ? say('problem.whole', { expected }) : say('problem.at', { path, expected })}</li>
        ))}
      </ul>
    </>
  );
}
