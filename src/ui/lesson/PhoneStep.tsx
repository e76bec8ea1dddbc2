import { lazy, Suspense } from 'react';
import { useApp } from '../store/store.ts';

const PhoneStepBar = lazy(() => import('./PhoneStepBar.tsx').then(({ PhoneStepBar: component }) => ({ default: component })));

/** On a phone the step follows from tab to tab. */
export function PhoneStep() {
  const isShown = useApp(({ frame, phoneTab }) => frame.lesson !== undefined && phoneTab !== 'lesson');
  if (!isShown) return null;
  return (
    <Suspense fallback={null}>
      <PhoneStepBar />
    </Suspense>
  );
}
