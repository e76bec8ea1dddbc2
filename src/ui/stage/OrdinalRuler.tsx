import type { RefObject } from 'react';
import { useApp, useT } from '../store/store.ts';
import { describePod } from './marks/words.ts';
import { StateIcon } from './marks/StateIcon.tsx';
import type { StageLayout } from './layout/layout.ts';
import { namespaceOf } from './model/nameModel.ts';
import { isSameKey } from './model/objectKeys.ts';

/** Every ordinal one tap away, on a screen that shows one of them whole. */
export function OrdinalRuler({ layout, scroller }: { readonly layout: StageLayout; readonly scroller: RefObject<HTMLDivElement | null> }) {
  const t = useT();
  const selected = useApp((state) => state.selected);
  const select = useApp((state) => state.select);
  if (layout.names.length < 2) return null;
  return (
    <nav className="ruler" aria-label={t('stage.ruler')}>
      {layout.names.map(({ name, column: { pod, podName, ordinal }, box }) => {
        const target = { kind: 'Pod', namespace: namespaceOf(name), name: podName };
        return (
          <button
            key={name.id}
            type="button"
            aria-label={pod === undefined ? t('slot.label', { name: podName }) : describePod(t, pod)}
            aria-pressed={isSameKey(selected, target)}
            onClick={() => {
              select(target);
              const view = scroller.current;
              view?.scrollTo({ left: box.x + box.w / 2 - view.clientWidth / 2, top: view.scrollTop, behavior: 'smooth' });
            }}
          >
            <svg width="16" height="16" aria-hidden="true">
              {pod === undefined ? <circle className="slot-line" cx="8" cy="8" r="6" /> : <StateIcon state={pod.state} x={8} y={8} r={7} />}
            </svg>
            {ordinal}
          </button>
        );
      })}
    </nav>
  );
}

/** Where a swipe comes to rest: each ordinal in the middle. */
export function SnapPoints({ layout }: { readonly layout: StageLayout }) {
  return (
    <div className="snap-points" aria-hidden="true">
      {layout.names.map(({ name, box }) => (
        <span key={name.id} style={{ left: box.x, width: box.w }} />
      ))}
    </div>
  );
}
