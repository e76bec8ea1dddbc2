import { useMemo } from 'react';
import { without } from '../present/audienceFit.ts';
import { audienceZoom } from '../present/audienceZoom.ts';
import { stageLayout } from '../stage/layout/stageLayout.ts';
import { Stage } from '../stage/Stage.tsx';
import { StageSvg } from '../stage/StageSvg.tsx';
import { useElementSize } from '../stage/useElementWidth.ts';
import { useStageModel } from '../stage/useStageModel.ts';
import type { StageModel } from '../stage/model/stageModel.ts';
import { useApp } from '../store/store.ts';
import type { Arrangement } from '../store/viewSlice.ts';
import '../stage/stage.css';

/** Smaller than this little can be read: then what the pods keep is left out. */
const GOOD_ZOOM = 0.72;
/** Smaller than this nothing can be read: then the stage is scrolled as on the page. */
const LEAST_ZOOM = 0.6;

/** The picture as a whole in the little room of an iframe: an article shows it, nobody scrolls in it. */
export function EmbedStage() {
  const model = useStageModel();
  const arrangement = useApp((state) => state.arrangement);
  const isTable = useApp((state) => state.isTable);
  const { ref, size } = useElementSize();
  const fitted = useMemo(() => {
    if (size.w === 0 || size.h === 0) return undefined;
    const shown = without(model, 'strip');
    const whole = fit(shown, arrangement, size);
    return whole.zoom >= GOOD_ZOOM ? whole : fit(without(shown, 'storage'), arrangement, size);
  }, [model, arrangement, size]);
  const isWhole = fitted !== undefined && fitted.zoom >= LEAST_ZOOM && !model.isEmpty && !isTable;
  return (
    <div className="embed-fit" ref={ref}>
      {isWhole ? <StageSvg {...fitted} /> : size.w > 0 && <Stage />}
    </div>
  );
}

function fit(model: StageModel, arrangement: Arrangement, { w, h }: { readonly w: number; readonly h: number }) {
  const layoutAt = (width: number) => stageLayout(model, arrangement, { width, isPhone: false, bar: { w: 0, h: 0 } });
  const zoom = Math.min(1, audienceZoom({ width: w, height: h }, layoutAt));
  return { zoom, layout: layoutAt(Math.floor(w / zoom)) };
}
