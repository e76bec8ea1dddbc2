import { useMemo } from 'react';
import { fitWhole, without } from '../present/audienceFit.ts';
import { Stage } from '../stage/Stage.tsx';
import { StageSvg } from '../stage/StageSvg.tsx';
import { useElementSize } from '../stage/useElementWidth.ts';
import { useStageModel } from '../stage/useStageModel.ts';
import { useApp } from '../store/store.ts';
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
    const view = { width: size.w, height: size.h };
    const whole = fitWhole(shown, arrangement, view, 1);
    return whole.zoom >= GOOD_ZOOM ? whole : fitWhole(without(shown, 'storage'), arrangement, view, 1);
  }, [model, arrangement, size]);
  const isWhole = fitted !== undefined && fitted.zoom >= LEAST_ZOOM && !model.isEmpty && !isTable;
  return (
    <div className="embed-fit" ref={ref}>
      {isWhole ? <StageSvg {...fitted} /> : size.w > 0 && <Stage />}
    </div>
  );
}
