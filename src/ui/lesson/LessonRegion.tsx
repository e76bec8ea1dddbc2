import { lazy, Suspense } from 'react';
import { ErrorBox } from '../shell/ErrorBox.tsx';
import { Splitter } from '../shell/Splitter.tsx';
import { useT } from '../store/store.ts';
import './lesson.css';

const LessonPanel = lazy(() => import('./LessonPanel.tsx').then(({ LessonPanel: component }) => ({ default: component })));

/** The region of the lesson: left of the stage on a desk, a tab on a phone. What it shows is fetched when it is wanted. */
export function LessonRegion({ isPhone = false }: { readonly isPhone?: boolean }) {
  const t = useT();
  const Region = isPhone ? 'main' : 'section';
  return (
    <Region className="region region-lesson" aria-label={t('lesson.region')}>
      <ErrorBox message={t('error.region')} again={t('error.again')}>
        <Suspense fallback={null}>
          <LessonPanel isPhone={isPhone} />
        </Suspense>
      </ErrorBox>
      {!isPhone && <Splitter region="lesson" orientation="vertical" min={260} max={560} isBefore />}
    </Region>
  );
}
