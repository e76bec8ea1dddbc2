import { useMemo } from 'react';
import { useApp } from '../store/store.ts';
import { stageModel } from './model/stageModel.ts';
import type { StageModel } from './model/stageModel.ts';

/** The picture's data. It is derived anew when the frame has changed, not as time passes. */
export function useStageModel(): StageModel {
  const frame = useApp((state) => state.frame);
  const history = useApp((state) => state.history);
  const profile = useApp((state) => state.session.options.profile);
  return useMemo(() => stageModel(frame, history, profile), [frame, history, profile]);
}
