import { lazy, Suspense } from 'react';
import { DropTarget } from './import/DropTarget.tsx';
import { App } from './shell/App.tsx';
import { ErrorBox } from './shell/ErrorBox.tsx';
import { AppStoreContext, useApp, useT } from './store/store.ts';
import type { AppStore } from './store/store.ts';

const SyllabusPage = lazy(() => import('./syllabus/SyllabusPage.tsx').then(({ SyllabusPage: component }) => ({ default: component })));
const PresenterPage = lazy(() => import('./present/PresenterPage.tsx').then(({ PresenterPage: component }) => ({ default: component })));
const ProblemDialog = lazy(() => import('./lesson/ProblemDialog.tsx').then(({ ProblemDialog: component }) => ({ default: component })));
const ImportDialog = lazy(() => import('./import/ImportDialog.tsx').then(({ ImportDialog: component }) => ({ default: component })));
const PicturePage = lazy(() => import('./import/PicturePage.tsx').then(({ PicturePage: component }) => ({ default: component })));

/** The page over one store. */
export function Page({ store }: { readonly store: AppStore }) {
  return (
    <AppStoreContext value={store}>
      <Shown />
      <DropTarget />
      <Bringing />
      <Problem />
    </AppStoreContext>
  );
}

/** The lab; or a picture of another cluster, the list of lessons or the presenter's desk in its place. */
function Shown() {
  const t = useT();
  const picture = useApp((state) => state.picture);
  const leavePicture = useApp((state) => state.leavePicture);
  const place = useApp((state) => state.place);
  if (picture === undefined && place === 'lab') return <App />;
  if (picture === undefined) {
    return (
      <ErrorBox message={t('error.region')} again={t('error.again')}>
        <Suspense fallback={null}>{place === 'lessons' ? <SyllabusPage /> : <PresenterPage />}</Suspense>
      </ErrorBox>
    );
  }
  return (
    <ErrorBox message={t('picture.failed')} again={t('picture.back')} onAgain={leavePicture}>
      <Suspense fallback={null}>
        <PicturePage picture={picture} />
      </Suspense>
    </ErrorBox>
  );
}

function Problem() {
  const hasProblem = useApp((state) => state.lessonProblem !== undefined);
  if (!hasProblem) return null;
  return (
    <Suspense fallback={null}>
      <ProblemDialog />
    </Suspense>
  );
}

function Bringing() {
  const isOpen = useApp((state) => state.bringing !== undefined);
  if (!isOpen) return null;
  return (
    <Suspense fallback={null}>
      <ImportDialog />
    </Suspense>
  );
}
