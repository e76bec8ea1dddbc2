import { Maximize2, Minus, Plus } from 'lucide-react';
import type { RefObject } from 'react';
import { Group } from '../shell/Group.tsx';
import { useApp, useT } from '../store/store.ts';
import type { StageLayout } from './layout/layout.ts';
import { Minimap } from './Minimap.tsx';

interface ZoomToolsProps {
  readonly layout: StageLayout;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly zoom: number;
}

/** How large the picture is, and where in it one is when it does not fit. */
export function ZoomTools({ layout, scroller, zoom }: ZoomToolsProps) {
  const t = useT();
  const setZoom = useApp((state) => state.setZoom);
  const fit = useApp((state) => state.fitZoom);
  return (
    <div className="zoom-tools">
      <Minimap layout={layout} scroller={scroller} zoom={zoom} />
      <Group className="zoom-buttons" label={t('zoom.title')}>
        <button type="button" className="icon-button" aria-label={t('zoom.in')} title={`${t('zoom.in')} (+)`} onClick={() => setZoom(zoom * 1.25)}>
          <Plus size={14} aria-hidden="true" />
        </button>
        <button type="button" className="button" aria-label={`${t('zoom.reset')}, ${t('zoom.percent', { percent: Math.round(zoom * 100) })}`} title={`${t('zoom.reset')} (0)`} onClick={() => setZoom(1)}>
          {Math.round(zoom * 100)}
        </button>
        <button type="button" className="icon-button" aria-label={t('zoom.out')} title={`${t('zoom.out')} (-)`} onClick={() => setZoom(zoom * 0.8)}>
          <Minus size={14} aria-hidden="true" />
        </button>
        <button type="button" className="icon-button" aria-label={t('zoom.fit')} title={`${t('zoom.fit')} (F)`} onClick={fit}>
          <Maximize2 size={13} aria-hidden="true" />
        </button>
      </Group>
    </div>
  );
}
