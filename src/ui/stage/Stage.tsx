import { useEffect, useMemo } from 'react';
import { useApp, useAppStore } from '../store/store.ts';
import { useIsPhone } from '../shell/useMedia.ts';
import { DecisionBar } from './DecisionBar.tsx';
import { EmptyStage } from './EmptyStage.tsx';
import { fitZoom, roomAt } from './layout/fitZoom.ts';
import type { Room } from './layout/layout.ts';
import { stageLayout } from './layout/stageLayout.ts';
import { Narrator } from './Narrator.tsx';
import { OrdinalRuler, SnapPoints } from './OrdinalRuler.tsx';
import { PhoneReason } from './PhoneReason.tsx';
import { StageBar } from './StageBar.tsx';
import { StageSvg } from './StageSvg.tsx';
import { StageTable } from './StageTable.tsx';
import { LookupCard } from './traffic/LookupCard.tsx';
import { useElementSize, useElementWidth } from './useElementWidth.ts';
import { useStageModel } from './useStageModel.ts';
import { useZoom } from './useZoom.ts';
import { ZoomTools } from './ZoomTools.tsx';
import './stage.css';

/** The picture of the cluster, or its equal as a table. */
export function Stage() {
  const model = useStageModel();
  const store = useAppStore();
  const arrangement = useApp((state) => state.arrangement);
  const isTable = useApp((state) => state.isTable);
  const chosenZoom = useApp((state) => state.zoom);
  const fitCount = useApp((state) => state.fitCount);
  const isPhone = useIsPhone();
  const [ref, width] = useElementWidth<HTMLDivElement>();
  const bar = useElementSize();
  const drag = useZoom(ref);
  const isOrdinal = arrangement === 'ordinal';
  const isInvitation = model.isEmpty && isOrdinal && !isTable;
  const zoom = isInvitation ? 1 : chosenZoom;
  const room = useMemo(() => (at: number): Room => ({ width: at, isPhone: isPhone && isOrdinal, bar: { w: bar.size.w / zoom, h: bar.size.h / zoom } }), [isPhone, isOrdinal, bar.size, zoom]);
  const layout = useMemo(() => (width === 0 ? undefined : stageLayout(model, arrangement, room(roomAt(width, zoom)))), [model, arrangement, room, width, zoom]);
  const isSwiped = isPhone && !isTable && isOrdinal && layout !== undefined;

  useEffect(() => {
    const height = ref.current?.clientHeight;
    if (fitCount === 0 || height === undefined || width === 0) return;
    store.getState().setZoom(fitZoom({ width, height }, (at) => stageLayout(model, arrangement, room(at)).height));
    // A wish is fulfilled once, with what is there at that moment.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [fitCount]);

  return (
    <div className="stage">
      <StageBar model={model} size={bar.ref} />
      <div className="stage-view">
        <div className={`stage-scroll${isSwiped && zoom === 1 ? ' is-snapping' : ''}`} ref={ref} {...drag}>
          {isTable ? <StageTable model={model} /> : layout !== undefined && <StageSvg layout={layout} zoom={zoom} />}
          {isInvitation && <EmptyStage />}
          {isSwiped && zoom === 1 && <SnapPoints layout={layout} />}
        </div>
        {layout !== undefined && !isTable && !isInvitation && !isPhone && <ZoomTools layout={layout} scroller={ref} zoom={zoom} />}
        {!isTable && <LookupCard />}
      </div>
      <DecisionBar />
      {isPhone && !isInvitation && <PhoneReason model={model} />}
      {isSwiped && <OrdinalRuler layout={layout} scroller={ref} />}
      <Narrator model={model} />
    </div>
  );
}
