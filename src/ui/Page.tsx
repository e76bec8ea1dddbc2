import { lazy, Suspense } from 'react';
import { DropTarget } from './import/DropTarget.tsx';
import { App } from './shell/App.tsx';
import { ErrorBox } from './shell/ErrorBox.tsx';
import { AppStoreContext, useApp, useT } from './store/store.ts';
import type { AppStore } from './store/store.ts';

const ImportDialog = lazy(() => import('./import/ImportDialog.tsx').then(({ ImportDialog: component }) => ({ default: component })));
const PicturePage = lazy(() => import('./import/PicturePage.tsx').then(({ PicturePage: component }) => ({ default: component })));

/** The page over one store. */
export function Page({ store }: { readonly store: AppStore }) {
  return (
    <AppStoreContext value={store}>
      <Shown />
      <DropTarget />
      <Bringing />
    </AppStoreContext>
  );
}

/** The lab, or a picture of another cluster in its place. */
function Shown() {
  const t = useT();
  const picture = useApp((state) => state.picture);
  const leavePicture = useApp((state) => state.leavePicture);
  if (picture === undefined) return <App />;
  return (
    <ErrorBox message={t('picture.failed')} again={t('picture.back')} onAgain={leavePicture}>
      <Suspense fallback={null}>
        <PicturePage picture={picture} />
      </Suspense>
    </ErrorBox>
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
