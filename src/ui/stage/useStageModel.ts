import type { Profile } from '#engine/profile.ts';
import type { Frame } from '#session/session.ts';
import type { History } from '../history/history.ts';
import { useApp } from '../store/store.ts';
import { stageModel } from './model/stageModel.ts';
import type { StageModel } from './model/stageModel.ts';

/** The picture's data. It is derived once a frame, however many parts of the page draw it. */
export function useStageModel(): StageModel {
  const frame = useApp((state) => state.frame);
  const history = useApp((state) => state.history);
  const profile = useApp((state) => state.session.options.profile);
  return modelOf(frame, history, profile);
}

/** That of the present, also while the past is shown. */
export function useLiveStageModel(): StageModel {
  const frame = useApp((state) => state.present?.frame ?? state.frame);
  const history = useApp((state) => state.present?.history ?? state.history);
  const profile = useApp((state) => state.session.options.profile);
  return modelOf(frame, history, profile);
}

const models = new WeakMap<Frame, StageModel>();

function modelOf(frame: Frame, history: History, profile: Profile): StageModel {
  let model = models.get(frame);
  if (model === undefined) {
    model = stageModel(frame, history, profile);
    models.set(frame, model);
  }
  return model;
}
