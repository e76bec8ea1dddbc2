import { useMemo } from 'react';
import { useApp } from '../store/store.ts';
import { useIsPhone } from '../shell/useMedia.ts';
import { EmptyStage } from './EmptyStage.tsx';
import { stageLayout } from './layout/stageLayout.ts';
import { Narrator } from './Narrator.tsx';
import { OrdinalRuler, SnapPoints } from './OrdinalRuler.tsx';
import { PhoneReason } from './PhoneReason.tsx';
import { StageBar } from './StageBar.tsx';
import { StageSvg } from './StageSvg.tsx';
import { StageTable } from './StageTable.tsx';
import { useElementSize, useElementWidth } from './useElementWidth.ts';
import { useStageModel } from './useStageModel.ts';
import './stage.css';

/** The picture of the cluster, or its equal as a table. */
export function Stage() {
  const model = useStageModel();
  const arrangement = useApp((state) => state.arrangement);
  const isTable = useApp((state) => state.isTable);
  const isPhone = useIsPhone();
  const [ref, width] = useElementWidth<HTMLDivElement>();
  const bar = useElementSize();
  const layout = useMemo(
    () => (width === 0 ? undefined : stageLayout(model, arrangement, { width, isPhone: isPhone && arrangement === 'ordinal', bar: bar.size })),
    [model, arrangement, width, isPhone, bar.size],
  );
  const isSwiped = isPhone && !isTable && arrangement === 'ordinal' && layout !== undefined;
  const isInvitation = model.isEmpty && arrangement === 'ordinal' && !isTable;
  return (
    <div className="stage">
      <StageBar model={model} size={bar.ref} />
      <div className={`stage-scroll${isSwiped ? ' is-snapping' : ''}`} ref={ref}>
        {isTable ? <StageTable model={model} /> : layout !== undefined && <StageSvg layout={layout} />}
        {isInvitation && <EmptyStage />}
        {isSwiped && <SnapPoints layout={layout} />}
      </div>
      {isPhone && !isInvitation && <PhoneReason model={model} />}
      {isSwiped && <OrdinalRuler layout={layout} scroller={ref} />}
      <Narrator model={model} />
    </div>
  );
}
