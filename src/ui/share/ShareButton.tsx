import { Share2 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useApp, useT } from '../store/store.ts';

const ShareDialog = lazy(() => import('./ShareDialog.tsx').then(({ ShareDialog: component }) => ({ default: component })));

/** Opens the dialog for links and files; it is fetched when it is first wanted. */
export function ShareButton() {
  const t = useT();
  const isOpen = useApp((state) => state.isShareOpen);
  const openShare = useApp((state) => state.openShare);
  const setPlaying = useApp((state) => state.setPlaying);
  const open = () => {
    setPlaying(false);
    openShare(true);
  };
  return (
    <>
      <button type="button" className="button" onClick={open}>
        <Share2 size={14} aria-hidden="true" />
        <span>{t('share.title')}</span>
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <ShareDialog />
        </Suspense>
      )}
    </>
  );
}
